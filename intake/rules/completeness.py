"""Proof that nobody is left without a desk: every combination of facts, held against the desks that there are.

Whatever somebody comes with, a rule has to name at least one desk that exists, takes part and serves the municipality,
and who is responsible, and a level; the level has a term of at least a working day. The front desk as the answer of
last resort does not count here: it is there for the day on which this proof fails.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intake.rules.facts import AUDIENCES, Facts
from intake.rules.language import RuleSetData
from intake.rules.lean import Fired, LeanRules
from intake.rules.space import Space, age_bands

NO_RULE = "no_rule"
DESK_MISSING = "desk_missing"
DESK_ELSEWHERE = "desk_elsewhere"
NO_RESPONSIBLE = "no_responsible"
RESPONSIBLE_MISSING = "responsible_missing"
NO_LEVEL = "no_level"
NO_TERM = "no_term"
NO_FRONT_DESK = "no_front_desk"
PROBLEMS = (
    NO_RULE, DESK_MISSING, DESK_ELSEWHERE, NO_RESPONSIBLE, RESPONSIBLE_MISSING, NO_LEVEL, NO_TERM, NO_FRONT_DESK,
)  # fmt: skip
LONGEST_LIST = 50

Serves = Mapping[str, str | None]
Kind = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong with the rules, and for how many combinations of facts; `example` is one of those.

    `rule` is the rule that sends people nowhere, "" where there is none; `theme` what they asked about; `desks` the
    codes that it named in vain (organisations, for responsible_missing).
    """

    code: str
    rule: str = ""
    theme: str = ""
    desks: tuple[str, ...] = ()
    count: int = 0
    example: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is stored."""
        names = ("code", "rule", "theme", "count")
        return {name: getattr(self, name) for name in names} | {
            "desks": list(self.desks),
            "example": dict(self.example),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Problem":
        """As it was stored."""
        return cls(**{**stored, "desks": tuple(stored.get("desks", ()))})


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What the check asked and found. `problem_count` counts combinations; `problems` groups them, worst first."""

    combinations: int
    milliseconds: int
    problem_count: int
    problems: tuple[Problem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nobody is left without a desk."""
        return not self.problems


def check_completeness(
    rule_set: RuleSetData,
    *,
    municipalities: Mapping[str, str],
    desks: Serves,
    organizations: Serves | None = None,
) -> Completeness:
    """Ask every question there is.

    `desks` are those that take part, `organizations` all that can be responsible (default: only that a rule names one
    is checked): code to the municipality that it serves, None for the whole region.
    """
    started = time.perf_counter()
    space = Space(municipalities, age_bands(rule_set))
    check = _Check(LeanRules(rule_set), desks, organizations)
    wrong = sum(check.finds_something_wrong(facts) for facts in space)
    return Completeness(
        combinations=len(space),
        milliseconds=round((time.perf_counter() - started) * 1000),
        problem_count=wrong,
        problems=tuple(check.problems()[:LONGEST_LIST]),
    )


class _Check:
    """Judges once what no rule can tell apart, and counts every combination."""

    def __init__(self, lean: LeanRules, desks: Serves, organizations: Serves | None) -> None:
        self.lean = lean
        self.desks = desks
        self.organizations = organizations
        self._keys = {audience: lean.looks_at(audience) for audience in AUDIENCES}
        self._verdicts: dict[Any, tuple[Kind, ...]] = {}
        self._found: dict[Kind, Problem] = {}
        self._counts: Counter[Kind] = Counter()

    def finds_something_wrong(self, facts: Facts) -> bool:
        """Whether somebody with these facts is left without something; if so it is counted."""
        key = (facts.audience, self._keys[facts.audience](facts))
        kinds = self._verdicts.get(key)
        if kinds is None:
            problems = self._judge(facts, self.lean.fired(facts))
            kinds = self._verdicts[key] = tuple([self._note(problem, facts) for problem in problems])
        for kind in kinds:
            self._counts[kind] += 1
        return bool(kinds)

    def problems(self) -> list[Problem]:
        """What was found, the most frequent first."""
        return [replace(self._found[kind], count=count) for kind, count in self._counts.most_common()]

    def _note(self, problem: Problem, facts: Facts) -> Kind:
        """One problem for each rule that is wrong, however many desks it names in vain."""
        kind = (problem.code, problem.rule, problem.theme)
        known = self._found.get(kind) or replace(problem, example=facts.as_dict())
        self._found[kind] = replace(known, desks=tuple(dict.fromkeys((*known.desks, *problem.desks))))
        return kind

    def _judge(self, facts: Facts, fired: Fired) -> Iterable[Problem]:
        yield from self._judge_desks(facts, fired)
        yield from self._judge_responsible(facts, fired)
        if fired.level is None:
            yield Problem(code=NO_LEVEL)
        elif self.lean.rule_set.working_days[self.lean.rules[fired.level].effect[0]] < 1:
            yield Problem(code=NO_TERM, rule=fired.level)

    def _judge_desks(self, facts: Facts, fired: Fired) -> Iterable[Problem]:
        rules = [self.lean.rules[code] for code in (*fired.desks, *fired.extra) if code]
        if not rules:
            yield Problem(code=NO_RULE, theme=facts.themes[0])
        elif not any(_serves(self.desks, desk, facts) for rule in rules for desk in rule.outcome(facts)):
            named = rules[0].outcome(facts)
            code = DESK_MISSING if any(desk not in self.desks for desk in named) else DESK_ELSEWHERE
            yield Problem(code=code, rule=rules[0].data.code, desks=named)

    def _judge_responsible(self, facts: Facts, fired: Fired) -> Iterable[Problem]:
        if fired.responsible is None:
            yield Problem(code=NO_RESPONSIBLE)
        elif self.organizations is not None:
            named = self.lean.responsible_for(facts, fired.responsible)
            if not _serves(self.organizations, named, facts):
                yield Problem(code=RESPONSIBLE_MISSING, rule=fired.responsible, desks=(named,))


def _serves(those: Serves, code: str, facts: Facts) -> bool:
    return code in those and those[code] in (None, facts.municipality)
