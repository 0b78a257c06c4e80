"""The same decision as `evaluate`, without the sentences, for hundreds of thousands of questions at a time.

Each stage is decided once for what its rules look at, and looked up afterwards: rules that ask for the situation and
the municipality give the same answer for every age. A test holds it against `evaluate`.
"""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from intake.rules.evaluation import FRONT_DESK
from intake.rules.facts import AUDIENCES, Facts
from intake.rules.language import BASIC, DESKS, EXTRA_DESKS, LEVEL, RESPONSIBLE, STAGES, Case, CompiledRule, RuleSetData

READS = {
    "municipality": "municipality",
    "situation": "situation",
    "education": "education",
    "startkwalificatie": "has_startkwalificatie",
    "age": "age",
    "themes": "themes",
    "theme_count": "themes",
}
Key = Callable[[Facts], Any]


class Fired(NamedTuple):
    """Which rules decide, by their code; None where no rule does. `desks` has one per theme, in their order."""

    responsible: str | None
    desks: tuple[str | None, ...]
    extra: tuple[str, ...]
    level: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome without its reasons."""

    responsible: str
    desks: tuple[str, ...]
    level: str
    working_days: int


class LeanRules:
    """A set of rules that remembers what it decided."""

    def __init__(self, rule_set: RuleSetData) -> None:
        self.rule_set = rule_set
        self.rules = {rule.data.code: rule for rules in rule_set.stages.values() for rule in rules}
        self._keys: dict[tuple[str, str], Key] = {}
        for audience in AUDIENCES:
            for stage in STAGES:
                self._keys[audience, stage] = _key(rule_set.stages[audience, stage])
        self._responsible: dict[Any, str | None] = {}
        self._desks: dict[Any, str | None] = {}
        self._extra: dict[Any, tuple[str, ...]] = {}
        self._level: dict[Any, str | None] = {}

    def looks_at(self, audience: str) -> Key:
        """A function that takes from the facts what any rule looks at, with the municipality and the themes."""
        rules = itertools.chain.from_iterable(self.rule_set.stages[audience, stage] for stage in STAGES)
        return _key(rules, always=("municipality", "themes"))

    def fired(self, facts: Facts) -> Fired:
        """The rules that decide about these facts."""
        audience = facts.audience
        key = (audience, self._keys[audience, RESPONSIBLE](facts))
        try:
            responsible = self._responsible[key]
        except KeyError:
            rules = self.rule_set.stages[audience, RESPONSIBLE]
            responsible = self._responsible[key] = _first(rules, Case(facts))
        read = self._keys[audience, DESKS](facts)
        desks = tuple([self._for_theme(facts, theme, responsible, read) for theme in facts.themes])
        return Fired(responsible, desks, self._added(facts, responsible), self._level_of(facts, responsible))

    def answer(self, facts: Facts) -> Answer:
        """What `evaluate` would say, but why."""
        fired = self.fired(facts)
        codes = dict.fromkeys(code for code in (*fired.desks, *fired.extra) if code)
        desks = tuple(dict.fromkeys(desk for code in codes for desk in self.rules[code].outcome(facts)))
        level = self.rules[fired.level].effect[0] if fired.level else BASIC
        return Answer(
            self.responsible_for(facts, fired.responsible),
            desks or (FRONT_DESK,),
            level,
            self.rule_set.working_days[level],
        )

    def _for_theme(self, facts: Facts, theme: str, responsible: str | None, read: Any) -> str | None:
        key = (facts.audience, theme, responsible, facts.municipality, read)
        try:
            return self._desks[key]
        except KeyError:
            case = Case(facts, theme=theme, responsible=self.responsible_for(facts, responsible))
            found = self._desks[key] = _first(self.rule_set.per_theme[facts.audience, theme], case)
            return found

    def _added(self, facts: Facts, responsible: str | None) -> tuple[str, ...]:
        key = (facts.audience, responsible, facts.municipality, self._keys[facts.audience, EXTRA_DESKS](facts))
        try:
            return self._extra[key]
        except KeyError:
            case = Case(facts, responsible=self.responsible_for(facts, responsible))
            rules = self.rule_set.stages[facts.audience, EXTRA_DESKS]
            found = self._extra[key] = tuple(rule.data.code for rule in rules if rule.fits(case))
            return found

    def _level_of(self, facts: Facts, responsible: str | None) -> str | None:
        key = (facts.audience, responsible, facts.municipality, self._keys[facts.audience, LEVEL](facts))
        try:
            return self._level[key]
        except KeyError:
            case = Case(facts, responsible=self.responsible_for(facts, responsible))
            found = self._level[key] = _first(self.rule_set.stages[facts.audience, LEVEL], case)
            return found

    def responsible_for(self, facts: Facts, code: str | None) -> str:
        """The organisation that this rule makes responsible; without a rule the front desk."""
        return self.rules[code].outcome(facts)[0] if code else FRONT_DESK


def _first(rules: Iterable[CompiledRule], case: Case) -> str | None:
    return next((rule.data.code for rule in rules if rule.fits(case)), None)


def _key(rules: Iterable[CompiledRule], *, always: Iterable[str] = ()) -> Key:
    """A function that takes from the facts only what these rules look at."""
    facts = {condition["fact"] for rule in rules for condition in rule.data.conditions}
    names = sorted({READS[fact] for fact in facts if fact in READS}.union(always))
    return attrgetter(*names) if names else lambda _facts: None
