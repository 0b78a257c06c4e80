"""One referral: for the partner with what was shared, for the Werkcentrum with how it stands."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisors.permissions import is_case_worker
from referrals import presenting, services
from referrals.models import Referral
from referrals.sharing import group_labels, shared_view
from referrals.views.shared import is_partner_of, me, visible
from referrals.workflow import ReferralStatus


@never_cache
@require_safe
def detail(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The referral, for whoever may know of it. That a partner looked is kept, and the client can see it."""
    referral = visible(request, number)
    if is_partner_of(request, referral):
        services.log_view(referral, by=me(request))
        return render(request, "referrals/detail_partner.html", _for_partner(referral))
    if not is_case_worker(request.user):
        return redirect("referrals:consent", referral.uuid)
    if referral.status == ReferralStatus.DRAFT and not referral.consent_is_asked:
        return redirect("referrals:confirm", referral.uuid)
    return render(request, "referrals/detail_sender.html", _for_sender(referral))


def _clock_context(referral: Referral) -> dict[str, Any]:
    clock = presenting.clock_of(referral)
    return {
        "referral": referral,
        "badge": presenting.badge(referral),
        "clock": clock,
        "clock_words": presenting.clock_words(clock),
        "days": presenting.days(clock),
    }


def _for_partner(referral: Referral) -> dict[str, Any]:
    """What a partner reads: of the person only what `shared_view` lets through."""
    shared = shared_view(referral)
    return {
        **_clock_context(referral),
        "shared": shared,
        "is_closed": shared.is_empty,
        "can_answer": referral.status == ReferralStatus.SENT,
        "can_start": referral.status == ReferralStatus.ACCEPTED,
    }


def _for_sender(referral: Referral) -> dict[str, Any]:
    context = _clock_context(referral)
    return {
        **context,
        "sentences": presenting.clock_sentences(referral, context["clock"]),
        "groups": group_labels(referral.consent.groups if referral.consent else referral.groups),
    }
