"""Small worlds for the rules: random sets of rules, random facts, and the organisations of a region by their codes."""

from hypothesis import strategies as st

from intake import rules
from intake.rules.facts import AGES, EDUCATIONS, EMPLOYER_THEMES, OUTSIDE, RESIDENT_THEMES, SITUATIONS
from intake.rules.language import STAGES

DAYS = {"light": 1, "basic": 3, "specialist": 2}
PLACES = {"GM0001": "Aa", "GM0002": "Bee"}
REGIONAL = (
    "werkcentrum", "uwv", "werkplein", "wsp", "leerwerkloket", "loopbaanstation", "twents-fonds", "rmt",
    "doorstroompunt", "vakbonden", "sob", "sbb", "roz", "grensinfopunt", "taalpunt",
)  # fmt: skip
NAMED = ("werkcentrum", "uwv", "werkplein", "schuldhulp-{municipality}")


def desks_of(places):
    """The desks of a region: code to the municipality that each serves."""
    return (
        dict.fromkeys(REGIONAL)
        | {f"schuldhulp-{code}": code for code in places}
        | {f"gemeente-{code}": code for code in places}
    )


def organizations_of(places):
    """Who can be responsible."""
    return desks_of(places) | {"sociale-partners": None, "werkcentrum-other-region": None}


def rule(code, *, stage="desks", audience="", conditions=(), effects=None, nl="Zo is het.", en="So it is."):
    """A rule that sends everybody to the front desk, unless told otherwise."""
    return rules.RuleData(
        code=code,
        stage=stage,
        audience=audience,
        conditions=list(conditions),
        effects=effects or {"desks": ["werkcentrum"]},
        explanation_nl=nl,
        explanation_en=en,
    )


def some(values, *, most=4):
    """A few of these."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def every_fact(*, places=tuple(PLACES)):
    """Whatever somebody comes with, up to all themes at once."""
    place = st.sampled_from((*places, OUTSIDE))
    residents = st.builds(
        rules.Facts,
        audience=st.just("resident"),
        municipality=place,
        themes=some(RESIDENT_THEMES, most=13).map(tuple),
        situation=st.sampled_from(SITUATIONS),
        age=st.integers(AGES.start, AGES.stop - 1),
        education=st.sampled_from(EDUCATIONS),
    )
    themes = some(EMPLOYER_THEMES, most=8).map(tuple)
    employers = st.builds(rules.Facts, audience=st.just("employer"), municipality=place, themes=themes)
    return residents | employers


def conditions_of(stage, places, *, few_topics=False):
    """One condition that a rule of this stage may have; with `few_topics` none about several of them together."""
    themes = (*RESIDENT_THEMES, *EMPLOYER_THEMES)
    lists = {"municipality": (*places, OUTSIDE), "situation": SITUATIONS, "education": EDUCATIONS}
    choices = [
        *(
            st.builds(
                lambda values, test, fact=fact: {"fact": fact, test: values}, some(values), st.sampled_from(TESTS)
            )
            for fact, values in lists.items()
        ),
        st.booleans().map(lambda value: {"fact": "startkwalificatie", "is": value}),
        st.builds(
            lambda age, test: {"fact": "age", test: age}, st.sampled_from((18, 27, 67)), st.sampled_from(NUMBERS)
        ),
    ]
    if not few_topics:
        choices.append(some(themes).map(lambda values: {"fact": "themes", "any_of": values}))
        count = st.builds(lambda n, test: {"fact": "theme_count", test: n}, st.integers(1, 4), st.sampled_from(NUMBERS))
        choices.append(count)
    if stage == "desks":
        choices.append(some(themes).map(lambda values: {"fact": "theme", "in": values}))
    if stage != "responsible":
        values = some([name.replace("{municipality}", places[0]) for name in NAMED])
        choices.append(values.map(lambda found: {"fact": "responsible", "in": found}))
    return st.one_of(choices)


TESTS = ("in", "not_in")
NUMBERS = ("under", "at_least")


def effects_of(stage):
    """An effect that a rule of this stage may have."""
    if stage == "responsible":
        return st.sampled_from(NAMED).map(lambda code: {"responsible": code})
    if stage == "level":
        return st.sampled_from(sorted(DAYS)).map(lambda level: {"level": level})
    return some(NAMED, most=2).map(lambda codes: {"desks": codes})


@st.composite
def rule_sets(draw, *, places=tuple(PLACES), complete=False, few_topics=False):
    """Any set of rules; a `complete` one ends each stage with a rule for everybody."""
    found = []
    for stage in STAGES:
        for _number in range(draw(st.integers(0, 4))):
            found.append(
                rule(
                    f"rule-{len(found)}",
                    stage=stage,
                    audience=draw(st.sampled_from(("", "resident", "employer"))),
                    conditions=draw(st.lists(conditions_of(stage, places, few_topics=few_topics), max_size=3)),
                    effects=draw(effects_of(stage)),
                )
            )
        if complete and stage != "extra_desks":
            found.append(rule(f"rule-{len(found)}", stage=stage, effects=draw(effects_of(stage))))
    return rules.compile_rules(version=9, working_days=DAYS, rules=found)
