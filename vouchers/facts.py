"""From the tables to the facts and parameters that the rules take."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from vouchers.models import Commitment, PersonYear, VoucherApplication
from vouchers.rules import (
    OUTSIDE,
    Contribution,
    Cost,
    Facts,
    InvalidFacts,
    Names,
    Outcome,
    SchemeParameters,
    Training,
    assess,
)


@dataclass(frozen=True)
class Assessment:
    """An outcome with what it was taken on, for showing and for keeping with the decision."""

    facts: Facts
    parameters: SchemeParameters
    outcome: Outcome


def awarded_this_year(application: VoucherApplication, year: int | None = None) -> int:
    """Cents that the person was awarded by this scheme in the calendar year (of award; default: this year)."""
    row = PersonYear.objects.filter(
        client=application.client_id,
        scheme=application.scheme_version.scheme_id,
        year=year or timezone.localdate().year,
    ).first()
    return row.awarded_cents if row else 0


def facts_of(application: VoucherApplication) -> Facts:
    """The facts of an application. Raises InvalidFacts, naming the fields, while it is not filled in."""
    return Facts(
        application_date=application.application_date,
        birth_date=application.birth_date,  # type: ignore[arg-type]
        municipality=application.municipality_id or OUTSIDE,
        education=application.education,
        training=Training(
            level=application.level,
            occupation=application.occupation_id or "",
            provider_recognised=_recognised(application),
            start_date=application.start_date,  # type: ignore[arg-type]
        ),
        costs=tuple(Cost(line.kind, line.cents) for line in application.costs.all()),
        cofinancing=tuple(Contribution(line.source, line.cents) for line in application.cofinancing.all()),
        awarded_this_year_cents=awarded_this_year(application),
        labour_market_evidence=_evidence(application),
        names=Names(
            municipality=str(application.municipality or ""),
            provider=application.provider_label,
            occupation=str(application.occupation or ""),
        ),
    )


def _recognised(application: VoucherApplication) -> bool | None:
    if application.provider is None or application.start_date is None:
        return None
    return application.provider.is_recognised_on(application.start_date)


def _evidence(application: VoucherApplication) -> str | None:
    """What the advisor saw counts before what the applicant said."""
    test = getattr(application, "labour_market_test", None)
    return (test.evidence if test else application.evidence) or None


def free_cents(application: VoucherApplication, on: datetime.date | None = None) -> int:
    """What the fund can still reserve for this application."""
    return Commitment.objects.for_application(application, on or timezone.localdate()).free_cents()


def assess_application(application: VoucherApplication, *, with_budget: bool = False) -> Assessment:
    """Judge an application as it stands. Raises InvalidFacts while it is not filled in."""
    facts = facts_of(application)
    parameters = application.scheme_version.parameters(application.application_date)
    outcome = assess(facts, parameters, free_cents=free_cents(application) if with_budget else None)
    return Assessment(facts=facts, parameters=parameters, outcome=outcome)


def try_to_assess(application: VoucherApplication, *, with_budget: bool = False) -> Assessment | None:
    """The assessment, or None while the application is not filled in far enough."""
    try:
        return assess_application(application, with_budget=with_budget)
    except InvalidFacts:
        return None
