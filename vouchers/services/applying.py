"""Applying: start a draft, fill it in, send it (BP 7). Everybody may apply; only a decision refuses."""

import datetime
from dataclasses import dataclass, field, fields
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.services import record_event, set_next_step
from advisors.texts import staff_text
from notifications.services import Recipient, queue_message
from vouchers import permissions, signals
from vouchers.facts import assess_application
from vouchers.models import CofinancingLine, CostLine, Occupation, Provider, SchemeVersion, VoucherApplication
from vouchers.rules import InvalidFacts, Outcome, Source, write_facts, write_outcome
from vouchers.services.locking import locked_application
from vouchers.services.words import APPLICATION_REFERENCE, STEP_ADVISE
from vouchers.workflow import ApplicationStatus
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, RuleViolation
from werkcentrum.core.models import Municipality, User
from werkcentrum.core.money import euro
from werkcentrum.core.references import next_reference
from werkcentrum.core.signals import announce
from werkcentrum.core.terms import calendar, term_end
from werkcentrum.core.workflow import move

ADVISE_WORKING_DAYS = 5


class NotFilledIn(RuleViolation):
    """Something is missing; `fields` names what, as the rules name it (`training.startDate`)."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__(_("Fill in the whole application before sending it."), code="not_filled_in")
        self.fields = names


class GapNotAccepted(RuleViolation):
    """A part of the price is paid by nobody yet; `gap_cents` says how much."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(
            _("Nobody pays %(gap)s yet. Say that you pay this part yourself, or find another payer.")
            % {"gap": euro(outcome.gap_cents)},
            code="gap",
        )
        self.gap_cents = outcome.gap_cents


@dataclass(kw_only=True)
class ApplicationData:
    """What the applicant filled in. Costs and co-financing are cents per kind and per source; a zero is left out."""

    birth_date: datetime.date | None = None
    municipality: Municipality | None = None
    education: str = ""
    route: str = ""
    sector_from: str = ""
    sector_to: str = ""
    occupation: Occupation | None = None
    training_name: str = ""
    level: str = ""
    provider: Provider | None = None
    provider_name: str = ""
    start_date: datetime.date | None = None
    evidence: str = ""
    motivation: str = ""
    costs: dict[str, int] = field(default_factory=dict)
    cofinancing: dict[str, int] = field(default_factory=dict)
    payers: dict[str, str] = field(default_factory=dict)


LINES = {"costs", "cofinancing", "payers"}


@transaction.atomic
def start_application(*, case_id: int, by: User) -> VoucherApplication:
    """Start an application on a case, or give back the draft that is there. Known facts are filled in.

    Raises NotAllowed for others than the applicant and the Werkcentrum; RuleViolation when no scheme fits.
    """
    case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("client__user").get(pk=case_id)
    permissions.require_may_fill_in(by, case)
    if draft := case.voucher_applications.filter(status=ApplicationStatus.DRAFT).first():
        return draft
    if not case.is_open:
        raise Conflict(_("This case has been closed. Reopen it first."))
    application = VoucherApplication.objects.create(
        reference=next_reference(*APPLICATION_REFERENCE),
        case=case,
        client=case.client,
        scheme_version=_scheme_for(case),
        municipality=case.client.municipality or case.municipality,
        education=case.education,
        created_by=by,
    )
    record_event(case, kind="voucher.started", by=by, data={"reference": application.reference})
    audit.record("voucher.started", application, by=by)
    return application


def _scheme_for(case: Case) -> SchemeVersion:
    """The scheme of the region where the client lives, else that of our own region (it says why it does not fit)."""
    versions = SchemeVersion.objects.valid_on(timezone.localdate())
    municipality = case.client.municipality_id or case.municipality_id
    ours = versions.filter(scheme__region__code=settings.PORTAL["region"])
    version = (versions.for_municipality(municipality).first() if municipality else None) or ours.first()
    if version is None:
        raise RuleViolation(_("There is no scheme for training vouchers now."), code="no_scheme")
    return version


@transaction.atomic
def save_application(*, application_id: int, data: ApplicationData, by: User) -> VoucherApplication:
    """Keep what was filled in of a draft. Raises Conflict once it was sent."""
    application = locked_application(application_id)
    permissions.require_may_fill_in(by, application)
    if application.status != ApplicationStatus.DRAFT:
        raise Conflict(_("This application has been sent and cannot be changed any more."))
    values: dict[str, Any] = {each.name: getattr(data, each.name) for each in fields(data) if each.name not in LINES}
    for name, value in values.items():
        setattr(application, name, value)
    application.save(update_fields=tuple(values))
    _replace_lines(application, data)
    return application


def _replace_lines(application: VoucherApplication, data: ApplicationData) -> None:
    application.costs.all().delete()
    application.cofinancing.all().delete()
    CostLine.objects.bulk_create(
        CostLine(application=application, kind=kind, cents=cents) for kind, cents in data.costs.items() if cents
    )
    CofinancingLine.objects.bulk_create(
        CofinancingLine(application=application, source=source, cents=cents, payer=data.payers.get(source, ""))
        for source, cents in data.cofinancing.items()
        if cents
    )


def submit_application(*, application_id: int, by: User, accept_gap: bool = False) -> VoucherApplication:
    """Send a draft: a gap becomes own contribution, a copy is kept, and the term to decide starts (Awb 4:13).

    Raises NotFilledIn, GapNotAccepted, NotAllowed, MoveNotAllowed.
    """
    with explain_constraints(), transaction.atomic():
        application = locked_application(application_id)
        permissions.require_may_fill_in(by, application)
        outcome = _assess(application)
        if outcome.gap_cents:
            if not accept_gap:
                raise GapNotAccepted(outcome)
            _take_on_gap(application, outcome.gap_cents)
            outcome = _assess(application)
        _send(application, outcome, by=by)
        return application


def _assess(application: VoucherApplication) -> Outcome:
    try:
        return assess_application(application).outcome
    except InvalidFacts as problem:
        raise NotFilledIn(problem.errors) from problem


def _take_on_gap(application: VoucherApplication, cents: int) -> None:
    line, _created = CofinancingLine.objects.get_or_create(
        application=application, source=Source.OWN, defaults={"cents": cents}
    )
    if not _created:
        line.cents += cents
        line.save(update_fields=("cents",))


def _send(application: VoucherApplication, outcome: Outcome, *, by: User) -> None:
    now = timezone.now()
    application.submitted_at = application.complete_at = now
    application.decision_due = term_end(
        timezone.localdate(now), weeks=application.scheme_version.decision_weeks, calendar=calendar()
    )
    application.snapshot = {
        "facts": write_facts(assess_application(application).facts),
        "outcome": write_outcome(outcome),
        "training": application.training_name,
        "provider": application.provider_label,
        "motivation": application.motivation,
    }
    move(
        application,
        to=ApplicationStatus.SUBMITTED,
        by=by,
        update_fields=("submitted_at", "complete_at", "decision_due", "snapshot"),
    )
    amount = euro(outcome.voucher_cents)
    record_event(
        application.case, kind="voucher.submitted", by=by, body=application.training_name, data={"amount": amount}
    )
    set_next_step(
        case_id=application.case_id,
        text=staff_text(STEP_ADVISE),
        on=calendar().add_working_days(timezone.localdate(), ADVISE_WORKING_DAYS),
        by=by,
    )
    _send_receipt(application, amount)
    announce(signals.application_submitted, application_id=application.pk, day=timezone.localdate())


def _send_receipt(application: VoucherApplication, amount: str) -> None:
    client = application.case.client
    if client.email:
        queue_message(
            kind="vouchers/receipt",
            to=Recipient(email=client.email, name=client.name, language=client.language, user=client.user),
            context={"application": application, "amount": amount, "costs": list(application.costs.all()),
                     "cofinancing": list(application.cofinancing.all())},
            key=f"voucher-receipt-{application.pk}",
            about=application.case,
        )  # fmt: skip


@transaction.atomic
def withdraw_application(*, application_id: int, by: User, reason: str = "") -> VoucherApplication:
    """The applicant takes the application back, before the decision. Raises NotAllowed, MoveNotAllowed."""
    application = locked_application(application_id)
    permissions.require_may_fill_in(by, application)
    was_sent = application.status != ApplicationStatus.DRAFT
    move(application, to=ApplicationStatus.WITHDRAWN, by=by, reason=reason)
    record_event(application.case, kind="voucher.withdrawn", by=by, body=reason, visible_to_client=was_sent)
    return application
