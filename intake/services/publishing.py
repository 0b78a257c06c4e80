"""Publishing a set of rules, which takes two people, and making the next draft."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Rule, RuleSet
from intake.workflow import RuleSetStatus
from werkcentrum.core import audit
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move, require_move


@transaction.atomic
def propose_rule_set(*, rule_set_id: int, by: User) -> RuleSet:
    """Offer a draft to a second person; it does not change any more. Raises InvalidRule for rules that cannot be read.

    Raises MoveNotAllowed when it is no draft.
    """
    rule_set = RuleSet.objects.select_for_update(of=("self",), no_key=True).get(pk=rule_set_id)
    rule_set.compiled()
    rule_set.proposed_by, rule_set.proposed_at = by, timezone.now()
    move(rule_set, to=RuleSetStatus.PROPOSED, by=by, update_fields=("proposed_by", "proposed_at"))
    return rule_set


@transaction.atomic
def take_back_rule_set(*, rule_set_id: int, by: User, reason: str = "") -> RuleSet:
    """Make a proposal a draft again, so that it can be changed. Raises MoveNotAllowed when it is no proposal."""
    rule_set = RuleSet.objects.select_for_update(of=("self",), no_key=True).get(pk=rule_set_id)
    rule_set.proposed_by = rule_set.proposed_at = None
    move(rule_set, to=RuleSetStatus.DRAFT, by=by, reason=reason, update_fields=("proposed_by", "proposed_at"))
    return rule_set


@transaction.atomic
def publish_rule_set(*, rule_set_id: int, by: User) -> RuleSet:
    """Put a proposal in force from now on; the set before it retires. Raises NotAllowed for who made or proposed it.

    Raises MoveNotAllowed when it is no proposal.
    """
    sets = RuleSet.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    current = sets.published().first()
    rule_set = sets.get(pk=rule_set_id)
    require_move(rule_set, to=RuleSetStatus.PUBLISHED)
    if rule_set.proposed_by_id == by.pk or rule_set.editors.filter(pk=by.pk).exists():
        raise NotAllowed(_("Somebody else than who wrote or proposed these rules has to publish them."))
    now = timezone.now()
    if current is not None and current.pk != rule_set.pk:
        current.valid_to = now
        move(
            current, to=RuleSetStatus.RETIRED, by=by, reason=f"version {rule_set.version}", update_fields=("valid_to",)
        )
    rule_set.published_by, rule_set.published_at, rule_set.valid_from = by, now, now
    move(
        rule_set,
        to=RuleSetStatus.PUBLISHED,
        by=by,
        update_fields=("published_by", "published_at", "valid_from"),
    )
    return rule_set


@transaction.atomic
def copy_rule_set(*, rule_set_id: int, by: User) -> RuleSet:
    """A draft with the rules of an existing set, as the next version."""
    original = RuleSet.objects.prefetch_related("rules").get(pk=rule_set_id)
    last = RuleSet.objects.aggregate(last=Max("version"))["last"]
    draft = RuleSet.objects.create(
        version=last + 1,
        days_light=original.days_light,
        days_basic=original.days_basic,
        days_specialist=original.days_specialist,
    )
    kept = [field.name for field in Rule._meta.fields if field.name not in ("id", "rule_set")]
    Rule.objects.bulk_create(
        Rule(rule_set=draft, **{name: getattr(rule, name) for name in kept}) for rule in original.rules.all()
    )
    audit.record("intake.rule_set_copied", draft, by=by, original=original.version)
    return draft
