"""The assessment: every check of the scheme in a fixed order, then the amounts (BP 6)."""

import datetime
from collections.abc import Iterator

from vouchers.rules.amounts import Amounts, calculate
from vouchers.rules.codes import (
    ABOVE_MBO4,
    HIGHER_EDUCATION,
    CheckCode,
    Education,
    EducationRule,
    Eligible,
    Level,
    Result,
)
from vouchers.rules.facts import Facts, SchemeParameters
from vouchers.rules.outcome import Check, Outcome


def assess(facts: Facts, scheme: SchemeParameters, *, free_cents: int | None = None) -> Outcome:
    """Judge the facts by the scheme. `free_cents` (what the fund can still reserve) adds the check `budget`.

    Raises InvalidFacts only from making the facts; valid facts always have an outcome.
    """
    amounts = calculate(facts.costs, facts.cofinancing, facts.awarded_this_year_cents, scheme)
    checks = tuple(_checks(facts, scheme, amounts, free_cents))
    results = {check.result for check in checks}
    refused = Result.FAIL in results
    not_refused = Eligible.REVIEW if Result.REVIEW in results else Eligible.YES
    eligible = Eligible.NO if refused else not_refused
    return Outcome(
        eligible=eligible,
        total_cents=amounts.total,
        cofinancing_cents=amounts.cofinancing,
        needed_cents=amounts.needed,
        fundable_cents=amounts.fundable,
        room_cents=amounts.room,
        missing_cents=amounts.missing,
        voucher_cents=0 if refused else amounts.voucher,
        gap_cents=0 if refused else amounts.gap,
        checks=checks,
    )


def age_on(date: datetime.date, birth_date: datetime.date) -> int:
    """Whole years on a date. Who was born on 29 February becomes a year older on 1 March."""
    return date.year - birth_date.year - ((date.month, date.day) < (birth_date.month, birth_date.day))


def _checks(facts: Facts, scheme: SchemeParameters, amounts: Amounts, free_cents: int | None) -> Iterator[Check]:
    if scheme.municipalities:
        yield _residence(facts, scheme)
    if scheme.min_age is not None or scheme.max_age is not None:
        yield _age(facts, scheme)
    if scheme.education_rule == EducationRule.HIGHER_UP_TO_MBO4:
        yield _education_direction(facts)
    if scheme.provider_must_be_recognised:
        yield _provider(facts)
    if scheme.occupations is not None:
        yield _labour_market(facts, scheme)
    yield _cofinancing(amounts, scheme)
    yield _annual_cap(facts, amounts, scheme)
    if free_cents is not None:
        yield _budget(amounts, free_cents)


def _residence(facts: Facts, scheme: SchemeParameters) -> Check:
    inside = facts.municipality in scheme.municipalities
    named = "named" if inside and facts.names.municipality else ""
    return Check(
        CheckCode.RESIDENCE,
        Result.PASS if inside else Result.FAIL,
        ("pass_named" if named else "pass") if inside else "fail",
        {
            "municipality": facts.names.municipality,
            "municipality_code": facts.municipality,
            "region": scheme.region_name,
            "on": facts.application_date.isoformat(),
        },
    )


def _age(facts: Facts, scheme: SchemeParameters) -> Check:
    age = age_on(facts.application_date, facts.birth_date)
    params = {
        "age": age,
        "min_age": scheme.min_age,
        "max_age": scheme.max_age,
        "on": facts.application_date.isoformat(),
    }
    if scheme.min_age is not None and age < scheme.min_age:
        return Check(CheckCode.AGE, Result.FAIL, "too_young", params)
    if scheme.max_age is not None and age > scheme.max_age:
        return Check(CheckCode.AGE, Result.FAIL, "too_old", params)
    if scheme.max_age is None:
        return Check(CheckCode.AGE, Result.PASS, "pass_from", params)
    return Check(CheckCode.AGE, Result.PASS, "pass_until" if scheme.min_age is None else "pass_between", params)


def _education_direction(facts: Facts) -> Check:
    params = {"education": facts.education, "level": facts.training.level}
    if facts.education == Education.UNKNOWN:
        return Check(CheckCode.EDUCATION_DIRECTION, Result.REVIEW, "education_unknown", params)
    if facts.education not in HIGHER_EDUCATION:
        return Check(CheckCode.EDUCATION_DIRECTION, Result.PASS, "pass", params)
    if facts.training.level == Level.UNKNOWN:
        return Check(CheckCode.EDUCATION_DIRECTION, Result.REVIEW, "level_unknown", params)
    if facts.training.level in ABOVE_MBO4:
        return Check(CheckCode.EDUCATION_DIRECTION, Result.FAIL, "fail", params)
    return Check(CheckCode.EDUCATION_DIRECTION, Result.PASS, "pass", params)


def _provider(facts: Facts) -> Check:
    recognised = facts.training.provider_recognised
    params = {"provider": facts.names.provider, "on": facts.training.start_date.isoformat()}
    if recognised is None:
        return Check(CheckCode.PROVIDER_RECOGNISED, Result.REVIEW, "not_in_register", params)
    if not recognised:
        return Check(CheckCode.PROVIDER_RECOGNISED, Result.FAIL, "fail", params)
    return Check(CheckCode.PROVIDER_RECOGNISED, Result.PASS, "pass_named" if facts.names.provider else "pass", params)


def _labour_market(facts: Facts, scheme: SchemeParameters) -> Check:
    evidence = facts.labour_market_evidence
    params = {
        "occupation": facts.names.occupation or facts.training.occupation,
        "list_version": scheme.occupation_list_version,
        "evidence": evidence or "",
    }
    if facts.training.occupation in (scheme.occupations or ()):
        return Check(CheckCode.LABOUR_MARKET, Result.PASS, "pass", params)
    if evidence in scheme.evidence:
        return Check(CheckCode.LABOUR_MARKET, Result.REVIEW, "evidence", params)
    return Check(CheckCode.LABOUR_MARKET, Result.FAIL, "no_evidence" if scheme.evidence else "not_on_list", params)


def _cofinancing(amounts: Amounts, scheme: SchemeParameters) -> Check:
    params = {
        "total_cents": amounts.total,
        "needed_cents": amounts.needed,
        "cofinancing_cents": amounts.cofinancing,
        "missing_cents": amounts.missing,
        "share": [scheme.share_numerator, scheme.share_denominator],
    }
    if amounts.missing:
        return Check(CheckCode.COFINANCING, Result.FAIL, "missing", params)
    if amounts.is_covered:
        return Check(CheckCode.COFINANCING, Result.FAIL, "nothing_to_fund", params)
    return Check(CheckCode.COFINANCING, Result.PASS, "pass", params)


def _annual_cap(facts: Facts, amounts: Amounts, scheme: SchemeParameters) -> Check:
    params = {
        "cap_cents": scheme.person_year_cents,
        "awarded_cents": facts.awarded_this_year_cents,
        "room_cents": amounts.room,
        "gap_cents": amounts.gap,
    }
    if amounts.room == 0:
        return Check(CheckCode.ANNUAL_CAP, Result.FAIL, "used_up", params)
    if not amounts.gap:
        return Check(CheckCode.ANNUAL_CAP, Result.PASS, "pass", params)
    message = "lowered_by_earlier" if facts.awarded_this_year_cents else "lowered"
    return Check(CheckCode.ANNUAL_CAP, Result.PASS, message, params)


def _budget(amounts: Amounts, free_cents: int) -> Check:
    params = {"free_cents": free_cents, "voucher_cents": amounts.voucher}
    enough = amounts.voucher <= free_cents and free_cents > 0
    return Check(CheckCode.BUDGET, Result.PASS if enough else Result.FAIL, "pass" if enough else "fail", params)
