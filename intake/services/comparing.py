"""Trying out rules: on the saved examples, and on the questions that people really asked."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from advisors.models import Case
from directory.models import Organization
from intake import rules
from intake.models import RuleSet, TriageExample
from intake.places import region_municipalities
from intake.rules.evaluation import FRONT_DESK

CHUNK = 2000


@dataclass(frozen=True)
class Verdict:
    """Who is responsible, which desks in which order, at which level."""

    responsible: str
    desks: tuple[str, ...]
    level: str


@dataclass(frozen=True)
class ExampleOutcome:
    """A saved example and what the rules make of it; `got` is None when its facts do not exist any more."""

    example: TriageExample
    expected: Verdict
    got: Verdict | None

    @property
    def changed(self) -> bool:
        """Whether it comes out otherwise than it should."""
        return self.got != self.expected


@dataclass
class CaseComparison:
    """How cases went and how they would have gone: cases per desk and per level, a case counts once for each desk.

    `unreadable` are cases without facts that the rules can read; they are left out of everything else.
    """

    total: int = 0
    changed: int = 0
    unreadable: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    levels_before: Counter[str] = field(default_factory=Counter)
    levels_after: Counter[str] = field(default_factory=Counter)

    def add(self, before: Verdict, after: Verdict, count: int) -> None:
        """Count so many cases that went alike."""
        self.total += count
        self.changed += count if before != after else 0
        self.levels_before[before.level] += count
        self.levels_after[after.level] += count
        for desk in before.desks:
            self.before[desk] += count
        for desk in after.desks:
            self.after[desk] += count


def compare_examples(rule_set: RuleSet) -> list[ExampleOutcome]:
    """What the rules make of every saved example, in their order. Raises InvalidRule."""
    places = region_municipalities()
    lean = rules.LeanRules(rule_set.compiled())
    return [
        ExampleOutcome(
            example,
            Verdict(example.responsible, tuple(example.desks), example.level),
            _verdict(lean, example.facts, places),
        )
        for example in TriageExample.objects.all()
    ]


def compare_cases(draft: RuleSet, *, since: datetime.date, until: datetime.date) -> CaseComparison:
    """How the cases opened from `since` up to and including `until` would have gone. Raises InvalidRule.

    Cases with the same facts are decided once, and counted in the database.
    """
    places, desks = region_municipalities(), taking_part()
    lean = rules.LeanRules(draft.compiled())
    comparison = CaseComparison()
    for row in _alike(Case.objects.filter(opened_at__gte=_start(since), opened_at__lt=_start(until, days=1))):
        after = _verdict(lean, row["facts"], places, desks)
        if after is None:
            comparison.unreadable += row["count"]
        else:
            comparison.add(Verdict(row["responsible"], tuple(row["desks"]), row["level"]), after, row["count"])
    return comparison


def _alike(cases: QuerySet[Case]) -> Iterator[Mapping[str, Any]]:
    """Cases grouped by what was asked and what came of it, with how many there are."""
    rows = cases.order_by().values("desks", "level", "responsible", facts=F("triage__facts"))
    return rows.annotate(count=Count("pk")).iterator(chunk_size=CHUNK)


def _start(date: datetime.date, *, days: int = 0) -> datetime.datetime:
    midnight = datetime.datetime.combine(date + datetime.timedelta(days=days), datetime.time.min)
    return timezone.make_aware(midnight)


def taking_part() -> frozenset[str]:
    """The codes of the desks that take part now."""
    return frozenset(Organization.objects.desks().values_list("code", flat=True))


def _verdict(
    lean: rules.LeanRules,
    facts: Mapping[str, Any] | None,
    places: Mapping[str, str],
    desks: Collection[str] | None = None,
) -> Verdict | None:
    """What the rules say; None for facts that cannot be read. With `desks` only those are left, or the front desk."""
    try:
        answer = lean.answer(rules.Facts.from_dict(facts or {}, municipalities=places))
    except rules.InvalidFacts:
        return None
    found = answer.desks if desks is None else of_those(answer.desks, desks)
    return Verdict(answer.responsible, found, answer.level)


def of_those(named: Sequence[str], desks: Collection[str]) -> tuple[str, ...]:
    """The desks that take part, in their order; when none does, the front desk."""
    return tuple(code for code in named if code in desks) or (FRONT_DESK,)
