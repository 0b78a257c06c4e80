"""Keep the figures of a day up to date while it happens; the night takes corrections along."""

import datetime
from typing import Any

from django.core.cache import cache
from django.dispatch import receiver
from django.utils import timezone

from advisors.signals import case_closed, case_opened, contact_recorded
from reporting.tasks import refresh_day
from vouchers.signals import application_submitted, voucher_awarded, voucher_refused

DELAY_SECONDS = 2


@receiver([case_opened, case_closed, contact_recorded, application_submitted, voucher_awarded, voucher_refused])
def count_today(*, day: datetime.date | None = None, **_details: Any) -> None:
    """Compute the day anew in the background, a moment later; a burst of events computes it once."""
    date = (day or timezone.localdate()).isoformat()
    if cache.add(f"reporting.refresh.{date}", True, timeout=DELAY_SECONDS):
        refresh_day.apply_async(args=[date], countdown=DELAY_SECONDS)
