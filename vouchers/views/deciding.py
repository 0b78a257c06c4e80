"""The fund manager's decision: everything that counts on one page, and one form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vouchers import ledger, permissions, services
from vouchers.forms import DecideForm
from vouchers.models import Commitment, VoucherApplication
from vouchers.rules import CheckCode, Outcome
from vouchers.services.deciding import failing_grounds
from vouchers.services.words import ON_BEHALF_OF
from vouchers.views.shared import UNPROCESSABLE, attempt, dossier, get_in_state, person
from vouchers.workflow import Advice, ApplicationStatus, DecisionResult
from werkcentrum.core import audit
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.money import euro
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role


@dataclass(frozen=True)
class Pot:
    """A commitment before and after this voucher, in cents."""

    name: str
    total: int
    paid: int
    reserved: int
    this: int

    @property
    def free(self) -> int:
        """What is free now."""
        return self.total - self.paid - self.reserved

    @property
    def free_after(self) -> int:
        """What is free when this voucher is reserved."""
        return self.free - self.this

    @property
    def reserved_from(self) -> int:
        """Where the reserved part of the drawing begins."""
        return self.paid

    @property
    def this_from(self) -> int:
        """Where this voucher begins in the drawing."""
        return self.paid + self.reserved


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.FUND_MANAGER)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Award or refuse, with the reason that goes in the letter (Awb 3:46). Four eyes: not who prepared or advised."""
    application = get_in_state(request, reference, ApplicationStatus.PREPARED)
    context = dossier(request, application)
    outcome: Outcome = context["outcome"]
    form = _form(request, application, outcome)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _decide(request, application, form)):
        awarded = form.cleaned_data["decision"] == DecisionResult.AWARDED
        messages.success(
            request,
            _("Awarded. The letter is on its way to the applicant.")
            if awarded
            else _("Refused. The letter is on its way to the applicant."),
        )
        return redirect("vouchers:detail", reference=application.reference)
    if request.method != "POST":
        audit.record("voucher.viewed", application, by=request.user)
    context |= _money(application, outcome) | {
        "form": form,
        "four_eyes_problem": _four_eyes_problem(request, application),
        "on_behalf_of": ON_BEHALF_OF,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "vouchers/decide.html", context, status=status)


def _form(request: HttpRequest, application: VoucherApplication, outcome: Outcome) -> DecideForm:
    """The form with what the rules propose: the decision, the grounds, and a text to edit."""
    suggestions = _suggestions(application, outcome)
    test = getattr(application, "labour_market_test", None)
    is_negative = test is not None and test.advice == Advice.NEGATIVE
    can_award = outcome.voucher_cents > 0
    award = can_award and not is_negative
    grounds = failing_grounds(outcome) + (["advice"] if is_negative else [])
    label = _("Award, %(amount)s") % {"amount": euro(outcome.voucher_cents)} if can_award else _("Award")
    proposed = DecisionResult.AWARDED if award else DecisionResult.REFUSED
    return DecideForm(
        request.POST if request.method == "POST" else None,
        award_label=label,
        suggestions=suggestions,
        initial={"decision": proposed, "grounds": grounds, "motivation": suggestions[proposed]},
    )


def _suggestions(application: VoucherApplication, outcome: Outcome) -> dict[str, str]:
    """A text per decision, in the language of the applicant; who decides edits it."""
    with override(application.case.client.language):
        awarded = [_("You meet all conditions.")]
        market = outcome.check(CheckCode.LABOUR_MARKET)
        if market is not None and market in outcome.to_review:
            awarded.append(
                _(
                    "Your occupation is not on our list. But you showed that you will find work with this training. "
                    "That is enough."
                )
            )
        refused = [check.text for check in outcome.failed]
        test = getattr(application, "labour_market_test", None)
        if test is not None and test.advice == Advice.NEGATIVE:
            refused.append(_("We follow the advice of your advisor: this training gives too little chance of work."))
        return {DecisionResult.AWARDED: " ".join(awarded), DecisionResult.REFUSED: " ".join(refused)}


def _decide(request: HttpRequest, application: VoucherApplication, form: DecideForm) -> object:
    given: dict[str, Any] = {
        "application_id": application.pk,
        "motivation": form.cleaned_data["motivation"],
        "declares_no_interest": form.cleaned_data["declares_no_interest"],
        "by": request.user,
    }
    if form.cleaned_data["decision"] == DecisionResult.AWARDED:
        return services.award_voucher(**given)
    return services.refuse_application(grounds=form.cleaned_data["grounds"], **given)


def _four_eyes_problem(request: HttpRequest, application: VoucherApplication) -> str:
    """Why this person may not decide, or nothing."""
    try:
        permissions.require_decider(application, person(request))
    except RuleViolation as problem:
        return str(problem)
    return ""


def _money(application: VoucherApplication, outcome: Outcome) -> dict[str, Any]:
    """Who pays, and what the voucher does with the commitments."""
    commitments = list(
        Commitment.objects.for_application(application, timezone.localdate()).select_related("funder").order_by("pk")
    )
    cents = outcome.voucher_cents
    try:
        carried = {part.commitment.pk: part.cents for part in ledger.spread(commitments, cents)} if cents else {}
        ceiling = ""
    except ledger.CeilingReached as problem:
        carried, ceiling = {}, str(problem)
    return {
        "half": outcome.needed_cents
        if outcome.needed_cents * 2 in {outcome.total_cents, outcome.total_cents + 1}
        else None,
        "left_cents": outcome.total_cents - outcome.cofinancing_cents,
        "pots": list(_pots(commitments, carried)),
        "ceiling": ceiling,
    }


def _pots(commitments: list[Commitment], carried: dict[int, int]) -> Iterator[Pot]:
    """The commitments that carry this voucher, then all of them together."""
    for pot in commitments:
        if pot.pk in carried:
            yield Pot(_name(pot), pot.total_cents, pot.paid_cents, pot.reserved_cents, carried[pot.pk])
    yield Pot(
        _("All commitments that fit"),
        sum(pot.total_cents for pot in commitments),
        sum(pot.paid_cents for pot in commitments),
        sum(pot.reserved_cents for pot in commitments),
        sum(carried.values()),
    )


def _name(pot: Commitment) -> str:
    earmark = f", {pot.get_sector_display().lower()}" if pot.sector else ""
    return f"{pot.funder} {pot.valid_from.year}{earmark}"
