"""What the fund does after its own announcements."""

from typing import Any

from django.dispatch import receiver

from vouchers import signals
from vouchers.tasks import issue


@receiver([signals.voucher_awarded, signals.voucher_refused])
def send_decision(*, application_id: int, **_details: Any) -> None:
    """Make and send the letter in the background; a sweep picks up what goes wrong here."""
    issue.delay(application_id)
