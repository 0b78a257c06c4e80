"""What the views share: fetching within scope, refusals of a rule as form errors, and what every staff page shows."""

from collections.abc import Callable
from typing import Any, cast

from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import ContactMoment
from advisors.workflow import ContactKind
from vouchers import findings, states
from vouchers.facts import Assessment, awarded_this_year, try_to_assess
from vouchers.models import VoucherApplication
from vouchers.preview import GAP, VOUCHER, Part, payer_parts
from vouchers.rules import Facts, Outcome, Source, read_facts, read_outcome
from vouchers.workflow import ApplicationStatus
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.permissions import has_role
from werkcentrum.core.roles import CASE_ROLES, FUND_ROLES, Role

STAFF_ROLES = tuple(CASE_ROLES | FUND_ROLES)
UNPROCESSABLE = 422


def person(request: HttpRequest) -> User:
    """Who is logged in; these views let nobody else in."""
    return cast(User, request.user)


def get_application(request: HttpRequest, reference: str, *, mine: bool = False) -> VoucherApplication:
    """The application if this person may see it, else 404. `mine`: only as the applicant."""
    visible = VoucherApplication.objects.visible_to(request.user).for_page()
    if mine:
        visible = visible.filter(case__client__user=request.user)
    return get_object_or_404(visible, reference=reference)


def get_in_state(request: HttpRequest, reference: str, *statuses: str) -> VoucherApplication:
    """The application in one of these states, else 404: the page has no meaning in another one."""
    application = get_application(request, reference)
    if application.status not in statuses:
        raise Http404
    return application


def attempt(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Do it, or put what the rule says above the form; the input stays."""
    try:
        act()
    except RuleViolation as problem:
        form.add_error(None, str(problem))
        return False
    return True


def judged(application: VoucherApplication) -> tuple[Facts, Outcome] | None:
    """What was decided on; before that, what the rules say today, with the money that is left."""
    decision = states.decision_of(application)
    if decision is not None:
        return read_facts(decision.facts), read_outcome(decision.outcome)
    found: Assessment | None = try_to_assess(application, with_budget=True)
    return (found.facts, found.outcome) if found else None


def money_parts(application: VoucherApplication, voucher_cents: int, label: str, *, own: str = "") -> list[Part]:
    """Who pays what: the payers, then the voucher. `own` is what the applicant is called, "you yourself" by default."""
    lines = [
        (line.source, line.payer or (own if line.source == Source.OWN else ""), line.cents)
        for line in application.cofinancing.all()
    ]
    parts = payer_parts(lines)
    if voucher_cents:
        parts.append(Part(label, voucher_cents, VOUCHER))
    return parts


def staff_parts(application: VoucherApplication, cents: int) -> list[Part]:
    """Who pays what, as staff read it, with what nobody pays yet at the end."""
    own = _("%(name)s, own contribution") % {"name": application.case.client.name}
    parts = money_parts(application, cents, _("Training voucher"), own=own)
    left = sum(line.cents for line in application.costs.all()) - sum(part.cents for part in parts)
    return [*parts, Part(_("Nobody pays this yet"), left, GAP)] if left > 0 else parts


def case_link_allowed(request: HttpRequest) -> bool:
    """Whether this person may open the case itself."""
    return has_role(request.user, *CASE_ROLES)


def can(request: HttpRequest, *roles: Role) -> bool:
    """Whether the user has one of these roles, for showing buttons; the service decides."""
    return has_role(request.user, *roles)


def dossier(request: HttpRequest, application: VoucherApplication) -> dict[str, Any]:
    """What every page of staff about one application shows."""
    found = judged(application)
    outcome = found[1] if found else None
    cents = states.amount_of(application) or (outcome.voucher_cents if outcome else 0)
    total = sum(line.cents for line in application.costs.all())
    return {
        "application": application,
        "badge": states.badge(application),
        "term": states.term(application),
        "outcome": outcome,
        "findings": findings.findings(application, *found) if found else [],
        "findings_summary": findings.summary(outcome) if outcome else "",
        "cents": cents,
        "total": total,
        "parts": staff_parts(application, cents),
        "decision": states.decision_of(application),
        "voucher": getattr(application, "voucher", None),
        "test": getattr(application, "labour_market_test", None),
        "may_open_case": case_link_allowed(request),
        "conversations": conversations(application),
        "others": others(request, application),
        "awarded_this_year": awarded_this_year(application),
        "year": timezone.localdate().year,
    }


def conversations(application: VoucherApplication) -> list[ContactMoment]:
    """The LLO conversations with this person, on any case, newest first."""
    held = ContactMoment.objects.filter(case__client=application.case.client_id, kind=ContactKind.LLO)
    return list(held.select_related("by").order_by("-at"))


def others(request: HttpRequest, application: VoucherApplication) -> list[dict[str, Any]]:
    """Other applications of the same person that this user may see, newest first, with what was awarded."""
    visible = VoucherApplication.objects.visible_to(request.user).exclude(pk=application.pk)
    sent = visible.filter(client=application.client_id).exclude(status=ApplicationStatus.DRAFT)
    found = sent.select_related("voucher").order_by("-submitted_at")
    return [{"application": other, "cents": getattr(other, "voucher", None) and other.voucher.cents} for other in found]
