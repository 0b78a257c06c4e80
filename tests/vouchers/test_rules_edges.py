"""The edges of the conditions, and wrong input; the worked cases stand in test_rules.py."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vouchers.schemes import SCHEMES, TWENTE
from vouchers.rules import (
    Facts,
    InvalidFacts,
    assess,
    read_facts,
)

CASES = json.loads((Path(__file__).parent / "data" / "vouchers.json").read_text())


def base() -> Facts:
    return read_facts(CASES[0]["facts"])


@pytest.mark.parametrize(
    ("education", "level", "result"),
    [
        ("hbo", "hbo_ad", "fail"),
        ("hbo", "hbo", "fail"),
        ("wo", "mbo4", "pass"),
        ("wo", "certificate", "pass"),
        ("hbo", "unknown", "review"),
        ("unknown", "mbo2", "review"),
        ("mbo4", "wo", "pass"),
        ("none", "unknown", "pass"),
    ],
)
def test_higher_education_limits_the_level_of_the_training(education, level, result):
    facts = replace(base(), education=education, training=replace(base().training, level=level))

    assert assess(facts, TWENTE).check("education_direction").result == result


@pytest.mark.parametrize(
    ("birth_date", "on", "message"),
    [
        ("2008-02-29", "2026-02-28", "too_young"),
        ("2008-02-29", "2026-03-01", "pass_from"),
        ("2008-03-02", "2026-03-02", "pass_from"),
    ],
)
def test_somebody_born_on_29_february_turns_18_on_1_march(birth_date, on, message):
    facts = read_facts(CASES[0]["facts"] | {"birthDate": birth_date, "applicationDate": on})

    assert assess(facts, TWENTE).check("age").message == message


@pytest.mark.parametrize(
    ("birth_date", "result"), [("1958-03-03", "pass"), ("1958-03-02", "fail"), ("2008-03-02", "pass")]
)
def test_opijver_is_for_people_up_to_and_including_67(birth_date, result):
    facts = read_facts(CASES[-1]["facts"] | {"birthDate": birth_date})

    assert assess(facts, SCHEMES["opijver-2021"]).check("age").result == result


def test_opijver_takes_no_other_evidence_than_the_list():
    facts = replace(read_facts(CASES[-1]["facts"]), labour_market_evidence="employer_statement")
    facts = replace(facts, training=replace(facts.training, occupation="graphic-designer"))

    assert assess(facts, SCHEMES["opijver-2021"]).check("labour_market").result == "fail"


def test_a_training_that_others_pay_for_completely_has_nothing_to_fund():
    facts = CASES[0]["facts"] | {"cofinancing": [{"source": "employer", "cents": 300_000}]}
    outcome = assess(read_facts(facts), TWENTE)

    assert (outcome.check("cofinancing").message, outcome.voucher_cents, outcome.missing_cents) == (
        "nothing_to_fund",
        0,
        0,
    )


@pytest.mark.parametrize(
    ("free", "result", "voucher"), [(150_000, "pass", 150_000), (149_999, "fail", 0), (0, "fail", 0)]
)
def test_the_budget_check_compares_the_voucher_with_what_is_free(free, result, voucher):
    outcome = assess(base(), TWENTE, free_cents=free)

    assert (outcome.check("budget").result, outcome.voucher_cents) == (result, voucher)


def test_without_a_free_amount_there_is_no_budget_check():
    assert assess(base(), TWENTE).check("budget") is None


def test_wrong_input_is_refused_with_every_wrong_field():
    facts = CASES[0]["facts"] | {
        "applicationDate": "2026-02-30",
        "birthDate": 12,
        "municipality": "Enschede",
        "education": "phd",
        "training": {"level": "mbo9", "occupation": "Some thing", "providerRecognised": "yes"},
        "costs": [{"category": "lunch", "cents": 1.5}, {"category": "tuition", "cents": -1}],
        "cofinancing": [{"source": "uncle", "cents": True}],
        "labourMarketEvidence": "gut feeling",
    }

    with pytest.raises(InvalidFacts) as refused:
        read_facts(facts)

    assert set(refused.value.errors) == {
        "applicationDate", "birthDate", "municipality", "education", "training.level", "training.occupation",
        "training.providerRecognised", "training.startDate", "costs[0].category", "costs[0].cents", "costs[1].cents",
        "cofinancing[0].source", "cofinancing[0].cents", "labourMarketEvidence",
    }  # fmt: skip


@pytest.mark.parametrize("data", [{}, [], None, {"training": 3, "costs": "x", "cofinancing": [4]}])
def test_input_of_another_shape_is_refused(data):
    with pytest.raises(InvalidFacts) as refused:
        read_facts(data)

    assert {"applicationDate", "education", "training.level", "costs"} <= set(refused.value.errors)


def test_a_missing_field_does_not_hide_a_wrong_one():
    facts = CASES[0]["facts"] | {"education": "phd"}
    del facts["municipality"]

    with pytest.raises(InvalidFacts) as refused:
        read_facts(facts)

    assert set(refused.value.errors) == {"municipality", "education"}
