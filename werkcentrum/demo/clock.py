"""Demo data happens in the past, through the real services: this moves the clock while they run."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Within this block it is `moment` (aware); never later than the real time."""
    with time_machine.travel(min(moment, timezone.now()), tick=False):
        yield


def days_ago(days: float, hour: int = 10, minute: int = 0) -> datetime.datetime:
    """A moment on a working day some days ago, local time."""
    day = timezone.localdate() - datetime.timedelta(days=days)
    while day.isoweekday() > 5:
        day -= datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
