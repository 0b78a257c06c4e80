import itertools
import json
import timeit
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisors import vocabulary
from intake import rules
from intake.reference import rule_set_1
from intake.rules.facts import AGES, EDUCATIONS, EMPLOYER_THEMES, RESIDENT_THEMES, SITUATIONS

CASES = json.loads((Path(__file__).parent / "data" / "triage.json").read_text())
TWENTE = {
    "GM0141": "Almelo", "GM0147": "Borne", "GM1774": "Dinkelland", "GM0153": "Enschede", "GM0158": "Haaksbergen",
    "GM0163": "Hellendoorn", "GM0164": "Hengelo", "GM1735": "Hof van Twente", "GM0168": "Losser", "GM0173": "Oldenzaal",
    "GM1742": "Rijssen-Holten", "GM0183": "Tubbergen", "GM1700": "Twenterand", "GM0189": "Wierden",
}  # fmt: skip
RULE_SET = rule_set_1()


def triage(**facts):
    return rules.evaluate(rules.Facts.from_dict(facts, municipalities=TWENTE), RULE_SET)


def resident(**changes):
    usual = {"municipality": "GM0153", "situation": "employed", "age": 40, "education": "mbo4", "themes": ["training"]}
    return {"audience": "resident"} | usual | changes


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_worked_case_goes_to_the_desks_that_were_agreed(case):
    outcome = triage(**case["facts"])
    assert {"responsible": outcome.responsible, "desks": list(outcome.desks), "level": outcome.level} == case["expect"]


# --- a second reading of domain 4, straight in Python, to compare with ---------------------------------------------


def expected_responsible(facts):
    place = facts["municipality"]
    if place == "outside":
        return "werkcentrum-other-region"
    if facts["audience"] == "employer":
        return "wsp"
    situation = facts["situation"]
    unqualified = facts["education"] in ("none", "vmbo", "mbo1")
    if situation in ("ww", "wia", "wajong", "ziektewet"):
        return "uwv"
    if situation in ("bijstand", "newcomer"):
        return f"gemeente-{place}"
    if situation in ("none", "student", "other") and facts["age"] < 27 and unqualified:
        return "doorstroompunt"
    if situation in ("none", "other"):
        return f"gemeente-{place}"
    if situation in ("employed", "flex", "self_employed", "at_risk"):
        return "sociale-partners"
    assert situation == "student"
    return "leerwerkloket"


def desks_for_resident_theme(theme, facts):
    benefit = facts["situation"] in ("ww", "wia", "wajong", "ziektewet")
    works = facts["situation"] in ("employed", "flex", "self_employed", "at_risk")
    return {
        "find_work": ["uwv"] if benefit else ["werkplein"],
        "vacancies": ["werkcentrum"],
        "application_skills": ["werkcentrum"],
        "other": ["werkcentrum"],
        "orientation": ["loopbaanstation"] if works else ["leerwerkloket"],
        "training": ["leerwerkloket"],
        "training_funding": ["leerwerkloket", "twents-fonds"],
        "start_business": ["roz"],
        "debts_income": [f"schuldhulp-{facts['municipality']}"],
        "health_limitation": ["uwv"] if benefit else ["sob"],
        "language_digital": ["taalpunt"],
        "conflict_legal": ["vakbonden"],
        "cross_border": ["grensinfopunt"],
    }[theme]


EMPLOYER_DESKS = {
    "find_staff": ["wsp"],
    "inclusive_employment": ["wsp", "sob"],
    "train_staff": ["leerwerkloket"],
    "subsidies": ["twents-fonds"],
    "redundancy": ["rmt"],
    "learning_company": ["sbb"],
    "cross_border": ["grensinfopunt"],
    "other": ["wsp"],
}


def expected_desks(facts):
    if facts["municipality"] == "outside":
        return ["werkcentrum"]
    desks = []
    for theme in facts["themes"] or ["other"]:
        if facts["audience"] == "employer":
            desks += EMPLOYER_DESKS[theme]
        else:
            desks += desks_for_resident_theme(theme, facts)
    if facts.get("situation") == "at_risk":
        desks.append("rmt")
    if expected_responsible(facts) == "doorstroompunt":
        desks.append("doorstroompunt")
    return list(dict.fromkeys(desks))


def expected_level(facts):
    themes = facts["themes"] or ["other"]
    if set(themes) & {"debts_income", "health_limitation", "conflict_legal", "redundancy"}:
        return "specialist"
    if facts.get("situation") == "newcomer":
        return "specialist"
    light = {"vacancies", "cross_border", "learning_company", "subsidies", "start_business", "other"}
    return "light" if len(set(themes)) == 1 and themes[0] in light else "basic"


def assert_as_expected(facts):
    outcome = triage(**facts)
    found = (outcome.responsible, list(outcome.desks), outcome.level)
    assert found == (expected_responsible(facts), expected_desks(facts), expected_level(facts)), facts


PLACES = ("GM0153", "GM1735", "outside")
AGE_BANDS = (15, 26, 27, 70)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_resident_with_one_theme_gets_what_the_domain_says(situation):
    combinations = itertools.product(PLACES, AGE_BANDS, EDUCATIONS, [*([theme] for theme in RESIDENT_THEMES), []])
    for place, age, education, themes in combinations:
        assert_as_expected(
            resident(municipality=place, situation=situation, age=age, education=education, themes=themes)
        )


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_resident_with_two_themes_gets_what_the_domain_says(situation):
    for place, themes in itertools.product(PLACES, itertools.permutations(RESIDENT_THEMES, 2)):
        assert_as_expected(
            resident(municipality=place, situation=situation, age=20, education="vmbo", themes=list(themes))
        )


def test_every_employer_gets_what_the_domain_says():
    choices = [list(c) for n in range(4) for c in itertools.permutations(EMPLOYER_THEMES, n)]
    for place, themes in itertools.product((*TWENTE, "outside"), choices):
        assert_as_expected({"audience": "employer", "municipality": place, "themes": themes})


any_place = st.sampled_from((*TWENTE, "outside"))
residents = st.fixed_dictionaries(
    {
        "audience": st.just("resident"),
        "municipality": any_place,
        "situation": st.sampled_from(SITUATIONS),
        "age": st.integers(AGES.start, AGES.stop - 1),
        "education": st.sampled_from(EDUCATIONS),
        "themes": st.lists(st.sampled_from(RESIDENT_THEMES), unique=True),
    }
)
employers = st.fixed_dictionaries(
    {
        "audience": st.just("employer"),
        "municipality": any_place,
        "themes": st.lists(st.sampled_from(EMPLOYER_THEMES), unique=True),
    }
)


@settings(max_examples=400, deadline=None)
@given(residents | employers)
def test_any_facts_get_what_the_domain_says(facts):
    assert_as_expected(facts)


@settings(max_examples=200, deadline=None)
@given(residents | employers)
def test_every_outcome_explains_itself_in_both_languages(facts):
    outcome = triage(**facts)
    assert all(outcome.reasons_for(desk) for desk in outcome.desks)
    for reason in outcome.reasons:
        assert reason.nl
        assert reason.en
        assert "{" not in reason.nl + reason.en


# --- explanations ---------------------------------------------------------------------------------------------------


def test_explanation_names_the_municipality_and_the_term():
    outcome = triage(**resident(situation="bijstand", municipality="GM1735"))
    texts = [reason.text("nl") for reason in outcome.reasons]
    assert any("de gemeente Hof van Twente" in text for text in texts)
    assert any("antwoord binnen 3 werkdagen" in text for text in texts)
    assert any("within 3 working days" in reason.text("en") for reason in outcome.reasons)


def test_a_term_of_one_day_is_written_as_one_day():
    outcome = triage(**resident(themes=["vacancies"]))
    assert outcome.reasons[-1].nl.endswith("binnen 1 werkdag.")
    assert outcome.reasons[-1].en.endswith("within 1 working day.")


def test_terms_per_level_are_those_of_the_domain():
    days = {
        level: triage(**resident(themes=themes)).working_days
        for level, themes in {"light": ["other"], "basic": ["training"], "specialist": ["conflict_legal"]}.items()
    }
    assert days == {"light": 1, "basic": 3, "specialist": 2}


def test_reason_says_for_which_theme_a_desk_is_there():
    outcome = triage(**resident(themes=["orientation", "training_funding"]))
    (reason,) = outcome.reasons_for("twents-fonds")
    assert reason.themes == ("training_funding",)


# --- facts ----------------------------------------------------------------------------------------------------------


def test_all_wrong_facts_are_reported_together():
    wrong = resident(municipality="GM0000", situation="rich", age="40", education=None, themes=["gold"], bsn="1")
    with pytest.raises(rules.InvalidFacts) as refused:
        triage(**wrong)
    assert {error.fact: error.code for error in refused.value.errors} == {
        "municipality": "invalid",
        "situation": "invalid",
        "age": "invalid",
        "education": "missing",
        "themes": "invalid",
        "bsn": "unknown",
    }
    assert "outside" in next(error.allowed for error in refused.value.errors if error.fact == "municipality")


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"audience": None}, "audience"),
        ({"audience": ["resident"]}, "audience"),
        ({"age": True}, "age"),
        ({"age": -1}, "age"),
        ({"age": 121}, "age"),
        ({"age": None}, "age"),
        ({"themes": "training"}, "themes"),
        ({"themes": [["training"]]}, "themes"),
        ({"themes": ["find_staff"]}, "themes"),
        ({"municipality": None}, "municipality"),
    ],
)
def test_a_wrong_fact_is_named(changes, fact):
    with pytest.raises(rules.InvalidFacts) as refused:
        triage(**resident(**changes))
    assert [error.fact for error in refused.value.errors] == [fact]


def test_an_employer_has_no_age():
    with pytest.raises(rules.InvalidFacts, match="age"):
        triage(audience="employer", municipality="GM0153", themes=["other"], age=40)


def test_a_theme_given_twice_counts_once():
    assert triage(**resident(themes=["vacancies", "vacancies"])).level == "light"


@given(residents | employers)
@settings(max_examples=50, deadline=None)
def test_facts_survive_being_stored(facts):
    once = rules.Facts.from_dict(facts, municipalities=TWENTE)
    assert rules.Facts.from_dict(json.loads(json.dumps(once.as_dict())), municipalities=TWENTE) == once


def test_the_pages_of_advisors_know_every_word_of_the_triage():
    assert set(SITUATIONS) == set(vocabulary.Situation.values)
    assert set(EDUCATIONS) == set(vocabulary.Education.values)
    assert {*RESIDENT_THEMES, *EMPLOYER_THEMES} == set(vocabulary.Theme.values)


# --- the language of the rules --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": "magic"},
        {"audience": "pets"},
        {"effects": {}},
        {"effects": {"desks": "wsp"}},
        {"effects": {"desks": ["wsp"], "level": "light"}},
        {"explanation_nl": ""},
        {"conditions": [{"fact": "shoe_size", "in": ["46"]}]},
        {"conditions": [{"fact": "age"}]},
        {"conditions": [{"fact": "age", "under": "27"}]},
        {"conditions": [{"fact": "age", "under": 27, "at_least": 18}]},
        {"conditions": [{"fact": "situation", "resembles": ["ww"]}]},
        {"stage": "level", "effects": {"level": "golden"}},
        {"stage": "extra_desks", "conditions": [{"fact": "theme", "in": ["training"]}]},
    ],
)
def test_a_rule_in_another_language_is_refused(wrong):
    rule = {"code": "x", "stage": "desks", "effects": {"desks": ["wsp"]}, "explanation_nl": "Zo is het."} | wrong
    with pytest.raises(rules.InvalidRule, match=r"^x:"):
        rules.check_rule(rules.RuleData(**rule))


def test_every_level_needs_a_term():
    with pytest.raises(rules.InvalidRule):
        rules.compile_rules(version=9, working_days={"light": 1}, rules=[])


def test_without_any_rule_the_front_desk_answers():
    empty = rules.compile_rules(version=9, working_days={"light": 1, "basic": 3, "specialist": 2}, rules=[])
    outcome = rules.evaluate(rules.Facts(audience="resident", municipality="GM0153"), empty)
    assert outcome.desks == ("werkcentrum",)
    assert outcome.responsible == "werkcentrum"
    assert outcome.level == "basic"


def test_an_answer_takes_much_less_than_a_millisecond():
    facts = rules.Facts.from_dict(resident(themes=list(RESIDENT_THEMES)), municipalities=TWENTE)
    seconds = min(timeit.repeat(lambda: rules.evaluate(facts, RULE_SET), number=100, repeat=5)) / 100
    assert seconds < 0.001  # 200 microseconds is the aim; the rest is for a busy machine
