"""The rules of the voucher: the worked cases, and what must hold for every amount."""

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouchers.rules import (
    Contribution,
    Cost,
    CostKind,
    EducationRule,
    Evidence,
    Facts,
    InvalidFacts,
    SchemeParameters,
    Source,
    Training,
    assess,
    read_facts,
    read_outcome,
    read_scheme,
    write_facts,
    write_outcome,
    write_scheme,
)

CASES = json.loads((Path(__file__).parent / "data" / "vouchers.json").read_text())
LISTED = {
    "software-developer", "electrician", "electronics-mechanic", "car-mechanic", "machine-mechanic", "metalworker",
    "welder", "plumber", "installation-engineer", "nurse", "specialised-nurse", "care-assistant", "physiotherapist",
    "truck-driver", "logistics-planner", "teacher", "cook",
}  # fmt: skip
TWENTE = {
    "GM0141", "GM0147", "GM1774", "GM0153", "GM0158", "GM0163", "GM0164", "GM1735", "GM0168", "GM0173", "GM1742",
    "GM0183", "GM1700", "GM0189",
}  # fmt: skip
ACHTERHOEK = {"GM0197", "GM1859", "GM1876", "GM0222", "GM1955", "GM1586", "GM1509", "GM0294"}
COSTS = frozenset({CostKind.TUITION, CostKind.EXAM, CostKind.MATERIAL})

SCHEMES = {
    "twents-fonds-2023": SchemeParameters(
        code="twents-fonds-2023",
        region_name="Twente",
        municipalities=frozenset(TWENTE),
        min_age=18,
        education_rule=EducationRule.HIGHER_UP_TO_MBO4,
        occupations=frozenset(LISTED),
        evidence=frozenset(Evidence),
        person_year_cents=250_000,
        cost_kinds=COSTS,
        sources=frozenset(Source),
    ),
    "opijver-2021": SchemeParameters(
        code="opijver-2021",
        region_name="Achterhoek",
        municipalities=frozenset(ACHTERHOEK),
        min_age=18,
        max_age=67,
        occupations=frozenset(LISTED),
        share_denominator=3,
        person_year_cents=250_000,
        cost_kinds=COSTS,
        sources=frozenset(Source),
    ),
}
TWENTS_FONDS = SCHEMES["twents-fonds-2023"]


def facts(**changes):
    """Somebody from Enschede who wants to become an electrician, half paid by the employer."""
    values = {
        "application_date": datetime.date(2026, 3, 2),
        "birth_date": datetime.date(1990, 5, 1),
        "municipality": "GM0153",
        "education": "mbo4",
        "training": Training(
            level="mbo3",
            occupation="electrician",
            provider_recognised=True,
            start_date=datetime.date(2026, 9, 1),
        ),
        "costs": (Cost("tuition", 300_000),),
        "cofinancing": (Contribution("employer", 150_000),),
    }
    return Facts(**(values | changes))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_worked_cases_come_out_as_they_should(case):
    given_facts = {name: value for name, value in case["facts"].items() if name != "scheme"}
    outcome = write_outcome(assess(read_facts(given_facts), SCHEMES[case["facts"]["scheme"]]))
    expected = dict(case["expect"])
    checks = expected.pop("checks")
    assert {name: outcome[name] for name in expected} == expected
    assert {check["code"]: check["result"] for check in outcome["checks"]} == checks


cents = st.integers(min_value=0, max_value=3_000_000)


@given(total=st.integers(1, 3_000_000), others=cents, awarded=st.integers(0, 250_000), free=cents)
def test_the_voucher_never_exceeds_what_may_be_funded_and_every_cent_has_a_payer(total, others, awarded, free):
    outcome = assess(
        facts(
            costs=(Cost("tuition", total),), cofinancing=(Contribution("own", others),), awarded_this_year_cents=awarded
        ),
        TWENTS_FONDS,
        free_cents=free,
    )
    assert 0 <= outcome.voucher_cents <= min(outcome.fundable_cents, outcome.room_cents)
    assert outcome.needed_cents + outcome.fundable_cents == total
    assert outcome.needed_cents * 2 in {total, total + 1}
    if outcome.voucher_cents:
        assert outcome.voucher_cents <= free
        assert outcome.cofinancing_cents + outcome.voucher_cents + outcome.gap_cents == total
    else:
        assert outcome.gap_cents == 0
        assert outcome.failed


@given(total=st.integers(2, 3_000_000), others=cents, more=st.integers(1, 100_000))
def test_more_cofinancing_never_gives_a_higher_voucher_once_enough_is_paid(total, others, more):
    def voucher(paid):
        outcome = assess(
            facts(costs=(Cost("tuition", total),), cofinancing=(Contribution("employer", paid),)), TWENTS_FONDS
        )
        return outcome.voucher_cents, outcome.missing_cents

    (low, missing), (high, _missing) = voucher(others), voucher(others + more)
    if missing == 0:
        assert high <= low


def test_travel_wages_and_childcare_do_not_count():
    outcome = assess(
        facts(costs=(Cost("tuition", 300_000), Cost("travel", 50_000), Cost("wages", 900_000), Cost("childcare", 1))),
        TWENTS_FONDS,
    )
    assert outcome.total_cents == 300_000


def test_all_wrong_fields_are_named_together():
    with pytest.raises(InvalidFacts) as refused:
        facts(
            municipality="Enschede",
            education="phd",
            costs=(Cost("tuition", -1), Cost("lunch", 5)),
            awarded_this_year_cents=1.5,
        )
    assert set(refused.value.errors) == {
        "municipality",
        "education",
        "costs[0].cents",
        "costs[1].category",
        "awardedThisYearCents",
    }


def test_an_application_without_costs_cannot_be_judged():
    with pytest.raises(InvalidFacts, match="costs"):
        facts(costs=())


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_facts_schemes_and_outcomes_survive_being_kept_as_json(scheme):
    before = facts()
    outcome = assess(before, scheme)
    assert read_facts(json.loads(json.dumps(write_facts(before)))) == before
    assert read_scheme(json.loads(json.dumps(write_scheme(scheme)))) == scheme
    kept = read_outcome(json.loads(json.dumps(write_outcome(outcome))))
    assert write_outcome(kept) == write_outcome(outcome)
    assert [check.text for check in kept.checks] == [check.text for check in outcome.checks]


def test_every_check_explains_itself_in_a_sentence():
    for scheme in SCHEMES.values():
        for case in CASES:
            given_facts = {name: value for name, value in case["facts"].items() if name != "scheme"}
            for check in assess(read_facts(given_facts), scheme, free_cents=0).checks:
                assert check.text.endswith(".")
                assert check.title


def test_a_full_fund_fails_the_budget_check_only():
    outcome = assess(facts(), TWENTS_FONDS, free_cents=149_999)
    assert [check.code for check in outcome.failed] == ["budget"]
    assert assess(facts(), TWENTS_FONDS, free_cents=150_000).voucher_cents == 150_000


def test_a_share_must_be_a_fraction():
    with pytest.raises(ValueError, match="fraction"):
        dataclasses.replace(TWENTS_FONDS, share_numerator=3, share_denominator=2)
