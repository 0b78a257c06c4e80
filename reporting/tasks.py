"""Background work: a day's figures after something happened on it, and the nightly round."""

import datetime

from celery import shared_task
from django.utils import timezone

from reporting.services import refresh_days

NIGHTLY_DAYS = 35  # late corrections within a month are taken along


@shared_task(name="reporting.refresh_day")
def refresh_day(day: str) -> None:
    """Compute one day (ISO date) anew; safe to run twice."""
    date = datetime.date.fromisoformat(day)
    refresh_days(first=date, last=date)


@shared_task(name="reporting.refresh_recent")
def refresh_recent() -> None:
    """Compute the last weeks anew, each night."""
    today = timezone.localdate()
    refresh_days(first=today - datetime.timedelta(days=NIGHTLY_DAYS), last=today)
