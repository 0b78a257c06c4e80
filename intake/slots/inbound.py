"""What stands about a question that a partner brought on the pages of the case: of staff and of the client."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.models import Case
from advisors.workflow import Channel
from intake.models import InboundReferral


def case_aside(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """The panel with who brought the client, why, with what consent, and the answer."""
    return _render(request, "intake/inbound/slot_case_aside.html", case)


def case_close(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """Before closing: the partner still waits for an answer."""
    return _render(request, "intake/inbound/slot_case_close.html", case)


def my_case(request: HttpRequest, *, case: Case, **_context: Any) -> str:
    """Who brought the question and hears how it goes on, and how to stop that."""
    return _render(request, "intake/inbound/slot_my_case.html", case)


def _render(request: HttpRequest, template: str, case: Case) -> str:
    """Nothing, and no query, for a question that came in otherwise."""
    if case.channel != Channel.PARTNER:
        return ""
    found = InboundReferral.objects.select_related("organization", "entered_by", "answered_by").filter(case=case)
    inbound = found.first()
    return render_to_string(template, {"case": case, "inbound": inbound}, request=request) if inbound else ""
