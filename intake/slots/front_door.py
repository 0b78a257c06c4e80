"""What the front door puts on the pages of colleagues."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.models import Case
from intake import services
from intake.models import HeldQuestion
from intake.workflow import HeldStatus
from werkcentrum.core.permissions import has_role
from werkcentrum.core.roles import Role


def held_link(request: HttpRequest, **_context: Any) -> str:
    """Beside the worklist: how many suspicious questions wait for a look."""
    count = HeldQuestion.objects.filter(status=HeldStatus.WAITING).count()
    return render_to_string("intake/slot_held_link.html", {"count": count}, request=request)


def keep_as_example(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """Below why the triage came to this: for coordinators, keep the facts as an example for the rules."""
    if not (has_role(request.user, Role.COORDINATOR) and case.triage.get("facts")):
        return ""
    return render_to_string("intake/rules/slot_case_why.html", {"case": case}, request=request)


def my_case(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """In the client's own space: services that may suit, and saying that the outcome is not right."""
    if not case.is_open:
        return ""
    context = {"case": case, "reference": case.reference, "suggestions": services.suggestions_for(case)}
    return render_to_string("intake/slot_my_case.html", context, request=request)
