"""The examples that every version of the rules is held against."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import TriageExample
from intake.permissions import EDITORS
from intake.rules import Facts, evaluate
from intake.services.triage import published_rules
from werkcentrum.core import audit
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_role


@transaction.atomic
def add_example(*, title: str, facts: Facts, by: User) -> TriageExample:
    """Keep facts with what the rules in force make of them now. Raises RuleViolation for a title that exists."""
    require_role(by, *EDITORS)
    outcome = evaluate(facts, published_rules())
    example, created = TriageExample.objects.get_or_create(
        title=title,
        defaults={
            "facts": facts.as_dict(),
            "responsible": outcome.responsible,
            "desks": list(outcome.desks),
            "level": outcome.level,
            "added_by": by,
        },
    )
    if not created:
        raise RuleViolation(_("There is an example with this name already. Choose another name"))
    audit.record("intake.example_added", example, by=by, title=title)
    return example


@transaction.atomic
def delete_example(*, example_id: int, by: User) -> None:
    """Take out an example that a colleague added. Raises RuleViolation for one that belongs to the region."""
    require_role(by, *EDITORS)
    example = TriageExample.objects.select_for_update(of=("self",)).filter(pk=example_id).first()
    if example is None or example.added_by_id is None:
        raise RuleViolation(_("This example cannot be deleted: it belongs to the agreements of the region."))
    audit.record("intake.example_deleted", example, by=by, title=example.title, facts=example.facts)
    example.delete()
