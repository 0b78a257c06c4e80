"""One application: for staff, for the applicant, and its letter."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.letters import letter_response
from vouchers import services, states
from vouchers.models import VoucherApplication
from vouchers.preview import GAP, Part
from vouchers.views.shared import STAFF_ROLES, can, dossier, get_application, judged, money_parts, person
from vouchers.workflow import BEFORE_DECISION, GRANTED
from vouchers.workflow import ApplicationStatus as S
from werkcentrum.core import audit
from werkcentrum.core.money import euro
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.readonly import may_write
from werkcentrum.core.roles import CASE_ROLES, Role
from werkcentrum.core.templatetags.wc import day

# status -> (role that acts, name of the page, what it says)
NEXT: dict[str, tuple[Any, str, Any]] = {
    S.SUBMITTED: (CASE_ROLES, "advise", lambda: _("Do the labour-market test and advise the fund")),
    S.IN_ASSESSMENT: (CASE_ROLES, "advise", lambda: _("Do the labour-market test and advise the fund")),
    S.ADVISED: ({Role.FUND_OFFICER}, "prepare", lambda: _("Check the application and prepare the decision")),
    S.PREPARED: ({Role.FUND_MANAGER}, "decide", lambda: _("Decide on this application")),
    S.ISSUED: ({Role.FUND_OFFICER}, "start", lambda: _("Record that the training has started")),
    S.STARTED: ({Role.FUND_OFFICER}, "invoice", lambda: _("Enter the invoice of the training provider")),
    S.INVOICED: ({Role.CONTROLLER}, "pay", lambda: _("Pay the training provider")),
    S.PAID: ({Role.FUND_OFFICER}, "settle", lambda: _("Settle the voucher when the certificate is there")),
}


@never_cache
@require_safe
@require_roles(*STAFF_ROLES)
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One application for staff: what is asked, what the conditions say, who pays, what happened, what comes next."""
    application = get_application(request, reference)
    if application.status == S.DRAFT:
        return redirect("vouchers:apply", reference=application.case.reference)
    audit.record("voucher.viewed", application, by=request.user)
    context = dossier(request, application)
    context["next"] = _next(request, application)
    context["route"] = states.route(application)
    context["may_withdraw"] = application.status in BEFORE_DECISION and can(request, *CASE_ROLES)
    return render(request, "vouchers/detail.html", context)


def _next(request: HttpRequest, application: VoucherApplication) -> dict[str, str] | None:
    """What this person can do now, or None: then somebody else has to act."""
    if application.status not in NEXT:
        return None
    roles, page, title = NEXT[application.status]
    if not can(request, *roles):
        return None
    when = states.due(application)
    return {
        "title": title(),
        "url": reverse(f"vouchers:{page}", args=[application.reference]),
        "when": _("Next step, decision by %(day)s") % {"day": day(when.on)} if when else _("Next step"),
    }


@never_cache
@require_safe
def my_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """The applicant's own page: where it stands, in plain words."""
    application = get_application(request, reference, mine=True)
    if application.status == S.DRAFT:
        return redirect("vouchers:apply-mine", reference=application.case.reference)
    return render(request, "vouchers/my_detail.html", my_context(application))


def my_context(application: VoucherApplication) -> dict[str, Any]:
    """What the applicant sees of an application, here and in the own space."""
    found = judged(application)
    cents = states.amount_of(application)
    total = sum(line.cents for line in application.costs.all())
    refused = application.status not in BEFORE_DECISION | GRANTED
    parts = money_parts(application, 0 if refused else cents, _("Training voucher"))
    paid = sum(part.cents for part in parts)
    if paid < total:
        parts.append(Part(_("Nobody pays this yet"), total - paid, GAP))
    decision = states.decision_of(application)
    return {
        "application": application,
        "headline": states.headline(application, euro(cents)),
        "route": states.route(application),
        "cents": cents,
        "total": total,
        "parts": parts,
        "checks": found[1].checks if found else (),
        "decision": decision,
        "has_letter": decision is not None and decision.letter_id is not None,
        "may_withdraw": application.status in BEFORE_DECISION,
    }


@may_write
@never_cache
@require_safe
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The decision as PDF. Writes on GET: the applicant opening it is proof that the letter arrived (Awb 2:10)."""
    application = get_application(request, reference)
    decision = states.decision_of(application)
    if decision is None:
        raise Http404
    try:
        placed = services.open_letter(decision=decision, by=person(request))
    except LookupError:
        mine = application.case.client.user_id == request.user.pk
        context = {
            "frame_template": "vouchers/frame_public.html" if mine else "vouchers/frame_workplace.html",
            "application": application,
            "detail_url": reverse("vouchers:my-detail" if mine else "vouchers:detail", args=[application.reference]),
        }
        return render(request, "vouchers/letter_pending.html", context)
    return letter_response(placed)
