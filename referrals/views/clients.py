"""The client decides: what is shared with whom, saying yes, and stopping."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from referrals import presenting, services, sharing
from referrals.models import Referral
from referrals.views.shared import done, for_client, me, posted
from werkcentrum.core.forms import PortalForm


@never_cache
def consent(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What is shared with whom; and when it is asked: read it and say yes, which sends the question at once."""
    referral = for_client(request, number)
    form = PortalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        shown = request.POST.get("shown", "")
        if done(form, lambda: services.give_consent(referral_id=referral.pk, shown=shown, by=me(request))):
            told = _("Thank you. %(name)s gets your question now.") % {"name": referral.organization.name}
            messages.success(request, told)
            return redirect("advisors:my-case", referral.case.reference)
    return render(request, "referrals/consent.html", _context(referral, form))


def _context(referral: Referral, form: PortalForm) -> dict[str, object]:
    is_asked = referral.consent_is_asked
    text = services.consent_text(referral) if is_asked else (referral.consent.text if referral.consent else "")
    groups = referral.groups if is_asked else referral.shared_groups
    return {
        "form": form,
        "referral": referral,
        "is_asked": is_asked,
        "text": text,
        "text_language": referral.case.client.language
        if is_asked or not referral.consent
        else referral.consent.language,
        "digest": services.text_digest(text),
        "shared": sharing.dossier(referral.case, groups),
        "is_shared": bool(referral.shared_groups),
        "can_stop": can_stop(referral),
        "status": presenting.status_for_client(referral),
    }


def can_stop(referral: Referral) -> bool:
    """Whether there is consent that the client can stop."""
    return bool(referral.shared_groups) and referral.consent is not None and not referral.consent.is_legal_task


@never_cache
def stop(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Stop sharing, or say no when it is asked: at once, without a reason."""
    referral = for_client(request, number)
    if not (referral.consent_is_asked or can_stop(referral)):
        return redirect("referrals:consent", referral.uuid)
    form = PortalForm(posted(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(form, lambda: services.withdraw_consent(referral_id=referral.pk, by=me(request))):
        messages.success(request, _("%(name)s sees nothing of you any more.") % {"name": referral.organization.name})
        return redirect("advisors:my-case", referral.case.reference)
    return render(request, "referrals/stop.html", {"form": form, "referral": referral})
