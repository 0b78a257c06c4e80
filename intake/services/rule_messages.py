"""What colleagues hear about the rules of the triage. The texts are in templates/intake/messages."""

from directory.services import holders_of
from intake.models import RuleSet
from notifications.services import Recipient, queue_message
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role


def tell_coordinators_about_proposal(rule_set: RuleSet, *, by: User) -> int:
    """Ask the other coordinators to look at a proposal, once per proposal; returns how many were told.

    Where there is no other coordinator the administrators are asked: they can publish too.
    """
    editors = set(rule_set.editors.values_list("pk", flat=True))
    others = _others(Role.COORDINATOR, by) or _others(Role.ADMIN, by)
    for user in others:
        queue_message(
            kind="intake/rules_proposed",
            to=Recipient.of(user),
            context={
                "name": str(user),
                "by": str(by),
                "version": rule_set.version,
                "notes": rule_set.notes,
                "worked_on_it": user.pk in editors,
            },
            key=f"intake.rules_proposed:{rule_set.pk}:{rule_set.proposed_at:%Y%m%d%H%M%S%f}:{user.pk}",
            about=rule_set,
        )
    return len(others)


def _others(role: Role, by: User) -> list[User]:
    return list(holders_of(role).exclude(pk=by.pk))
