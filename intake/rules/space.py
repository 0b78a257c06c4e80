"""Every combination of facts that somebody can come with, as far as the rules can tell them apart.

Both audiences; of residents every situation, age band, finished education and municipality (or outside the region), and
of everybody: no theme, each theme, and each pair of themes. A pair is taken in one order only: the order of the themes
decides in which order the desks are shown, never which desks, the level or who is responsible.
"""

import itertools
from collections.abc import Iterator, Mapping

from intake.rules.facts import (
    AGES,
    EDUCATIONS,
    EMPLOYER,
    OTHER,
    OUTSIDE,
    RESIDENT,
    SITUATIONS,
    THEMES,
    Facts,
)
from intake.rules.language import RuleSetData

USUAL_AGE = 40
STATUTORY_AGES = frozenset({27})  # domain 4: the Doorstroompunt is there for people under 27


def age_bands(rule_set: RuleSetData | None = None) -> tuple[int, ...]:
    """One age of each band between the ages that the rules compare with: the last before a border, or on it."""
    borders = {*STATUTORY_AGES, *(_borders(rule_set) if rule_set else ())}
    known = sorted(border for border in borders if AGES.start < border < AGES.stop)
    return (*(border - 1 for border in known), max(known[-1], USUAL_AGE))


def _borders(rule_set: RuleSetData) -> Iterator[int]:
    """The ages at which some condition starts or stops to hold."""
    rules = itertools.chain.from_iterable(rule_set.stages.values())
    for condition in itertools.chain.from_iterable(rule.data.conditions for rule in rules):
        if condition["fact"] != "age":
            continue
        for wanted in (value for name, value in condition.items() if name != "fact"):
            if isinstance(wanted, int):
                yield wanted
            else:
                yield from (border for age in wanted if isinstance(age, int) for border in (age, age + 1))


class Space:
    """Iterates over the facts; `len()` is how many there are.

    `municipalities` are those of the region, CBS code to name; `ages` one of each age band.
    """

    def __init__(self, municipalities: Mapping[str, str], ages: tuple[int, ...] | None = None) -> None:
        self.places = {**municipalities, OUTSIDE: ""}
        self.ages = age_bands() if ages is None else ages

    def __len__(self) -> int:
        people = len(self.places) * len(SITUATIONS) * len(self.ages) * len(EDUCATIONS)
        return people * len(theme_choices(RESIDENT)) + len(self.places) * len(theme_choices(EMPLOYER))

    def __iter__(self) -> Iterator[Facts]:
        yield from self._employers()
        yield from self._residents()

    def _employers(self) -> Iterator[Facts]:
        for (code, name), themes in itertools.product(self.places.items(), theme_choices(EMPLOYER)):
            yield Facts(audience=EMPLOYER, municipality=code, municipality_name=name, themes=themes)

    def _residents(self) -> Iterator[Facts]:
        choices = theme_choices(RESIDENT)
        people = itertools.product(self.places.items(), SITUATIONS, self.ages, EDUCATIONS)
        for (code, name), situation, age, education in people:
            for themes in choices:
                yield Facts(
                    audience=RESIDENT,
                    municipality=code,
                    municipality_name=name,
                    themes=themes,
                    situation=situation,
                    age=age,
                    education=education,
                )


def theme_choices(audience: str) -> list[tuple[str, ...]]:
    """No theme (which counts as `other`), each theme, and each pair of themes."""
    themes = THEMES[audience]
    return [(OTHER,), *((theme,) for theme in themes), *itertools.combinations(themes, 2)]
