"""The language in which the rules of the triage are written down, and what makes them ready for use.

A rule has a *stage*, an *audience* ("" for both), *conditions* that must all hold, and *effects*.

- `responsible`: the first rule that fits says who is responsible by law: `{"responsible": "uwv"}`.
- `desks`: for each theme, in the order given, the first rule that fits names desks: `{"desks": ["wsp", "sob"]}`.
- `extra_desks`: every rule that fits adds desks at the end: `{"desks": ["rmt"]}`.
- `level`: the first rule that fits names the level: `{"level": "light"}`.

Desk codes may hold `{municipality}`, the CBS code of the residence. A condition names a fact and one test of it:
`{"fact": "situation", "in": ["ww", "wia"]}`, `{"fact": "age", "under": 27}`. TESTS holds every test and FACTS every
fact; `theme` is the theme at hand (stage `desks`), `responsible` is the outcome of the first stage.

Explanations may hold `{municipality}` (its name) and, in the last stage, `{working_days}` ("3 werkdagen").
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.rules.facts import AUDIENCES, THEMES, Facts

LIGHT, BASIC, SPECIALIST = LEVELS = ("light", "basic", "specialist")
RESPONSIBLE, DESKS, EXTRA_DESKS, LEVEL = STAGES = ("responsible", "desks", "extra_desks", "level")


class InvalidRule(ValueError):
    """A rule does not speak the language of this module; the message says where."""


@dataclass(frozen=True, kw_only=True)
class RuleData:
    """One rule as it is stored. The explanations are a sentence each."""

    code: str
    stage: str
    audience: str = ""
    conditions: Sequence[Mapping[str, Any]] = ()
    effects: Mapping[str, Any] = field(default_factory=dict)
    explanation_nl: str = ""
    explanation_en: str = ""


@dataclass(frozen=True)
class Reason:
    """A rule that fired: its sentence per language, the desks it brought, and the themes for which it did."""

    rule: str
    stage: str
    nl: str
    en: str
    desks: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """The sentence in a language; Dutch when there is no other."""
        return self.en if language == "en" and self.en else self.nl


@dataclass(slots=True)
class Case:
    """The facts while they are looked at: with the theme at hand and what the first stage found."""

    facts: Facts
    theme: str = ""
    responsible: str = ""


Value = Callable[[Case], Any]
Test = Callable[[Case], bool]

FACTS: Mapping[str, Value] = {
    "municipality": lambda case: case.facts.municipality,
    "situation": lambda case: case.facts.situation,
    "education": lambda case: case.facts.education,
    "age": lambda case: case.facts.age,
    "startkwalificatie": lambda case: case.facts.has_startkwalificatie,
    "themes": lambda case: case.facts.themes,
    "theme_count": lambda case: len(case.facts.themes),
    "theme": lambda case: case.theme,
    "responsible": lambda case: case.responsible,
}


def _in(value: Value, wanted: Any) -> Test:
    values = frozenset(wanted)
    return lambda case: value(case) in values


def _not_in(value: Value, wanted: Any) -> Test:
    values = frozenset(wanted)
    return lambda case: value(case) not in values


def _any_of(value: Value, wanted: Any) -> Test:
    values = frozenset(wanted)
    return lambda case: not values.isdisjoint(value(case))


def _is(value: Value, wanted: Any) -> Test:
    return lambda case: value(case) == wanted


def _under(value: Value, wanted: Any) -> Test:
    def test(case: Case) -> bool:
        found = value(case)
        return found is not None and bool(found < wanted)

    return test


def _at_least(value: Value, wanted: Any) -> Test:
    def test(case: Case) -> bool:
        found = value(case)
        return found is not None and bool(found >= wanted)

    return test


TESTS: Mapping[str, tuple[Callable[[Value, Any], Test], type]] = {
    "in": (_in, list),
    "not_in": (_not_in, list),
    "any_of": (_any_of, list),
    "is": (_is, bool),
    "under": (_under, int),
    "at_least": (_at_least, int),
}
EFFECT = {
    RESPONSIBLE: ("responsible", str),
    DESKS: ("desks", list),
    EXTRA_DESKS: ("desks", list),
    LEVEL: ("level", str),
}


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule that is ready for use: its tests, and the codes that are its effect."""

    data: RuleData
    tests: tuple[Test, ...]
    effect: tuple[str, ...]

    def fits(self, case: Case) -> bool:
        """Whether every condition holds."""
        return all(test(case) for test in self.tests)

    def outcome(self, facts: Facts) -> tuple[str, ...]:
        """The effect, with the municipality filled in."""
        return tuple([code.replace("{municipality}", facts.municipality) for code in self.effect])

    def reason(
        self, facts: Facts, *, desks: tuple[str, ...] = (), themes: tuple[str, ...] = (), working_days: int = 0
    ) -> Reason:
        """Why it fired: the explanation with what it holds filled in."""
        name = facts.municipality_name or facts.municipality
        nl = self.data.explanation_nl.replace("{municipality}", name)
        en = self.data.explanation_en.replace("{municipality}", name)
        if working_days:
            one = working_days == 1
            nl = nl.replace("{working_days}", f"{working_days} werkdag{'' if one else 'en'}")
            en = en.replace("{working_days}", f"{working_days} working day{'' if one else 's'}")
        return Reason(self.data.code, self.data.stage, nl, en, desks, themes)


@dataclass(frozen=True)
class RuleSetData:
    """A version of the rules, compiled: per audience and stage in order, and for desks also per theme.

    `working_days` is the term for the first answer per level (domain 2).
    """

    version: int
    working_days: Mapping[str, int]
    stages: Mapping[tuple[str, str], tuple[CompiledRule, ...]] = field(repr=False)
    per_theme: Mapping[tuple[str, str], tuple[CompiledRule, ...]] = field(repr=False)


def compile_rules(*, version: int, working_days: Mapping[str, int], rules: Iterable[RuleData]) -> RuleSetData:
    """Prepare rules, given in order, for evaluation. Raises InvalidRule for one that cannot be read."""
    if set(working_days) != set(LEVELS) or min(working_days.values()) < 1:
        raise InvalidRule(f"Every level needs a term of at least one working day: {dict(working_days)}")
    compiled = [_compile(rule) for rule in rules]
    stages = {
        (audience, stage): tuple(
            rule for rule in compiled if rule.data.stage == stage and rule.data.audience in ("", audience)
        )
        for audience in AUDIENCES
        for stage in STAGES
    }
    per_theme = {
        (audience, theme): tuple(rule for rule in stages[audience, DESKS] if _may_fit_theme(rule.data, theme))
        for audience in AUDIENCES
        for theme in THEMES[audience]
    }
    return RuleSetData(version=version, working_days=dict(working_days), stages=stages, per_theme=per_theme)


def check_rule(rule: RuleData) -> None:
    """Raise InvalidRule when the rule does not speak the language of this module."""
    _compile(rule)


def _compile(rule: RuleData) -> CompiledRule:
    if rule.stage not in STAGES or rule.audience not in ("", *AUDIENCES):
        raise InvalidRule(f"{rule.code}: unknown stage or audience")
    name, kind = EFFECT[rule.stage]
    effect = rule.effects.get(name)
    if set(rule.effects) != {name} or not isinstance(effect, kind) or not effect:
        raise InvalidRule(f'{rule.code}: a rule of this stage has one effect, "{name}"')
    if rule.stage == LEVEL and effect not in LEVELS:
        raise InvalidRule(f"{rule.code}: unknown level {effect}")
    if not rule.explanation_nl:
        raise InvalidRule(f"{rule.code}: every rule explains itself")
    codes = (effect,) if isinstance(effect, str) else tuple(effect)
    return CompiledRule(rule, tuple(_compile_condition(rule, condition) for condition in rule.conditions), codes)


def _compile_condition(rule: RuleData, condition: Mapping[str, Any]) -> Test:
    tests = [name for name in condition if name != "fact"]
    fact = condition.get("fact")
    if fact not in FACTS or len(tests) != 1 or tests[0] not in TESTS:
        raise InvalidRule(f"{rule.code}: a condition is one test of one fact, not {dict(condition)}")
    if (fact == "theme" and rule.stage != DESKS) or (fact == "responsible" and rule.stage == RESPONSIBLE):
        raise InvalidRule(f"{rule.code}: {fact} is not known yet in stage {rule.stage}")
    make, kind = TESTS[tests[0]]
    wanted = condition[tests[0]]
    if not isinstance(wanted, kind) or (kind is int and isinstance(wanted, bool)):
        raise InvalidRule(f"{rule.code}: {fact} {tests[0]} takes a {kind.__name__}")
    return make(FACTS[str(fact)], wanted)


def _may_fit_theme(rule: RuleData, theme: str) -> bool:
    """Whether its conditions on the theme at hand leave this theme possible."""
    return all(theme in condition["in"] for condition in rule.conditions if _names_theme(condition))


def _names_theme(condition: Mapping[str, Any]) -> bool:
    return condition["fact"] == "theme" and "in" in condition
