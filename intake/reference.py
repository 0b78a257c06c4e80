"""Reference data: the first set of rules, which gives exactly domain 4."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from intake import rules
from intake.models import Rule, RuleSet
from intake.workflow import RuleSetStatus

RULE_SET_1 = Path(__file__).parent / "data" / "rule_set_1.json"


def load() -> None:
    """Publish rule set 1, unless there are rules already."""
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
