"""Publishing a set of rules, which takes two people and a check that passes, and making the next draft."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Rule, RuleCheck, RuleSet
from intake.permissions import EDITORS
from intake.services.checking import RulesNotComplete, keep_check, problem_names, run_check
from intake.services.rule_messages import tell_coordinators_about_proposal
from intake.workflow import RuleSetStatus
from werkcentrum.core import audit
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_role
from werkcentrum.core.workflow import move, require_move


def propose_rule_set(*, rule_set_id: int, by: User) -> RuleSet:
    """Offer a draft to a second person; it does not change any more. Takes seconds: the check runs first.

    Raises NotAllowed, MoveNotAllowed when it is no draft, InvalidRule for rules that cannot be read, RulesNotComplete
    when they leave somebody without a desk (what was found is kept).
    """
    require_role(by, *EDITORS)
    with _refusals_kept(rule_set_id, by=by):
        return _propose(rule_set_id=rule_set_id, by=by)


@transaction.atomic
def _propose(*, rule_set_id: int, by: User) -> RuleSet:
    rule_set = RuleSet.objects.select_for_update(of=("self",), no_key=True).get(pk=rule_set_id)
    require_move(rule_set, to=RuleSetStatus.PROPOSED)
    _require_complete(rule_set, by=by)
    rule_set.proposed_by, rule_set.proposed_at = by, timezone.now()
    move(rule_set, to=RuleSetStatus.PROPOSED, by=by, update_fields=("proposed_by", "proposed_at"))
    tell_coordinators_about_proposal(rule_set, by=by)
    return rule_set


@transaction.atomic
def take_back_rule_set(*, rule_set_id: int, by: User, reason: str = "") -> RuleSet:
    """Make a proposal a draft again, to change it. Raises NotAllowed, MoveNotAllowed when it is no proposal."""
    require_role(by, *EDITORS)
    rule_set = RuleSet.objects.select_for_update(of=("self",), no_key=True).get(pk=rule_set_id)
    rule_set.proposed_by = rule_set.proposed_at = None
    move(rule_set, to=RuleSetStatus.DRAFT, by=by, reason=reason, update_fields=("proposed_by", "proposed_at"))
    return rule_set


def publish_rule_set(*, rule_set_id: int, by: User) -> RuleSet:
    """Put a proposal in force from now on; the set before it retires. Takes seconds: the check runs first.

    Raises MoveNotAllowed when it is no proposal, NotAllowed for others than coordinators and administrators and for
    who made or proposed it, RulesNotComplete when it leaves somebody without a desk (what was found is kept).
    """
    require_role(by, *EDITORS)
    with _refusals_kept(rule_set_id, by=by):
        return _publish(rule_set_id=rule_set_id, by=by)


@transaction.atomic
def _publish(*, rule_set_id: int, by: User) -> RuleSet:
    sets = RuleSet.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    current = sets.published().first()
    rule_set = sets.get(pk=rule_set_id)
    require_move(rule_set, to=RuleSetStatus.PUBLISHED)
    if rule_set.proposed_by_id == by.pk or rule_set.editors.filter(pk=by.pk).exists():
        raise NotAllowed(_("Somebody else than who wrote or proposed these rules has to publish them."))
    _require_complete(rule_set, by=by)
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
    """A draft with the rules of an existing set, as the next version. Raises NotAllowed."""
    require_role(by, *EDITORS)
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


def _require_complete(rule_set: RuleSet, *, by: User) -> None:
    """The check on the directory as it is; the outcome is kept. Raises InvalidRule, RulesNotComplete."""
    found = run_check(rule_set)
    if not found.is_complete:
        raise RulesNotComplete(found, problem_names(rule_set))
    keep_check(rule_set, found, cause=RuleCheck.Cause.PUBLISHING, by=by)


@contextmanager
def _refusals_kept(rule_set_id: int, *, by: User) -> Iterator[None]:
    """What a check found stays on record when it refuses: it is written after the refused transaction is undone."""
    try:
        yield
    except RulesNotComplete as refused:
        keep_check(RuleSet.objects.get(pk=rule_set_id), refused.found, cause=RuleCheck.Cause.PUBLISHING, by=by)
        raise
