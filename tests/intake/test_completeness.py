"""The completeness check without a database: its space, its equality with `evaluate`, and the holes that it finds."""

import dataclasses
import time
import timeit
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import rules
from intake.reference import rule_set_1
from intake.rules.facts import EDUCATIONS, EMPLOYER_THEMES, RESIDENT_THEMES, SITUATIONS
from intake.rules.space import Space, age_bands
from tests.intake.rule_worlds import DAYS, PLACES, desks_of, every_fact, organizations_of, rule, rule_sets
from tests.intake.test_rules import TWENTE

RULE_SET = rule_set_1()
SMALL = {"GM0153": "Enschede", "GM0164": "Hengelo"}  # what holds for two municipalities need not be tried with 14
DESKS, ORGANIZATIONS = desks_of(SMALL), organizations_of(SMALL)


def check(rule_set=RULE_SET, *, without=(), **changed):
    left = {code: place for code, place in (DESKS | changed).items() if code not in without}
    return rules.check_completeness(rule_set, municipalities=SMALL, desks=left, organizations=ORGANIZATIONS)


# --- the space ------------------------------------------------------------------------------------------------------


def test_the_space_holds_every_combination_once():
    space = Space(SMALL)
    found = list(space)
    themes = 1 + 13 + 13 * 12 // 2
    assert len(found) == len(space) == 3 * (13 * 2 * 10 * themes + 1 + 8 + 28)
    # no theme counts as `other`, so that those two are the same question
    residents = {facts for facts in found if facts.audience == "resident"}
    assert len(residents) == 3 * 13 * 2 * 10 * (themes - 1)
    assert {facts.situation for facts in residents} == set(SITUATIONS)
    assert {facts.education for facts in residents} == set(EDUCATIONS)
    assert {theme for facts in residents for theme in facts.themes} == set(RESIDENT_THEMES)
    employers = [facts for facts in found if facts.audience == "employer"]
    assert {theme for facts in employers for theme in facts.themes} == set(EMPLOYER_THEMES)
    assert {facts.municipality for facts in found} == {*SMALL, "outside"}


def test_every_age_that_rules_compare_with_splits_a_band():
    compared = rule_set_of(
        [
            rule("young", conditions=[{"fact": "age", "under": 23}]),
            rule("old", conditions=[{"fact": "age", "at_least": 67}]),
            rule("round", conditions=[{"fact": "age", "in": [50]}]),
        ]
    )
    assert age_bands(RULE_SET) == (26, 40)
    assert age_bands(compared) == (22, 26, 49, 50, 66, 67)


def rule_set_of(found):
    return rules.compile_rules(version=9, working_days=DAYS, rules=found)


# --- the shipped rules ----------------------------------------------------------------------------------------------


def test_the_shipped_rules_leave_nobody_without_a_desk_and_that_is_proved_in_seconds():
    found = rules.check_completeness(
        RULE_SET, municipalities=TWENTE, desks=desks_of(TWENTE), organizations=organizations_of(TWENTE)
    )
    assert found.problems == ()
    assert found.is_complete
    assert found.problem_count == 0
    assert found.combinations == 359_355
    assert found.milliseconds < 20_000


def test_a_triage_takes_less_than_200_microseconds():
    worst = {"audience": "resident", "municipality": "GM0153", "situation": "none", "age": 20, "education": "vmbo"}
    facts = rules.Facts.from_dict(worst | {"themes": ["find_work", "debts_income"]}, municipalities=TWENTE)
    runs = timeit.repeat(lambda: rules.evaluate(facts, RULE_SET), timer=time.process_time, number=200, repeat=7)
    assert min(runs) / 200 < 0.0002


NEVER_ALONE = {"doorstroompunt", "gemeente-GM0153", "gemeente-GM0164"}  # always with another desk, or never a desk


@pytest.mark.parametrize("gone", sorted(DESKS))
def test_every_desk_that_goes_away_is_missed(gone):
    found = check(without=[gone])
    assert found.is_complete is (gone in NEVER_ALONE)
    assert all(gone in problem.desks for problem in found.problems)


def test_one_broken_rule_is_one_problem_with_a_count_and_an_example():
    found = check(without=[code for code in DESKS if code.startswith("schuldhulp-")])
    (problem,) = found.problems
    assert (problem.code, problem.rule) == ("desk_missing", "debts-income")
    assert problem.desks == ("schuldhulp-GM0153", "schuldhulp-GM0164")
    assert problem.count == found.problem_count
    example = rules.Facts.from_dict(problem.example, municipalities=SMALL)
    assert rules.evaluate(example, RULE_SET).desks[0] in problem.desks


def test_a_desk_of_another_municipality_does_not_help():
    found = check(werkplein="GM0153")
    (problem,) = found.problems
    assert (problem.code, problem.rule, problem.desks) == ("desk_elsewhere", "find-work", ("werkplein",))
    assert problem.example["municipality"] != "GM0153"


def test_who_is_responsible_has_to_take_part():
    there = {code: place for code, place in ORGANIZATIONS.items() if code != "gemeente-GM0164"}
    found = rules.check_completeness(RULE_SET, municipalities=SMALL, desks=DESKS, organizations=there)
    assert {problem.code for problem in found.problems} == {"responsible_missing"}
    assert {problem.rule for problem in found.problems} == {
        "responsible-bijstand",
        "responsible-newcomer",
        "responsible-no-benefit",
    }
    assert all(problem.example["municipality"] == "GM0164" for problem in found.problems)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("training", ("no_rule", "training")),
        ("responsible-student", ("no_responsible", "")),
        ("level-basic", ("no_level", "")),
    ],
)
def test_a_rule_that_is_missing_is_noticed(code, expected):
    found = check(rule_set_of(each for each in shipped() if each.code != code))
    (problem,) = found.problems
    assert (problem.code, problem.theme) == expected
    assert problem.rule == ""


def shipped():
    by_code = {each.data.code: each.data for those in RULE_SET.stages.values() for each in those}
    return list(by_code.values())


def test_rules_without_a_single_rule_have_three_problems_per_topic_at_most():
    found = check(rule_set_of([]))
    assert found.problem_count == found.combinations
    assert {problem.code for problem in found.problems} == {"no_rule", "no_responsible", "no_level"}


def test_a_problem_survives_being_stored():
    (problem,) = check(werkplein="GM0153").problems
    assert rules.Problem.from_dict(problem.as_dict()) == problem


# --- any rules ------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(rule_sets(), st.data())
def test_the_lean_path_decides_as_evaluate_does(rule_set, data):
    lean = rules.LeanRules(rule_set)
    for facts in data.draw(st.lists(every_fact(), min_size=5, max_size=10)):
        outcome, answer = rules.evaluate(facts, rule_set), lean.answer(facts)
        assert dataclasses.astuple(answer) == (
            outcome.responsible,
            outcome.desks,
            outcome.level,
            outcome.working_days,
        )


@settings(max_examples=200, deadline=None)
@given(every_fact(places=tuple(SMALL)))
def test_any_number_of_topics_ends_at_a_desk_that_takes_part(facts):
    outcome = rules.evaluate(facts, RULE_SET)
    assert outcome.desks
    assert all(desk in DESKS for desk in outcome.desks)
    assert outcome.responsible in ORGANIZATIONS
    assert outcome.working_days >= 1


def is_answered(facts, rule_set, desks, organizations):
    """The same demand in other words, by the slow way: the reasons say whether a rule decided."""
    outcome = rules.evaluate(facts, rule_set)
    stages = {reason.stage for reason in outcome.reasons if reason.rule != "last-resort"}

    def serves(code, those):
        return code in those and those[code] in (None, facts.municipality)

    return (
        {"responsible", "level"} <= stages
        and any(reason.rule != "last-resort" for reason in outcome.reasons if reason.desks)
        and any(serves(desk, desks) for desk in outcome.desks)
        and serves(outcome.responsible, organizations)
    )


ONE = {"GM0001": "Aa"}


@settings(max_examples=3, deadline=None)
@given(rule_sets(places=("GM0001",), complete=True), st.sampled_from(sorted(desks_of(ONE))))
def test_the_check_finds_exactly_the_holes_there_are(rule_set, gone):
    desks = {code: place for code, place in desks_of(ONE).items() if code != gone}
    organizations = organizations_of(ONE)
    found = rules.check_completeness(rule_set, municipalities=ONE, desks=desks, organizations=organizations)
    space = Space(ONE, age_bands(rule_set))
    holes = [facts for facts in space if not is_answered(facts, rule_set, desks, organizations)]
    assert found.problem_count == len(holes)
    assert found.is_complete is (not holes)
    for problem in found.problems:
        example = rules.Facts.from_dict(problem.example, municipalities=ONE)
        assert not is_answered(example, rule_set, desks, organizations)


@settings(max_examples=15, deadline=None)
@given(every_fact(places=tuple(PLACES)).filter(lambda facts: len(facts.themes) < 3))
def test_a_hole_anywhere_in_the_space_is_found(facts):
    """Rules for everybody, but for one kind of people with one question."""
    hole = [
        {"fact": "municipality", "in": [facts.municipality]},
        *([{"fact": "situation", "in": [facts.situation]}] if facts.situation else []),
        {"fact": "themes", "any_of": [facts.themes[0]]},
    ]
    rule_set = rule_set_of(
        [
            rule("responsible", stage="responsible", effects={"responsible": "uwv"}),
            rule("nobody", audience=facts.audience, conditions=hole, effects={"desks": ["closed-desk"]}),
            rule("desk"),
            rule("level", stage="level", effects={"level": "basic"}),
        ]
    )
    found = rules.check_completeness(
        rule_set, municipalities=PLACES, desks={"werkcentrum": None}, organizations={"uwv": None}
    )
    assert [(problem.code, problem.rule) for problem in found.problems] == [("desk_missing", "nobody")]
    assert found.problems[0].example["municipality"] == facts.municipality


@pytest.mark.usefixtures("front_door")
def test_what_is_shipped_leaves_nobody_without_a_desk_an_owner_and_a_date():
    """The rules, the organisations and the teams that every installation starts with, through the command of CI."""
    out = StringIO()
    call_command("check_triage", stdout=out)
    assert "Version 1: 359355 combinations in " in out.getvalue()
    assert ", 0 without an answer." in out.getvalue()
