"""Reference data: the first set of rules, which gives exactly domain 4, and the worked cases of the region."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from intake import rules
from intake.models import Rule, RuleSet, TriageExample
from intake.workflow import RuleSetStatus

RULE_SET_1 = Path(__file__).parent / "data" / "rule_set_1.json"
EXAMPLES = Path(__file__).parent / "data" / "examples.json"


def load() -> None:
    """Publish rule set 1, unless there are rules already; add the examples that are not there yet."""
    _load_examples()
    _load_rules()


def _load_examples() -> None:
    """By their title; an example that somebody changed stays as it is."""
    known = set(TriageExample.objects.values_list("title", flat=True))
    shipped = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    TriageExample.objects.bulk_create(TriageExample(**each) for each in shipped if each["title"] not in known)


def _load_rules() -> None:
    if RuleSet.objects.exists():
        return
    stored = _stored()
    with transaction.atomic():
        rule_set = RuleSet.objects.create(
            version=stored["version"],
            notes=stored["notes"],
            **{f"days_{level}": days for level, days in stored["working_days"].items()},
        )
        Rule.objects.bulk_create(
            Rule(rule_set=rule_set, order=order, **rule) for order, rule in enumerate(stored["rules"], start=1)
        )
        now = timezone.now()
        RuleSet.objects.filter(pk=rule_set.pk).update(status=RuleSetStatus.PUBLISHED, published_at=now, valid_from=now)


def rule_set_1() -> rules.RuleSetData:
    """The first set of rules as it was shipped, ready for evaluation, without a database."""
    stored = _stored()
    known = ("code", "stage", "audience", "conditions", "effects", "explanation_nl", "explanation_en")
    return rules.compile_rules(
        version=stored["version"],
        working_days=stored["working_days"],
        rules=[rules.RuleData(**{name: rule[name] for name in known}) for rule in stored["rules"]],
    )


def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(RULE_SET_1.read_text(encoding="utf-8"))
    return stored
