"""The partner's answer, and what came of it: each one page with a form."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from referrals import presenting, services
from referrals.forms import AcceptForm, CompleteForm, DeclineForm, ReturnForm, StartForm
from referrals.models import Referral
from referrals.services import Decline
from referrals.sharing import shared_view
from referrals.views.shared import done, for_partner, me, posted
from referrals.workflow import TAKEN_OVER, ReferralStatus
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

Act = Callable[[dict[str, Any]], object]


def _page(
    request: HttpRequest, referral: Referral, form: PortalForm, *, template: str, act: Act, told: str, to: str = ""
) -> HttpResponse:
    """Show the form, or do what it says and go back to the referral (or the list)."""
    if request.method == "POST" and form.is_valid() and done(form, lambda: act(form.cleaned_data)):
        messages.success(request, told)
        return redirect("referrals:inbox") if to else redirect("referrals:detail", referral.uuid)
    context = {
        "form": form,
        "referral": referral,
        "shared": shared_view(referral),
        "clock": presenting.clock_of(referral),
    }
    return render(request, f"referrals/{template}.html", context)


def _wrong_moment(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Somebody else of the organisation was first: say so, and show how it stands now."""
    messages.info(request, _("This has been answered already. It stands like this now."))
    return redirect("referrals:detail", referral.uuid)


@never_cache
@require_roles(Role.PARTNER)
def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Overnemen: a name and a first date."""
    referral = for_partner(request, number)
    if referral.status != ReferralStatus.SENT:
        return _wrong_moment(request, referral)
    form = AcceptForm(posted(request), initial={"contact_name": me(request).get_full_name()})
    return _page(
        request,
        referral,
        form,
        template="accept",
        told=_("You have taken over. The client and the Werkcentrum hear it at once."),
        act=lambda data: services.accept_referral(
            referral_id=referral.pk,
            contact_name=data["contact_name"],
            first_contact_on=data["first_contact_on"],
            by=me(request),
        ),
    )


@never_cache
@require_roles(Role.PARTNER)
def decline(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Past niet bij ons: why, and what does fit."""
    referral = for_partner(request, number)
    if referral.status != ReferralStatus.SENT:
        return _wrong_moment(request, referral)
    form = DeclineForm(posted(request), referral=referral)
    return _page(
        request,
        referral,
        form,
        template="decline",
        to="inbox",
        told=_("Your answer has been sent. The Werkcentrum goes on with the client."),
        act=lambda data: services.decline_referral(
            referral_id=referral.pk,
            decline=Decline(
                reason=data["reason"],
                explanation=data["explanation"],
                proposal=data["proposal"],
                why_none=data["why_none"],
            ),
            by=me(request),
        ),
    )


@never_cache
@require_roles(Role.PARTNER)
def hand_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Teruggeven: what was taken over goes back to the Werkcentrum."""
    referral = for_partner(request, number)
    if referral.status not in TAKEN_OVER:
        return _wrong_moment(request, referral)
    return _page(
        request,
        referral,
        ReturnForm(posted(request)),
        template="return",
        to="inbox",
        told=_("The question is back with the Werkcentrum. You do not see the client's data any more."),
        act=lambda data: services.return_referral(referral_id=referral.pk, reason=data["reason"], by=me(request)),
    )


@never_cache
@require_roles(Role.PARTNER)
def start(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The first contact took place."""
    referral = for_partner(request, number)
    if referral.status != ReferralStatus.ACCEPTED:
        return _wrong_moment(request, referral)
    return _page(
        request,
        referral,
        StartForm(posted(request), initial={"on": timezone.localdate()}),
        template="start",
        told=_("The first contact has been noted. The client and the Werkcentrum see it."),
        act=lambda data: services.start_referral(referral_id=referral.pk, on=data["on"], by=me(request)),
    )


@never_cache
@require_roles(Role.PARTNER)
def complete(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Afronden: what came of it."""
    referral = for_partner(request, number)
    if referral.status not in TAKEN_OVER:
        return _wrong_moment(request, referral)
    return _page(
        request,
        referral,
        CompleteForm(posted(request)),
        template="complete",
        told=_("Thank you. The Werkcentrum and the client know now what came of it."),
        act=lambda data: services.complete_referral(
            referral_id=referral.pk, outcome=data["outcome"], explanation=data["explanation"], by=me(request)
        ),
    )
