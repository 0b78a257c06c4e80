"""The order of the rules: which rules get in each other's way, and so where one goes when it moves or is new."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake.rules.facts import AUDIENCES, THEMES
from intake.rules.language import DESKS, RuleData

UP, DOWN = "up", "down"


def topics_of(rule: RuleData) -> frozenset[tuple[str, str]]:
    """For whom, and (desks) about which topics a rule can count: pairs of audience and theme."""
    audiences = [rule.audience] if rule.audience else AUDIENCES
    named = [condition for condition in rule.conditions if rule.stage == DESKS and condition.get("fact") == "theme"]
    return frozenset(
        (audience, theme)
        for audience in audiences
        for theme in THEMES[audience]
        if all(_allows(condition, theme) for condition in named)
    )


def _allows(condition: Mapping[str, Any], theme: str) -> bool:
    return theme in condition["in"] if "in" in condition else theme not in condition.get("not_in", ())


def meet(one: RuleData, other: RuleData) -> bool:
    """Whether their order can make a difference: same stage, and a person and topic that both may be about."""
    return one.stage == other.stage and not topics_of(one).isdisjoint(topics_of(other))


def neighbour(rules: Sequence[RuleData], code: str, direction: str) -> str | None:
    """The code of the nearest rule above or below that the order makes a difference with."""
    place = next(index for index, rule in enumerate(rules) if rule.code == code)
    candidates = reversed(rules[:place]) if direction == UP else iter(rules[place + 1 :])
    return next((rule.code for rule in candidates if meet(rule, rules[place])), None)


def moved(rules: Sequence[RuleData], code: str, direction: str) -> list[str]:
    """The codes in their new order; the same order when there is nothing to pass."""
    codes = [rule.code for rule in rules]
    passed = neighbour(rules, code, direction)
    if passed is None:
        return codes
    codes.remove(code)
    codes.insert(codes.index(passed) + (direction == DOWN), code)
    return codes


def place_for(rules: Sequence[RuleData], new: RuleData) -> int:
    """Where a new rule goes: before the first one that fits whenever it does, else after the last one it meets.

    Behind a rule that always fits first, it would never count.
    """
    for index, rule in enumerate(rules):
        if meet(rule, new) and covers(rule, new):
            return index
    same_stage = [index for index, rule in enumerate(rules) if rule.stage == new.stage]
    met = [index for index in same_stage if meet(rules[index], new)]
    return (met or same_stage or [len(rules) - 1])[-1] + 1


def covers(general: RuleData, special: RuleData) -> bool:
    """Whether the first fits whenever the second does, as far as their conditions show it fact by fact."""
    return general.audience in ("", special.audience) and all(
        any(_implies(narrow, wide) for narrow in special.conditions) for wide in general.conditions
    )


def _implies(narrow: Mapping[str, Any], wide: Mapping[str, Any]) -> bool:
    if narrow.get("fact") != wide.get("fact") or set(narrow) != set(wide):
        return False
    test = next(name for name in wide if name != "fact")
    mine, other = narrow[test], wide[test]
    if test in ("in", "any_of"):
        return set(mine) <= set(other)
    if test == "not_in":
        return set(mine) >= set(other)
    return bool(mine <= other if test == "under" else mine >= other if test == "at_least" else mine == other)
