"""Preparing and deciding: four eyes, never beyond what the funders committed, kept so that it can be recomputed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import ContactMoment
from advisors.services import record_event, set_next_step
from advisors.texts import staff_text
from advisors.workflow import ContactKind
from vouchers import ledger, permissions, signals
from vouchers.facts import Assessment, assess_application
from vouchers.models import Commitment, Decision, PersonYear, Voucher, VoucherApplication
from vouchers.rules import CheckCode, Eligible, Outcome, Result, write_facts, write_outcome, write_scheme
from vouchers.services.locking import locked_application
from vouchers.services.words import ON_BEHALF_OF, STEP_TELL_DECISION, VOUCHER_REFERENCE
from vouchers.workflow import ApplicationStatus, DecisionResult
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.money import euro
from werkcentrum.core.references import next_reference
from werkcentrum.core.signals import announce
from werkcentrum.core.terms import calendar, payment_end
from werkcentrum.core.workflow import move, require_move

TELL_WORKING_DAYS = 2
REFUSAL_GROUNDS = frozenset(CheckCode) | {"advice"}


class NotEligible(RuleViolation):
    """The checks do not allow an award; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        titles = ", ".join(check.title for check in outcome.failed)
        super().__init__(_("This cannot be awarded: %(checks)s.") % {"checks": titles}, code="not_eligible")
        self.outcome = outcome


class NoConversation(RuleViolation):
    """Without an LLO conversation there is no decision (BP 7)."""

    def __init__(self) -> None:
        super().__init__(
            _("There has been no LLO conversation yet. Ask the advisor to record it first."), code="no_conversation"
        )


@transaction.atomic
def prepare_decision(*, application_id: int, by: User, note: str = "") -> VoucherApplication:
    """The fund officer lays an advised application ready for the fund manager. Raises NotAllowed, NoConversation."""
    permissions.require_fund_officer(by)
    application = locked_application(application_id)
    _require_conversation(application)
    application.prepared_by, application.prepared_at, application.prepared_note = by, timezone.now(), note.strip()
    move(
        application,
        to=ApplicationStatus.PREPARED,
        by=by,
        update_fields=("prepared_by", "prepared_at", "prepared_note"),
    )
    record_event(application.case, kind="voucher.prepared", by=by, visible_to_client=False)
    return application


def _require_conversation(application: VoucherApplication) -> None:
    held = ContactMoment.objects.filter(case=application.case_id, kind=ContactKind.LLO)
    if not held.exists():
        raise NoConversation


def award_voucher(*, application_id: int, motivation: str, declares_no_interest: bool, by: User) -> Voucher:
    """Award what the rules give, reserved on the commitments under lock, within the person's maximum.

    Locks in a fixed order: commitments by key, the person's year, the application. Raises NotAllowed (four eyes),
    NotEligible, CeilingReached, NoConversation, MoveNotAllowed; then nothing was written.
    """
    with explain_constraints(), transaction.atomic():
        pots = _locked_commitments(application_id)
        year = _locked_person_year(application_id)
        application = locked_application(application_id)
        _check_decider(application, motivation=motivation, declares_no_interest=declares_no_interest, by=by)
        assessment = _require_eligible(application)
        voucher = Voucher(
            application=application,
            number=next_reference(*VOUCHER_REFERENCE),
            cents=assessment.outcome.voucher_cents,
        )
        ledger.spread(pots, voucher.cents)
        _decide(application, assessment, result=DecisionResult.AWARDED, motivation=motivation, by=by)
        voucher.save()
        year.awarded_cents += voucher.cents
        year.save(update_fields=("awarded_cents",))
        ledger.reserve(pots, voucher=voucher, by=by)
        return voucher


def _locked_commitments(application_id: int) -> list[Commitment]:
    application = VoucherApplication.objects.select_related("scheme_version").get(pk=application_id)
    pots = Commitment.objects.for_application(application, timezone.localdate()).select_related("funder").order_by("pk")
    return list(pots.select_for_update(of=("self",), no_key=True))


def _locked_person_year(application_id: int) -> PersonYear:
    application = VoucherApplication.objects.select_related("scheme_version").get(pk=application_id)
    key = {
        "client_id": application.client_id,
        "scheme_id": application.scheme_version.scheme_id,
        "year": timezone.localdate().year,
    }
    PersonYear.objects.get_or_create(**key, defaults={"cap_cents": application.scheme_version.person_year_cents})
    return PersonYear.objects.select_for_update(no_key=True).get(**key)


def _check_decider(application: VoucherApplication, *, motivation: str, declares_no_interest: bool, by: User) -> None:
    permissions.require_decider(application, by)
    require_move(application, to=ApplicationStatus.AWARDED)
    if not declares_no_interest:
        raise RuleViolation(_("Declare that you have no interest in this application, or pass it on."), code="interest")
    if not motivation.strip():
        raise RuleViolation(_("Explain the decision in words that the applicant understands."), code="motivation")
    _require_conversation(application)


def _require_eligible(application: VoucherApplication) -> Assessment:
    """A check that asks for a person's judgement is met by the advisor's test and this decision."""
    assessment = assess_application(application)
    if assessment.outcome.eligible == Eligible.NO:
        raise NotEligible(assessment.outcome)
    return assessment


def refuse_application(
    *, application_id: int, grounds: list[str], motivation: str, declares_no_interest: bool, by: User
) -> Decision:
    """Refuse on coded grounds with a motivation (Awb 3:46). Raises NotAllowed, RuleViolation, MoveNotAllowed."""
    with explain_constraints(), transaction.atomic():
        application = locked_application(application_id)
        _check_decider(application, motivation=motivation, declares_no_interest=declares_no_interest, by=by)
        if not grounds or set(grounds) - REFUSAL_GROUNDS:
            raise RuleViolation(_("Choose at least one ground for the refusal."), code="grounds")
        assessment = assess_application(application, with_budget=True)
        return _decide(
            application, assessment, result=DecisionResult.REFUSED, motivation=motivation, grounds=grounds, by=by
        )


def _decide(
    application: VoucherApplication,
    assessment: Assessment,
    *,
    result: str,
    motivation: str,
    by: User,
    grounds: list[str] | None = None,
) -> Decision:
    today = timezone.localdate()
    awarded = result == DecisionResult.AWARDED
    cents = assessment.outcome.voucher_cents if awarded else 0
    decision = Decision.objects.create(
        application=application,
        result=result,
        amount_cents=cents,
        grounds=grounds or [],
        motivation=motivation.strip(),
        prepared_by=application.prepared_by,  # type: ignore[misc]  # a prepared application has one
        decided_by=by,
        declared_no_interest=True,
        on_behalf_of=ON_BEHALF_OF,
        pay_before=payment_end(today, calendar=calendar()) if awarded else None,
        facts=write_facts(assessment.facts),
        parameters=write_scheme(assessment.parameters),
        outcome=write_outcome(assessment.outcome),
    )
    move(application, to=ApplicationStatus.AWARDED if awarded else ApplicationStatus.REFUSED, by=by)
    _tell(application, decision, today=today, by=by)
    return decision


def _tell(application: VoucherApplication, decision: Decision, *, today: datetime.date, by: User) -> None:
    awarded = decision.is_award
    record_event(
        application.case,
        kind="voucher.awarded" if awarded else "voucher.refused",
        by=by,
        body=decision.motivation,
        data={"amount": euro(decision.amount_cents)},
    )
    if application.case.is_open:
        set_next_step(
            case_id=application.case_id,
            text=staff_text(STEP_TELL_DECISION),
            on=calendar().add_working_days(today, TELL_WORKING_DAYS),
            by=by,
        )
    audit.record("voucher.decided", application, by=by, result=decision.result, cents=decision.amount_cents)
    signal = signals.voucher_awarded if awarded else signals.voucher_refused
    announce(signal, application_id=application.pk, day=today)


def failing_grounds(outcome: Outcome) -> list[str]:
    """The codes of the checks that fail, as grounds to propose on the form."""
    return [str(check.code) for check in outcome.checks if check.result == Result.FAIL]
