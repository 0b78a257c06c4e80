"""What the front door does when something happens elsewhere."""

from typing import Any

from django.core.cache import cache
from django.dispatch import receiver

from advisors.signals import case_closed
from directory.signals import desks_changed
from intake.services.inbound import tell_partner_about_closing
from intake.tasks import check_after_change

DELAY_SECONDS = 5


@receiver(desks_changed)
def check_the_rules(*, name: str, **_details: Any) -> None:
    """Check the rules in force in the background, a moment later; a burst of changes is checked once."""
    if cache.add("intake.check_after_change", True, timeout=DELAY_SECONDS):
        check_after_change.apply_async(args=[name], countdown=DELAY_SECONDS)


@receiver(case_closed)
def tell_partner(*, case_id: int, **_details: Any) -> None:
    """A partner that brought the client and has no answer hears how it ended."""
    tell_partner_about_closing(case_id=case_id)
