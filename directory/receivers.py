"""Notice when somebody changes who takes part: in the admin or anywhere else that saves an organisation or a team.

A new organisation is not announced: it takes nothing away from anybody. A bulk update passes here unseen; what must not
be missed is checked every night as well.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from directory.models import Organization, Team
from directory.signals import desks_changed
from werkcentrum.core.signals import announce

WATCHED: dict[type[models.Model], tuple[str, ...]] = {
    Organization: ("code", "is_active", "is_desk", "municipality_id"),
    Team: ("is_front_desk", "organization_id"),
}
BEFORE = "_taking_part_before"


@receiver(pre_save, sender=Organization)
@receiver(pre_save, sender=Team)
def remember(sender: type[models.Model], instance: models.Model, **_details: Any) -> None:
    """What the row says until now; nothing for a new one."""
    if not instance._state.adding:
        setattr(instance, BEFORE, sender._default_manager.filter(pk=instance.pk).values(*WATCHED[sender]).first())


@receiver(post_save, sender=Organization)
@receiver(post_save, sender=Team)
def notice_change(sender: type[models.Model], instance: models.Model, **_details: Any) -> None:
    """Announce it when something that matters is different."""
    before = instance.__dict__.pop(BEFORE, None)
    if before and any(getattr(instance, name) != value for name, value in before.items()):
        announce(desks_changed, name=str(instance))


@receiver(post_delete, sender=Organization)
@receiver(post_delete, sender=Team)
def notice_end(instance: models.Model, **_details: Any) -> None:
    """Announce that it is gone."""
    announce(desks_changed, name=str(instance))
