"""Facts, schemes and outcomes as JSON: in worked examples, in what is kept with a decision, and in the API."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from vouchers.rules.codes import CheckCode, Eligible, Result
from vouchers.rules.facts import Contribution, Cost, Facts, InvalidFacts, Names, SchemeParameters, Training
from vouchers.rules.outcome import Check, Outcome

SETS = ("municipalities", "occupations", "evidence", "cost_kinds", "sources")


def read_facts(data: Mapping[str, Any]) -> Facts:
    """Make facts from JSON. Raises InvalidFacts naming every wrong field, missing ones included."""
    missing = dict(_missing(data))
    try:
        facts = _facts(_object(data))
    except InvalidFacts as invalid:
        raise InvalidFacts(invalid.errors | missing) from None
    if missing:
        raise InvalidFacts(missing)
    return facts


def _facts(data: Mapping[str, Any]) -> Facts:
    """What is there; what is missing gets a value that the facts refuse."""
    training = _object(data.get("training"))
    return Facts(
        application_date=_date(data.get("applicationDate")),
        birth_date=_date(data.get("birthDate")),
        municipality=data.get("municipality", ""),
        education=data.get("education", ""),
        training=Training(
            level=training.get("level", ""),
            occupation=training.get("occupation", ""),
            provider_recognised=training.get("providerRecognised"),
            start_date=_date(training.get("startDate")),
        ),
        costs=tuple(Cost(line.get("category", ""), line.get("cents", -1)) for line in _objects(data.get("costs"))),
        cofinancing=tuple(
            Contribution(line.get("source", ""), line.get("cents", -1)) for line in _objects(data.get("cofinancing"))
        ),
        awarded_this_year_cents=data.get("awardedThisYearCents", -1),
        labour_market_evidence=data.get("labourMarketEvidence"),
        names=Names(**_object(data.get("names"))),
    )


def write_facts(facts: Facts) -> dict[str, Any]:
    """Facts as JSON that `read_facts` turns into the same facts."""
    return {
        "applicationDate": facts.application_date.isoformat(),
        "birthDate": facts.birth_date.isoformat(),
        "municipality": facts.municipality,
        "education": facts.education,
        "training": {
            "level": facts.training.level,
            "occupation": facts.training.occupation,
            "providerRecognised": facts.training.provider_recognised,
            "startDate": facts.training.start_date.isoformat(),
        },
        "costs": [{"category": cost.category, "cents": cost.cents} for cost in facts.costs],
        "cofinancing": [{"source": line.source, "cents": line.cents} for line in facts.cofinancing],
        "awardedThisYearCents": facts.awarded_this_year_cents,
        "labourMarketEvidence": facts.labour_market_evidence,
        "names": asdict(facts.names),
    }


def write_scheme(scheme: SchemeParameters) -> dict[str, Any]:
    """The parameters as JSON, so that a decision can be recomputed whatever happens to the tables."""
    data = asdict(scheme)
    return data | {name: sorted(data[name]) for name in SETS if data[name] is not None}


def read_scheme(data: Mapping[str, Any]) -> SchemeParameters:
    """The parameters that `write_scheme` wrote."""
    return SchemeParameters(**{**data, **{name: frozenset(data[name]) for name in SETS if data[name] is not None}})


def write_outcome(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON; each check with its message code and parameters, so that it can be read in any language."""
    return {
        "eligible": str(outcome.eligible),
        "totalCents": outcome.total_cents,
        "cofinancingCents": outcome.cofinancing_cents,
        "neededCents": outcome.needed_cents,
        "fundableCents": outcome.fundable_cents,
        "roomCents": outcome.room_cents,
        "missingCents": outcome.missing_cents,
        "voucherCents": outcome.voucher_cents,
        "gapCents": outcome.gap_cents,
        "checks": [
            {
                "code": str(check.code),
                "result": str(check.result),
                "message": check.message,
                "params": dict(check.params),
            }
            for check in outcome.checks
        ],
    }


def read_outcome(data: Mapping[str, Any]) -> Outcome:
    """The outcome that `write_outcome` wrote."""
    return Outcome(
        eligible=Eligible(data["eligible"]),
        total_cents=data["totalCents"],
        cofinancing_cents=data["cofinancingCents"],
        needed_cents=data["neededCents"],
        fundable_cents=data["fundableCents"],
        room_cents=data["roomCents"],
        missing_cents=data["missingCents"],
        voucher_cents=data["voucherCents"],
        gap_cents=data["gapCents"],
        checks=tuple(
            Check(CheckCode(check["code"]), Result(check["result"]), check["message"], check["params"])
            for check in data["checks"]
        ),
    )


def without_names(facts: Facts) -> Facts:
    """The same facts without names, for comparing."""
    return replace(facts, names=Names())


def _date(value: object) -> Any:
    """A date from its ISO form; anything else stays as it is, so that the facts can name the field."""
    if not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return value


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [_object(line) for line in value] if isinstance(value, list | tuple) else []


def _missing(data: object) -> Iterator[tuple[str, str]]:
    if not isinstance(data, Mapping):
        yield "", "is no object"
        return
    for name in ("applicationDate", "birthDate", "municipality", "education", "awardedThisYearCents"):
        if name not in data:
            yield name, "is missing"
    yield from _missing_in(data.get("training"), "training", ("level", "occupation", "providerRecognised", "startDate"))
    yield from _missing_lines(data.get("costs"), "costs", ("category", "cents"))
    yield from _missing_lines(data.get("cofinancing"), "cofinancing", ("source", "cents"))


def _missing_lines(lines: object, name: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(lines, list | tuple):
        yield name, "is no list"
        return
    for number, line in enumerate(lines):
        yield from _missing_in(line, f"{name}[{number}]", fields)


def _missing_in(data: object, name: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(data, Mapping):
        yield name, "is no object"
        return
    for field in fields:
        if field not in data:
            yield f"{name}.{field}", "is missing"
