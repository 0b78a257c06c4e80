"""What colleagues hear about the rules of the triage. The texts are in templates/intake/messages."""

from django.utils import timezone

from directory.models import Membership
from intake.models import RuleSet
from notifications.services import Recipient, queue_message
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role


def tell_coordinators_about_proposal(rule_set: RuleSet, *, by: User) -> int:
    """Ask the other coordinators to look at a proposal, once per proposal; returns how many were told.

    Where there is no other coordinator the administrators are asked: they can publish too.
    """
    editors = set(rule_set.editors.values_list("pk", flat=True))
    others = (_holding(Role.COORDINATOR) - {by}) or (_holding(Role.ADMIN) - {by})
    for user in sorted(others, key=lambda user: str(user.pk)):
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


def _holding(role: Role) -> set[User]:
    memberships = Membership.objects.valid_on(timezone.localdate()).filter(role=role, user__is_active=True)
    return {membership.user for membership in memberships.select_related("user")}
