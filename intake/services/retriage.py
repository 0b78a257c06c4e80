"""Deciding stored cases again: with the rules that they were decided with (nothing may differ), or with others."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from advisors.models import Case
from intake import rules
from intake.models import RuleSet
from intake.places import region_municipalities
from intake.rules.evaluation import FRONT_DESK
from intake.services.comparing import CHUNK, Verdict, of_those, taking_part
from intake.services.triage import rules_of

SAME, DIFFERENT, NOT_TRIAGED, UNREADABLE = "same", "different", "not_triaged", "unreadable"


class NoSuchVersion(LookupError):
    """There are no rules of this version."""


@dataclass(frozen=True)
class Retriaged:
    """A case as it was decided and as it is decided now. `result` is one of the four words above.

    not_triaged: it has no facts or no version of the rules. unreadable: its facts, or its rules, are not there any
    more; `why` says which.
    """

    reference: str
    result: str
    version: int | None = None
    before: Verdict | None = None
    after: Verdict | None = None
    why: str = ""


def retriage(*, version: int | None = None, since: datetime.date | None = None) -> Iterator[Retriaged]:
    """Decide every case again (opened from a date on), in order of opening; changes nothing.

    With a `version` by those rules, else each by its own. Of its own rules a case keeps the desks that took part on
    its day; that desks have come or gone since is no difference. Raises NoSuchVersion.
    """
    if version is not None and not RuleSet.objects.filter(version=version).exists():
        raise NoSuchVersion(version)
    places, desks = region_municipalities(), taking_part()
    cases = Case.objects.order_by("opened_at", "pk")
    if since is not None:
        start = datetime.datetime.combine(since, datetime.time.min)
        cases = cases.filter(opened_at__gte=timezone.make_aware(start))
    lean = cache(_lean)
    rows = cases.values("reference", "responsible", "desks", "level", "triage")
    for row in rows.iterator(chunk_size=CHUNK):
        own = _version_of(row["triage"])
        used = own if version is None else version
        if used is None or not row["triage"].get("facts"):
            yield Retriaged(row["reference"], NOT_TRIAGED)
        else:
            yield _decide(row, used, lean(used), places, desks if used != own else None)


def _lean(version: int) -> rules.LeanRules | None:
    """Version 0 is the portal before there were rules."""
    known = version == 0 or RuleSet.objects.filter(version=version).exists()
    return rules.LeanRules(rules_of(version)) if known else None


def _version_of(triage: Mapping[str, Any]) -> int | None:
    found = str(triage.get("rule_set", ""))
    return int(found) if found.isdigit() else None


def _decide(
    row: Mapping[str, Any],
    version: int,
    lean: rules.LeanRules | None,
    places: Mapping[str, str],
    desks: frozenset[str] | None,
) -> Retriaged:
    reference, before = row["reference"], Verdict(row["responsible"], tuple(row["desks"]), row["level"])
    if lean is None:
        return Retriaged(reference, UNREADABLE, version, before, why=f"no rules of version {version}")
    try:
        answer = lean.answer(rules.Facts.from_dict(row["triage"]["facts"], municipalities=places))
    except rules.InvalidFacts as wrong:
        return Retriaged(reference, UNREADABLE, version, before, why=str(wrong))
    found = of_those(answer.desks, desks) if desks is not None else _as_it_was(answer.desks, before.desks)
    after = Verdict(answer.responsible, found, answer.level)
    return Retriaged(reference, SAME if after == before else DIFFERENT, version, before, after)


def _as_it_was(named: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """The desks that the rules name, less those that did not take part on the day of the case."""
    left = tuple(code for code in named if code in stored)
    if left == tuple(stored):
        return left
    return (FRONT_DESK,) if tuple(stored) == (FRONT_DESK,) else tuple(named)
