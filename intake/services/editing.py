"""Changing a draft of the rules. Every change locks the set, is refused unless it is a draft, and says who changed it.

Two people may work on one draft: each change tells what it was based on (`seen`, a digest of what was read), and is
refused with Conflict when somebody else changed that in the meantime.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from intake.models import Rule, RuleSet
from intake.permissions import EDITORS
from intake.rules import InvalidRule, check_rule
from intake.rules.ordering import moved, place_for
from intake.services.publishing import copy_rule_set
from intake.workflow import RuleSetStatus
from werkcentrum.core import audit
from werkcentrum.core.errors import Conflict, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_role


class NotADraft(RuleViolation):
    """What was proposed or published does not change."""


class RuleNotReadable(RuleViolation):
    """The evaluation could not read the rule."""


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What people write in a rule; stage, code and order are ours."""

    audience: str
    conditions: Sequence[Mapping[str, Any]]
    effects: Mapping[str, Any]
    explanation_nl: str
    explanation_en: str = ""
    legal_basis: str = ""


def digest(*parts: Any) -> str:
    """A short print of values: the same values, the same print."""
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def digest_of_rule(rule: Rule) -> str:
    """What a rule says now."""
    return digest(
        rule.audience,
        rule.conditions,
        rule.effects,
        rule.explanation_nl,
        rule.explanation_en,
        rule.legal_basis,
    )


def digest_of_settings(rule_set: RuleSet) -> str:
    """The terms and notes of a set as they are now."""
    return digest(rule_set.days_light, rule_set.days_basic, rule_set.days_specialist, rule_set.notes)


def changed_at(rule_set: RuleSet) -> datetime.datetime | None:
    """When a set or one of its rules was last made, changed or deleted, by whatever path (2 queries)."""
    of_set = RuleSet.pgh_event_model.objects.filter(pgh_obj_id=rule_set.pk)  # type: ignore[attr-defined]
    of_rules = Rule.pgh_event_model.objects.filter(rule_set_id=rule_set.pk)  # type: ignore[attr-defined]
    found = [each.aggregate(last=Max("pgh_created_at"))["last"] for each in (of_set, of_rules)]
    return max((moment for moment in found if moment is not None), default=None)


@transaction.atomic
def open_rule_draft(*, by: User) -> RuleSet:
    """A new draft with the rules that are in force. Raises Conflict while another draft or proposal is open."""
    require_role(by, *EDITORS)
    published = RuleSet.objects.select_for_update(of=("self",), no_key=True).published().get()
    unfinished = RuleSet.objects.filter(status__in=[RuleSetStatus.DRAFT, RuleSetStatus.PROPOSED]).first()
    if unfinished is not None:
        raise Conflict(
            _("There is a draft already: version %(version)s. Finish that one first, or throw it away.")
            % {"version": unfinished.version}
        )
    return copy_rule_set(rule_set_id=published.pk, by=by)


@transaction.atomic
def discard_rule_draft(*, rule_set_id: int, by: User) -> None:
    """Throw a draft away. Raises NotADraft."""
    rule_set = _open(rule_set_id, by=by)
    audit.record("intake.rule_set_discarded", rule_set, by=by, version=rule_set.version, notes=rule_set.notes)
    rule_set.delete()


@transaction.atomic
def change_terms(
    *, rule_set_id: int, seen: str, by: User, days_light: int, days_basic: int, days_specialist: int, notes: str
) -> RuleSet:
    """The terms for the first answer (working days per level), and what changed and why.

    Raises NotADraft, Conflict when somebody else changed them.
    """
    rule_set = _open(rule_set_id, by=by)
    if digest_of_settings(rule_set) != seen:
        raise _changed_meanwhile()
    before = [rule_set.days_light, rule_set.days_basic, rule_set.days_specialist]
    rule_set.days_light, rule_set.days_basic, rule_set.days_specialist = days_light, days_basic, days_specialist
    rule_set.notes = notes
    rule_set.save(update_fields=("days_light", "days_basic", "days_specialist", "notes"))
    _record("rule_terms_changed", rule_set, by=by, before=before, after=[days_light, days_basic, days_specialist])
    return rule_set


@transaction.atomic
def add_rule(*, rule_set_id: int, stage: str, text: RuleText, by: User) -> Rule:
    """A new rule, before the more general ones it meets. Raises NotADraft, RuleNotReadable."""
    rule_set = _open(rule_set_id, by=by)
    rules = list(rule_set.rules.order_by("order"))
    new = Rule(rule_set=rule_set, stage=stage, code=_new_code(stage, text, {rule.code for rule in rules}))
    _write(new, text)
    place = place_for([rule.data() for rule in rules], new.data())
    new.order = max((rule.order for rule in rules), default=0) + 1
    new.save()
    rules.insert(place, new)
    _number(rules)
    _record("rule_added", rule_set, by=by, rule=new.code, **asdict(text))
    return new


@transaction.atomic
def change_rule(*, rule_set_id: int, code: str, seen: str, text: RuleText, by: User) -> Rule:
    """Write a rule anew. Raises NotADraft, RuleNotReadable, Conflict when somebody else changed or deleted it."""
    rule_set = _open(rule_set_id, by=by)
    rule = _rule_as_seen(rule_set, code, seen)
    before = {name: getattr(rule, name) for name in asdict(text)}
    _write(rule, text)
    rule.save()
    after = {name: getattr(rule, name) for name in before}
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if changed:
        _record("rule_changed", rule_set, by=by, rule=code, **changed)
    return rule


@transaction.atomic
def delete_rule(*, rule_set_id: int, code: str, seen: str, by: User) -> None:
    """Take a rule out. Raises NotADraft, Conflict when somebody else changed or deleted it."""
    rule_set = _open(rule_set_id, by=by)
    rule = _rule_as_seen(rule_set, code, seen)
    _record("rule_deleted", rule_set, by=by, rule=code, explanation=rule.explanation_nl)
    rule.delete()


@transaction.atomic
def move_rule(*, rule_set_id: int, code: str, direction: str, by: User) -> bool:
    """Move a rule past the next one it meets, "up" or "down"; whether there was one. Raises NotADraft, Conflict."""
    rule_set = _open(rule_set_id, by=by)
    rules = {rule.code: rule for rule in rule_set.rules.order_by("order")}
    if code not in rules:
        raise _changed_meanwhile()
    codes = moved([rule.data() for rule in rules.values()], code, direction)
    if codes == list(rules):
        return False
    _number([rules[each] for each in codes])
    _record("rule_moved", rule_set, by=by, rule=code, direction=direction)
    return True


# --- parts ----------------------------------------------------------------------------------------------------------


def _open(rule_set_id: int, *, by: User) -> RuleSet:
    """The draft, locked; whoever changes it does not publish it."""
    require_role(by, *EDITORS)
    rule_set = RuleSet.objects.select_for_update(of=("self",)).filter(pk=rule_set_id).first()
    if rule_set is None or not rule_set.is_draft:
        raise NotADraft(_("These rules do not change any more. Only a draft can be changed."))
    rule_set.editors.add(by)
    return rule_set


def _rule_as_seen(rule_set: RuleSet, code: str, seen: str) -> Rule:
    rule = rule_set.rules.filter(code=code).first()
    if rule is None or digest_of_rule(rule) != seen:
        raise _changed_meanwhile()
    return rule


def _changed_meanwhile() -> Conflict:
    return Conflict(_("A colleague changed this in the meantime. Look at what it says now, and send yours again."))


def _write(rule: Rule, text: RuleText) -> None:
    for name, value in asdict(text).items():
        setattr(rule, name, value)
    try:
        check_rule(rule.data())
    except (InvalidRule, AttributeError, KeyError, TypeError) as error:
        raise RuleNotReadable(_("This rule cannot be read: %(error)s") % {"error": error}) from error


def _new_code(stage: str, text: RuleText, taken: set[str]) -> str:
    """A short name for the figures and the log: what it is about and where it leads."""
    values = [value for condition in text.conditions for name, value in condition.items() if name != "fact"]
    about = values[0][0] if values and isinstance(values[0], list) and values[0] else stage
    effect = next(iter(text.effects.values()))
    goes_to = effect if isinstance(effect, str) else effect[0]
    base = slugify(f"{about}-{goes_to}".replace("_", "-").replace("{municipality}", ""))[:50].strip("-") or "rule"
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


def _number(rules: Sequence[Rule]) -> None:
    """Number the rules from 1; the numbers are checked at the end of the transaction."""
    wrong = [(order, rule) for order, rule in enumerate(rules, start=1) if rule.order != order]
    for order, rule in wrong:
        rule.order = order
    Rule.objects.bulk_update([rule for _order, rule in wrong], ["order"])


def _record(action: str, rule_set: RuleSet, *, by: User, **details: Any) -> None:
    audit.record(f"intake.{action}", rule_set, by=by, version=rule_set.version, **details)
