"""What stands about referrals on the pages of a case, of staff and of the client."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.models import Case
from referrals import presenting
from referrals.models import Referral
from referrals.sharing import group_labels
from referrals.views.clients import can_stop
from referrals.workflow import SHARING


def case_aside(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """The panel in the right column of the case page, with the clock of what waits for an answer."""
    referrals = Referral.objects.visible_to(request.user).for_page().filter(case=case).order_by("-created_at")
    rows = []
    for referral in referrals:
        clock = presenting.clock_of(referral)
        rows.append(
            {
                "referral": referral,
                "badge": presenting.badge(referral),
                "days": presenting.days(clock),
                "sentences": presenting.clock_sentences(referral, clock),
                "groups": group_labels(referral.consent.groups if referral.consent else referral.groups),
            }
        )
    context = {"case": case, "rows": rows}
    return render_to_string("referrals/slot_case_aside.html", context, request=request)


def case_actions(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """The link to refer somebody, next to the heading of the timeline."""
    return render_to_string("referrals/slot_case_actions.html", {"case": case}, request=request) if case.is_open else ""


def my_case(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """Who may see the client's data, in the client's own space; with what is asked on top."""
    referrals = Referral.objects.visible_to_client(request.user).for_page().filter(case=case).order_by("-created_at")
    rows = [
        {
            "referral": referral,
            "status": presenting.status_for_client(referral),
            "groups": group_labels(referral.shared_groups),
            "can_stop": can_stop(referral),
            "is_shared": referral.status in SHARING and bool(referral.shared_groups),
        }
        for referral in referrals
    ]
    if not rows:
        return ""
    context = {
        "case": case,
        "rows": [row for row in rows if not row["referral"].consent_is_asked],
        "asked": [row["referral"] for row in rows if row["referral"].consent_is_asked],
    }
    return render_to_string("referrals/slot_my_case.html", context, request=request)
