"""Rules that never fire, rules of which the order decides, and names that do not exist."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import rules
from intake.reference import rule_set_1
from intake.rules.completeness import PROBLEMS
from intake.rules.findings import CODES
from intake.wording.problems import Names, finding_text, problem_text
from tests.intake.rule_worlds import DAYS, PLACES, desks_of, every_fact, organizations_of, rule, rule_sets

YOUNG = {"fact": "age", "under": 27}
WW = {"fact": "situation", "in": ["ww"]}
TRAINING = {"fact": "theme", "in": ["training"]}
NAMES = Names(organizations={"uwv": "UWV"}, municipalities=PLACES, rules={"training-young": "U bent jong."})


def rule_set_of(*found):
    return rules.compile_rules(version=9, working_days=DAYS, rules=found)


def unreachable(*found):
    return [
        (each.rule, each.code, each.other) for each in rules.unreachable(rule_set_of(*found), municipalities=PLACES)
    ]


def conflicts(*found):
    return [(each.rule, each.other) for each in rules.conflicts(rule_set_of(*found), municipalities=PLACES)]


def mistakes(*found):
    wrong = rules.mistakes(
        rule_set_of(*found),
        municipalities=PLACES,
        organizations=organizations_of(PLACES),
        desks=desks_of(PLACES),
    )
    return [(each.rule, each.code, each.other) for each in wrong]


# --- rules that never fire ------------------------------------------------------------------------------------------


def test_a_rule_behind_one_for_everybody_never_fires():
    assert unreachable(rule("all"), rule("young", conditions=[YOUNG])) == [("young", "shadowed", "all")]


def test_a_rule_behind_several_that_cover_it_together_never_fires():
    older = {"fact": "age", "at_least": 27}
    found = unreachable(
        rule("young", conditions=[YOUNG], audience="resident"),
        rule("older", conditions=[older], audience="resident"),
        rule("ww", conditions=[WW]),
    )
    assert [(code, why) for code, why, _other in found] == [("ww", "shadowed")]


@pytest.mark.parametrize(
    "conditions",
    [
        [YOUNG, {"fact": "age", "at_least": 30}],
        [WW, {"fact": "situation", "in": ["student"]}],
        [WW, {"fact": "situation", "not_in": ["ww"]}],
        [{"fact": "education", "in": ["hbo"]}, {"fact": "startkwalificatie", "is": False}],
        [TRAINING, {"fact": "theme", "in": ["find_work"]}],
        [{"fact": "theme_count", "under": 2}, TRAINING, {"fact": "themes", "any_of": ["find_work"]}],
        [{"fact": "theme_count", "at_least": 14}],
        [{"fact": "age", "at_least": 130}],
        [{"fact": "municipality", "in": ["GM9999"]}],
    ],
)
def test_conditions_that_exclude_each_other_are_a_contradiction(conditions):
    assert unreachable(rule("never", conditions=conditions), rule("all")) == [("never", "contradiction", "")]


@pytest.mark.parametrize(
    "conditions",
    [
        [{"fact": "theme_count", "at_least": 3}, WW],
        [{"fact": "theme_count", "at_least": 13}],
        [TRAINING, {"fact": "themes", "any_of": ["find_work"]}, {"fact": "themes", "any_of": ["debts_income"]}],
        [{"fact": "age", "in": [18]}],
    ],
)
def test_a_rule_for_a_rare_question_can_fire(conditions):
    assert unreachable(rule("rare", conditions=conditions), rule("all")) == []


def test_a_rule_about_an_organisation_that_is_never_responsible_cannot_fire():
    about = [{"fact": "responsible", "in": ["gemeente-GM0002"]}]
    desk = rule("desk", stage="extra_desks", conditions=about)
    municipal = rule("own", stage="responsible", conditions=[WW], effects={"responsible": "gemeente-{municipality}"})
    assert unreachable(municipal, desk) == []
    assert unreachable(rule("uwv", stage="responsible", effects={"responsible": "uwv"}), desk) == [
        ("desk", "contradiction", "")
    ]


def test_every_extra_desk_can_be_added_whatever_comes_before():
    assert unreachable(rule("one", stage="extra_desks"), rule("two", stage="extra_desks", conditions=[WW])) == []


@settings(max_examples=40, deadline=None)
@given(rule_sets(), st.lists(every_fact(), min_size=20, max_size=60))
def test_a_rule_that_fires_is_never_called_unreachable(rule_set, asked):
    dead = {finding.rule for finding in rules.unreachable(rule_set, municipalities=PLACES)}
    for facts in asked:
        fired = {reason.rule for reason in rules.evaluate(facts, rule_set).reasons}
        assert not fired & dead, facts


@settings(max_examples=10, deadline=None)
@given(rule_sets(places=("GM0001",), few_topics=True))
def test_a_rule_is_called_unreachable_exactly_when_it_fires_nowhere_in_the_space(rule_set):
    """Of rules that do not count topics, so that pairs of them show all there is."""
    place = {"GM0001": "Aa"}
    lean = rules.LeanRules(rule_set)
    fired = set()
    for facts in rules.Space(place, ages=(17, 18, 26, 27, 66, 67)):
        found = lean.fired(facts)
        fired |= {found.responsible, found.level, *found.desks, *found.extra}
    every = {each.data.code for those in rule_set.stages.values() for each in those}
    assert {finding.rule for finding in rules.unreachable(rule_set, municipalities=place)} == every - fired


# --- conflicts ------------------------------------------------------------------------------------------------------


def test_two_rules_that_fit_the_same_question_and_differ_are_reported_with_such_a_question():
    young = rule("young", conditions=[YOUNG], effects={"desks": ["doorstroompunt"]})
    ww = rule("ww", conditions=[WW], effects={"desks": ["uwv"]})
    rule_set = rule_set_of(young, ww, rule("all"))
    (finding,) = rules.conflicts(rule_set, municipalities=PLACES)
    assert (finding.rule, finding.code, finding.other) == ("young", "order_decides", "ww")
    assert finding.example["situation"] == "ww"
    assert finding.example["age"] < 27


def test_a_special_case_before_a_general_rule_is_no_conflict():
    special = rule("special", conditions=[YOUNG, WW], effects={"desks": ["doorstroompunt"]})
    assert conflicts(special, rule("general", conditions=[WW], effects={"desks": ["uwv"]}), rule("all")) == []


def test_rules_that_say_the_same_or_never_meet_are_no_conflict():
    uwv = {"desks": ["uwv"]}
    assert conflicts(rule("young", conditions=[YOUNG], effects=uwv), rule("ww", conditions=[WW], effects=uwv)) == []
    student = [{"fact": "situation", "in": ["student"]}]
    assert conflicts(rule("ww", conditions=[WW], effects=uwv), rule("student", conditions=student)) == []


def test_a_rule_for_everybody_from_outside_is_no_conflict():
    outside = rule("outside", conditions=[{"fact": "municipality", "in": ["outside"]}])
    assert conflicts(outside, rule("ww", conditions=[WW], effects={"desks": ["uwv"]})) == []


def test_what_an_earlier_rule_already_decided_is_no_conflict_between_later_ones():
    both = rule("both", conditions=[YOUNG, WW], effects={"desks": ["rmt"]})
    young = rule("young", conditions=[YOUNG], effects={"desks": ["doorstroompunt"]})
    ww = rule("ww", conditions=[WW], effects={"desks": ["uwv"]})
    assert conflicts(both, young, ww) == []


def test_a_general_rule_that_hides_a_special_one_for_one_topic_is_reported():
    two_topics = {"fact": "theme", "in": ["training", "find_work"]}
    general = rule("training", conditions=[TRAINING], effects={"desks": ["leerwerkloket"]})
    assert conflicts(general, rule("ww", conditions=[two_topics, WW], effects={"desks": ["uwv"]})) == [
        ("training", "ww")
    ]


def test_the_shipped_rules_have_three_pairs_of_which_the_order_decides_and_nothing_else():
    rule_set = rule_set_1()
    assert rules.unreachable(rule_set, municipalities=PLACES) == ()
    assert {(each.rule, each.other) for each in rules.conflicts(rule_set, municipalities=PLACES)} == {
        ("responsible-doorstroompunt", "responsible-no-benefit"),
        ("responsible-doorstroompunt", "responsible-student"),
        ("level-newcomer", "level-light"),
    }
    known = {"organizations": organizations_of(PLACES), "desks": desks_of(PLACES)}
    assert rules.mistakes(rule_set, municipalities=PLACES, **known) == ()


# --- mistakes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"effects": {"desks": ["uwv", "nobody"]}}, ("x", "unknown_desk", "nobody")),
        ({"effects": {"desks": ["sociale-partners"]}}, ("x", "unknown_desk", "sociale-partners")),
        ({"effects": {"desks": ["werkplein-{municipality}"]}}, ("x", "unknown_desk", "werkplein-{municipality}")),
        ({"conditions": [{"fact": "situation", "in": ["ww", "rich"]}]}, ("x", "unknown_value", "rich")),
        ({"conditions": [{"fact": "theme", "in": ["gold"]}]}, ("x", "unknown_value", "gold")),
        (
            {"audience": "employer", "conditions": [{"fact": "themes", "any_of": ["training"]}]},
            ("x", "unknown_value", "training"),
        ),
        ({"conditions": [{"fact": "municipality", "not_in": ["GM9999"]}]}, ("x", "unknown_value", "GM9999")),
        ({"effects": {"desks": ["{place}"]}}, ("x", "unknown_desk", "{place}")),
        ({"nl": "Dat is {gemeente}."}, ("x", "unknown_placeholder", "{gemeente}")),
        ({"en": "That is {municipality."}, ("x", "unknown_placeholder", "{municipality.")),
        ({"nl": "Binnen {working_days}."}, ("x", "unknown_placeholder", "{working_days}")),
        ({"nl": "Uw gemeente {municipality} helpt."}, ("x", "outside_placeholder", "{municipality}")),
    ],
)
def test_a_name_that_does_not_exist_is_found(changes, expected):
    assert expected in mistakes(rule("x", **changes))


def test_naming_the_municipality_is_fine_where_people_from_outside_do_not_come():
    outside = rule("outside", conditions=[{"fact": "municipality", "in": ["outside"]}])
    own = rule("own", effects={"desks": ["schuldhulp-{municipality}"]}, nl="De gemeente {municipality} helpt.")
    assert mistakes(outside, own) == []
    assert ("own", "outside_placeholder", "{municipality}") in mistakes(own)


def test_one_desk_of_one_municipality_that_is_missing_is_named():
    rule_set = rule_set_of(
        rule(
            "own",
            conditions=[{"fact": "municipality", "in": list(PLACES)}],
            effects={"desks": ["gemeente-{municipality}"]},
        )
    )
    there = set(desks_of(PLACES)) - {"gemeente-GM0002"}
    (finding,) = rules.mistakes(rule_set, municipalities=PLACES, organizations=there, desks=there)
    assert (finding.code, finding.other) == ("unknown_desk", "gemeente-GM0002")


def test_who_is_responsible_need_not_be_a_desk():
    assert mistakes(rule("x", stage="responsible", effects={"responsible": "sociale-partners"})) == []


# --- in words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_a_sentence_with_the_rule_by_what_it_says(code):
    example = {"audience": "employer", "municipality": "GM0001", "themes": ["other"]}
    text = finding_text(rules.Finding("training-young", code, "Y", example), NAMES)
    assert "U bent jong." in text
    assert "Bijvoorbeeld: werkgever in Aa, over: Iets anders." in text
    assert "%(" not in text


def test_a_rule_is_called_by_its_explanation_with_dots_for_what_is_filled_in():
    names = Names(organizations={}, municipalities={}, rules={"own": "De gemeente {municipality} helpt."})
    assert names.rule("own") == "De gemeente … helpt."
    assert names.rule("other") == "other"


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_has_a_sentence_with_how_many_it_concerns(code):
    example = {
        "audience": "resident",
        "municipality": "outside",
        "themes": ["training", "find_work"],
        "situation": "ww",
        "age": 26,
        "education": "hbo",
    }
    problem = rules.Problem(
        code=code, rule="training-young", theme="training", desks=("uwv", "x"), count=1234, example=example
    )
    text = problem_text(problem, NAMES)
    assert text.endswith("(1.234 combinaties)")
    assert "inwoner van buiten de regio, 26 jaar, " in text
    assert "%(" not in text
