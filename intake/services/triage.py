"""The triage as it is now: the published rules, the organisations that take part, a date for the first answer."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import timezone

from advisors.services import Reason, TriageData
from directory.models import Organization
from intake import rules
from intake.models import RuleSet
from intake.places import region_municipalities
from intake.rules.evaluation import FRONT_DESK
from werkcentrum.core.terms import calendar

_NO_RULES = rules.compile_rules(version=0, working_days={"light": 1, "basic": 3, "specialist": 2}, rules=[])


@dataclass(frozen=True)
class Triage:
    """Where a question goes: the outcome of the rules, the desks that take part, the last day of the first answer."""

    facts: rules.Facts
    outcome: rules.Outcome
    desks: Sequence[Organization]
    answer_by: datetime.date


def published_rules() -> rules.RuleSetData:
    """The rules in force; without any the front desk answers everything (one query, the rules themselves are kept)."""
    found = RuleSet.objects.published().values_list("pk", "published_at").first()
    return _compiled(*found) if found else _NO_RULES


def rules_of(version: int) -> rules.RuleSetData:
    """The rules of a version, so that an outcome can be recomputed; without such a version there are none.

    A draft, which still changes, is read anew each time.
    """
    found = RuleSet.objects.filter(version=version).first()
    if found is None:
        return _NO_RULES
    return _compiled(found.pk, found.published_at) if found.published_at else found.compiled()


@lru_cache(maxsize=16)
def _compiled(pk: int, published_at: datetime.datetime) -> rules.RuleSetData:
    """Published rules never change, so that what was read once stays right."""
    return RuleSet.objects.prefetch_related("rules").get(pk=pk).compiled()


def triage(
    facts: Mapping[str, Any], *, places: Mapping[str, str] | None = None, today: datetime.date | None = None
) -> Triage:
    """Apply the published rules to facts. Raises InvalidFacts with everything that is wrong.

    `places` are the municipalities of the region, CBS code to name, when the caller has them already.
    """
    known = rules.Facts.from_dict(facts, municipalities=region_municipalities() if places is None else places)
    return explain(known, published_rules(), today=today)


def explain(facts: rules.Facts, rule_set: rules.RuleSetData, *, today: datetime.date | None = None) -> Triage:
    """The outcome with the organisations that take part now; when none of them does, the front desk."""
    outcome = rules.evaluate(facts, rule_set)
    desks = _taking_part(outcome.desks) or _taking_part([FRONT_DESK])
    answer_by = calendar().add_working_days(today or timezone.localdate(), outcome.working_days)
    return Triage(facts=facts, outcome=outcome, desks=desks, answer_by=answer_by)


def _taking_part(codes: Sequence[str]) -> list[Organization]:
    found = Organization.objects.desks().in_bulk(list(codes), field_name="code")
    return [found[code] for code in codes if code in found]


def longest_term() -> int:
    """Within how many working days everybody hears from a person, whatever the question."""
    return max(published_rules().working_days.values())


def triage_data(found: Triage) -> TriageData:
    """The outcome as a case keeps it."""
    outcome = found.outcome
    return TriageData(
        level=outcome.level,
        responsible=outcome.responsible,
        desks=[desk.code for desk in found.desks],
        reasons=[Reason(rule=reason.rule, nl=reason.nl, en=reason.en) for reason in outcome.reasons],
        rule_set=str(outcome.rule_set),
    )
