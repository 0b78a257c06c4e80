"""What stands about vouchers on the pages of the case, of staff and of the client."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.models import Case
from vouchers import permissions, states
from vouchers.models import VoucherApplication
from vouchers.views.reading import my_context
from vouchers.views.shared import staff_parts
from vouchers.workflow import BEFORE_DECISION, ApplicationStatus


def case_aside(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """The panel in the right column of the case page."""
    newest = _applications(request, case).first()
    may_apply = _may_apply(request, case) and permissions.may_fill_in(request.user, case)  # type: ignore[arg-type]
    context: dict[str, Any] = {"case": case, "application": newest, "may_apply": may_apply}
    if newest is not None:
        cents = states.amount_of(newest)
        context |= {
            "badge": states.badge(newest),
            "due": states.due(newest),
            "cents": cents,
            "total": sum(line.cents for line in newest.costs.all()),
            "parts": staff_parts(newest, cents),
            "is_draft": newest.status == ApplicationStatus.DRAFT,
        }
    return render_to_string("vouchers/slot_case_aside.html", context, request=request)


def my_case(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """The block below a case in the client's own space: where each application stands, or how to apply."""
    applications = _applications(request, case)
    drafts = [each for each in applications if each.status == ApplicationStatus.DRAFT]
    sent = [my_context(each) for each in applications if each.status != ApplicationStatus.DRAFT]
    context = {
        "case": case,
        "draft": drafts[0] if drafts else None,
        "sent": sent,
        "may_apply": not drafts and _may_apply(request, case),
    }
    return render_to_string("vouchers/slot_my_case.html", context, request=request)


def _applications(request: HttpRequest, case: Case) -> Any:
    visible = VoucherApplication.objects.visible_to(request.user).for_page()
    return visible.filter(case=case).order_by("-created_at")


def _may_apply(request: HttpRequest, case: Case) -> bool:
    """An open case of a resident, without an application that is under way."""
    if not case.is_open or case.client.audience != "resident":
        return False
    return not any(each.status in BEFORE_DECISION for each in _applications(request, case))
