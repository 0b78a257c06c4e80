"""Facts that stand for all others: two questions that every condition treats alike are asked once.

The space of the completeness check knows pairs of themes; a rule may ask for three. To say that a rule can never fire,
or that two rules fit the same question, one needs every number of themes. That is a great many questions, and few once
those that no condition can tell apart are taken together.
"""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake.rules.facts import EDUCATIONS, EMPLOYER, OUTSIDE, RESIDENT, SITUATIONS, THEMES, Facts
from intake.rules.language import DESKS, RESPONSIBLE, Case, CompiledRule, RuleSetData
from intake.rules.lean import LeanRules
from intake.rules.space import age_bands

MOST_KINDS = 5  # of themes in one question; rules that tell more apart are looked at with others to fill up
Conditions = Sequence[Mapping[str, Any]]


def cases(rule_set: RuleSetData, stage: str, audience: str, municipalities: Mapping[str, str]) -> Iterator[Case]:
    """One case of every kind that the rules of a stage (and who is responsible) can tell apart.

    In the stage `desks` every theme of the audience is the theme at hand in its turn.
    """
    lean = LeanRules(rule_set)
    conditions = _conditions(rule_set, stage, audience)
    people = list(_people(rule_set, conditions, audience, municipalities))
    for theme in THEMES[audience] if stage == DESKS else ("",):
        choices = list(_theme_choices(conditions, audience, at_hand=theme))
        for person, themes in itertools.product(people, choices):
            facts = replace(person, themes=themes)
            responsible = lean.responsible_for(facts, lean.fired(facts).responsible) if stage != RESPONSIBLE else ""
            yield Case(facts, theme=theme, responsible=responsible)


def _conditions(rule_set: RuleSetData, stage: str, audience: str) -> list[Mapping[str, Any]]:
    rules: Iterable[CompiledRule] = rule_set.stages[audience, stage]
    own = [condition for rule in rules for condition in rule.data.conditions]
    if all(condition["fact"] != "responsible" for condition in own):
        return own
    return own + [c for rule in rule_set.stages[audience, RESPONSIBLE] for c in rule.data.conditions]


def _people(
    rule_set: RuleSetData, conditions: Conditions, audience: str, municipalities: Mapping[str, str]
) -> Iterator[Facts]:
    places = _places(rule_set, conditions, audience, municipalities)
    if audience == EMPLOYER:
        yield from (Facts(audience=audience, municipality=place) for place in places)
        return
    situations = [found[0] for found in _alike(SITUATIONS, _signature(conditions, "situation"))]
    educations = [found[0] for found in _alike(EDUCATIONS, _education(conditions))]
    for place, situation, age, education in itertools.product(places, situations, age_bands(rule_set), educations):
        yield Facts(audience=RESIDENT, municipality=place, situation=situation, age=age, education=education)


def _alike(values: Iterable[str], signature: Callable[[str], Hashable]) -> list[list[str]]:
    """The values in groups that have the same signature."""
    groups: dict[Hashable, list[str]] = {}
    for value in values:
        groups.setdefault(signature(value), []).append(value)
    return list(groups.values())


def _signature(conditions: Conditions, fact: str) -> Callable[[str], Hashable]:
    lists = [frozenset(values) for values in _lists(conditions, fact)]
    return lambda value: tuple(value in values for values in lists)


def _lists(conditions: Conditions, fact: str) -> Iterator[Sequence[str]]:
    """What the conditions on a fact compare with, when that is a list."""
    for condition in conditions:
        if condition["fact"] == fact:
            yield from (value for name, value in condition.items() if name != "fact" and isinstance(value, list))


def _education(conditions: Conditions) -> Callable[[str], Hashable]:
    listed = _signature(conditions, "education")
    return lambda value: (
        listed(value),
        Facts(audience=RESIDENT, municipality="", education=value).has_startkwalificatie,
    )


def _places(
    rule_set: RuleSetData, conditions: Conditions, audience: str, municipalities: Mapping[str, str]
) -> list[str]:
    """Outside, and one municipality of each kind; a responsible organisation that is named may be a municipal one."""
    listed = _signature(conditions, "municipality")
    named = {code for values in _lists(conditions, "responsible") for code in values}
    effects = [rule.effect[0] for rule in rule_set.stages[audience, RESPONSIBLE]]

    def signature(place: str) -> Hashable:
        filled = {effect.replace("{municipality}", place) for effect in effects if "{" in effect}
        return place == OUTSIDE, listed(place), frozenset(filled & named)

    return [found[0] for found in _alike((*municipalities, OUTSIDE), signature)]


def _theme_choices(conditions: Conditions, audience: str, *, at_hand: str) -> Iterator[tuple[str, ...]]:
    """Of every choice of themes that conditions can tell apart, one: which kinds are in it, and how many in all.

    With a theme `at_hand` that one is in all of them.
    """
    first = (at_hand,) if at_hand else ()
    others = [theme for theme in THEMES[audience] if theme != at_hand]
    kinds = _alike(others, _signature(conditions, "themes"))
    borders = _count_borders(conditions)
    spare = others if len(kinds) > MOST_KINDS else []
    for number in range(1 - len(first), min(len(kinds), MOST_KINDS) + 1):
        for chosen in itertools.combinations(kinds, number):
            themes = [*first, *_one_of_each_first(chosen, spare)]
            least = len(first) + number
            for count in sorted({least, *(border for border in borders if least < border <= len(themes))}):
                yield tuple(themes[:count])


def _one_of_each_first(kinds: Sequence[Sequence[str]], spare: Iterable[str]) -> Iterable[str]:
    """One theme of each kind, then the others of these kinds, then what else there is."""
    rest = itertools.chain.from_iterable(kind[1:] for kind in kinds)
    return dict.fromkeys(itertools.chain((kind[0] for kind in kinds), rest, spare))


def _count_borders(conditions: Conditions) -> set[int]:
    found: set[int] = set()
    for condition in conditions:
        if condition["fact"] == "theme_count":
            for wanted in (value for name, value in condition.items() if name != "fact"):
                found |= {wanted} if isinstance(wanted, int) else {n for each in wanted for n in (each, each + 1)}
    return found
