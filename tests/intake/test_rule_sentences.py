import pytest
from django.utils import translation

from intake import reference
from intake.rules import RuleData
from intake.rules.difference import difference
from intake.rules.ordering import DOWN, UP, covers, meet, moved, neighbour, place_for
from intake.rules.sentences import Words, sentence
from intake.wording.rules import words

DAYS = {"light": 1, "basic": 3, "specialist": 2}
SHIPPED = reference._stored()["rules"]


def rule_data(**fields):
    known = ("code", "stage", "audience", "conditions", "effects", "explanation_nl", "explanation_en")
    data = {"code": "a", "stage": "desks", "effects": {"desks": ["uwv"]}, "explanation_nl": "Zo."} | fields
    return RuleData(**{name: value for name, value in data.items() if name in known})


def said(language="nl", names=None, **fields):
    with translation.override(language):
        return str(sentence(rule_data(**fields), names or Words(), working_days=DAYS))


# --- sentences ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("front_door")
def test_every_shipped_rule_reads_as_one_sentence_without_codes(language):
    assert len(SHIPPED) > 40
    with translation.override(language):
        names = words()
        texts = {stored["code"]: str(sentence(rule_data(**stored), names, working_days=DAYS)) for stored in SHIPPED}
    for stored in SHIPPED:
        text = texts[stored["code"]]
        assert text.endswith("."), text
        assert text[0].isupper(), text
        assert not set("{}[]_%") & set(text), text
        values = [
            value for condition in stored["conditions"] for value in condition.values() if isinstance(value, list)
        ]
        codes = [code for codes in values for code in codes if "_" in code or code.startswith("GM")]
        assert not [code for code in codes if code in text], text


@pytest.mark.parametrize(
    ("code", "nl", "en"),
    [
        (
            "responsible-uwv",
            "Als een inwoner WW, WIA, Wajong of Ziektewet heeft, dan is UWV verantwoordelijk.",
            "If a resident has WW, WIA, Wajong or Ziektewet, then UWV is responsible.",
        ),
        (
            "responsible-employer",
            "Voor elke andere werkgever is WerkgeversServicepunt Twente verantwoordelijk.",
            "For every other employer WerkgeversServicepunt Twente is responsible.",
        ),
        (
            "responsible-doorstroompunt",
            (
                "Als een inwoner in de situatie “Geen werk en geen uitkering”, “Student of leerling” of “Een andere "
                "situatie” zit en jonger dan 27 is en geen startkwalificatie heeft, dan is Doorstroompunt Twente "
                "verantwoordelijk."
            ),
            (
                "If a resident is in the situation “No work and no benefit”, “Student” or “Another situation” and is "
                "younger than 27 and has no startkwalificatie, then Doorstroompunt Twente is responsible."
            ),
        ),
        (
            "debts-income",
            (
                "Als een inwoner een vraag heeft over “Inkomen en schulden”, dan gaat de vraag naar de schuldhulp van "
                "de gemeente waar iemand woont."
            ),
            (
                "If a resident has a question about “Income and debts”, then the question goes to the debt help of the "
                "municipality where the person lives."
            ),
        ),
        (
            "level-basic",
            "In alle andere gevallen is het niveau van de hulp basis, met antwoord binnen 3 werkdagen.",
            "In all other cases the level of help is basic, with an answer within 3 working days.",
        ),
    ],
)
@pytest.mark.usefixtures("front_door")
def test_a_coordinator_reads_what_a_rule_does(code, nl, en):
    stored = next(rule for rule in SHIPPED if rule["code"] == code)
    names = words()
    assert said("nl", names, **stored) == nl
    assert said("en", names, **stored) == en


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ({"fact": "municipality", "not_in": ["outside"]}, "in de regio woont"),
        ({"fact": "municipality", "in": ["GM0153", "outside"]}, "in Enschede of een plaats buiten de regio woont"),
        ({"fact": "municipality", "not_in": ["GM0153"]}, "niet in Enschede woont"),
        ({"fact": "situation", "not_in": ["ww"]}, "niet in de situatie “Krijgt WW” zit"),
        ({"fact": "education", "in": ["mbo2"]}, "“Mbo 2” als hoogste diploma heeft"),
        ({"fact": "education", "not_in": ["mbo2"]}, "een ander hoogste diploma heeft dan “Mbo 2”"),
        ({"fact": "age", "at_least": 55}, "55 jaar of ouder is"),
        ({"fact": "startkwalificatie", "is": True}, "een startkwalificatie heeft"),
        ({"fact": "theme_count", "at_least": 3}, "over 3 of meer onderwerpen vraagt"),
        ({"fact": "theme_count", "under": 3}, "over minder dan 3 onderwerpen vraagt"),
        ({"fact": "theme", "not_in": ["training"]}, "een vraag heeft over iets anders dan “Opleiding”"),
        ({"fact": "responsible", "not_in": ["uwv"]}, "niet onder UWV valt"),
    ],
)
def test_every_test_of_every_fact_can_be_said(condition, part):
    names = Words(
        organizations={"uwv": "UWV"},
        municipalities={"GM0153": "Enschede"},
        themes={"training": "Opleiding"},
        educations={"mbo2": "Mbo 2"},
        situations={"ww": "Krijgt WW"},
    )
    assert (
        said(names=names, audience="resident", conditions=[condition])
        == f"Als een inwoner {part}, dan gaat de vraag naar UWV."
    )


def test_all_municipalities_are_said_in_one_breath():
    names = Words(municipalities={"GM1": "Aa", "GM2": "Bee"})
    condition = {"fact": "responsible", "in": ["gemeente-GM1", "gemeente-GM2", "uwv"]}
    assert "onder een gemeente of uwv valt" in said(names=names, audience="resident", conditions=[condition])


def test_employers_and_everybody_have_their_own_words():
    outside = [{"fact": "municipality", "in": ["outside"]}]
    assert "een werkgever buiten de regio gevestigd is" in said(audience="employer", conditions=outside)
    assert "iemand van buiten de regio komt" in said(audience="", conditions=outside)
    assert said(stage="extra_desks").startswith("Voor iedereen gaat de vraag ook naar")


# --- order ----------------------------------------------------------------------------------------------------------


def about(code, *themes, audience="resident", stage="desks", more=()):
    conditions = [{"fact": "theme", "in": list(themes)}] if themes else []
    return rule_data(code=code, audience=audience, stage=stage, conditions=[*conditions, *more])


WW = {"fact": "situation", "in": ["ww"]}
RULES = [
    about("everything-ww", more=[WW]),
    about("training-ww", "training", more=[WW]),
    about("vacancies", "vacancies"),
    about("training", "training"),
    about("employers", audience="employer"),
    about("level", stage="level", audience=""),
]


def test_rules_meet_when_their_order_can_make_a_difference():
    everything, training_ww, vacancies, training, employers, level = RULES
    assert meet(everything, vacancies)
    assert meet(training_ww, training)
    assert not meet(training, vacancies)
    assert not meet(training, employers)
    assert not meet(training, level)


def test_a_rule_moves_past_the_next_one_it_meets_and_no_further():
    codes = [rule.code for rule in RULES]
    assert neighbour(RULES, "training", UP) == "training-ww"
    assert moved(RULES, "training", UP)[:3] == ["everything-ww", "training", "training-ww"]
    assert moved(RULES, "everything-ww", DOWN)[:2] == ["training-ww", "everything-ww"]
    assert moved(RULES, "everything-ww", UP) == codes
    assert moved(RULES, "employers", UP) == codes


def test_a_new_rule_comes_before_the_first_one_that_would_always_fit():
    young = {"fact": "age", "under": 27}
    assert place_for(RULES, about("new", "training", more=[young])) == 3  # not before who has WW: that is another thing
    assert place_for(RULES, about("new", "training", more=[young, WW])) == 0
    assert place_for(RULES, about("new", "orientation")) == 1  # after what it meets: no more general rule follows
    assert place_for(RULES, about("new", stage="extra_desks")) == len(RULES)
    assert place_for([], about("new")) == 0


@pytest.mark.parametrize(
    ("narrow", "wide", "does"),
    [
        ({"fact": "age", "under": 18}, {"fact": "age", "under": 27}, True),
        ({"fact": "age", "under": 30}, {"fact": "age", "under": 27}, False),
        ({"fact": "age", "at_least": 60}, {"fact": "age", "at_least": 55}, True),
        ({"fact": "age", "at_least": 20}, {"fact": "age", "under": 27}, False),
        ({"fact": "situation", "in": ["ww"]}, {"fact": "situation", "in": ["ww", "wia"]}, True),
        ({"fact": "situation", "in": ["ww", "none"]}, {"fact": "situation", "in": ["ww", "wia"]}, False),
        ({"fact": "situation", "not_in": ["ww", "wia"]}, {"fact": "situation", "not_in": ["ww"]}, True),
        ({"fact": "startkwalificatie", "is": True}, {"fact": "startkwalificatie", "is": True}, True),
        ({"fact": "startkwalificatie", "is": True}, {"fact": "startkwalificatie", "is": False}, False),
        ({"fact": "age", "under": 18}, {"fact": "theme_count", "under": 18}, False),
    ],
)
def test_a_condition_covers_a_narrower_one(narrow, wide, does):
    general, special = rule_data(conditions=[wide]), rule_data(conditions=[narrow], audience="resident")
    assert covers(general, special) is does
    assert not covers(special, general) or not does


# --- differences ----------------------------------------------------------------------------------------------------


def test_what_makes_one_version_different_from_another():
    before = [about("a", "training"), about("b", "training"), about("c", "training"), about("d", "training")]
    after = [about("c", "training"), about("a", "vacancies"), about("d", "training"), about("e", "training")]
    found = difference(before, after)
    assert [rule.code for rule in found.added] == ["e"]
    assert [rule.code for rule in found.removed] == ["b"]
    assert [(change.after.code, change.parts, change.decides) for change in found.changed] == [
        ("a", ("conditions",), True)
    ]
    assert [rule.code for rule in found.moved] == ["c"]
    assert found.count == 4
    assert difference(before, before).count == 0


def test_another_sentence_for_clients_does_not_decide():
    found = difference([rule_data()], [rule_data(explanation_nl="Anders.")])
    assert found.changed[0].parts == ("explanation_nl",)
    assert not found.changed[0].decides
