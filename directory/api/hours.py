"""Opening hours as HSDS schedules: local time with its difference to UTC, and the days on which a place is closed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.api.identifiers import derived
from directory.models import ClosedDay, Location, Schedule
from directory.services import LOOK_AHEAD_DAYS
from werkcentrum.core.terms import Calendar, calendar

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Closures:
    """The days of the coming weeks on which places are closed; `None` stands for all places."""

    today: datetime.date
    calendar: Calendar
    closed: dict[UUID | None, dict[datetime.date, str]]

    @classmethod
    def of(cls, locations: Iterable[Location]) -> "Closures":
        """The closed days of these locations from today on (one query)."""
        today = timezone.localdate()
        last = today + datetime.timedelta(days=LOOK_AHEAD_DAYS)
        own = Q(location__in=[location.pk for location in locations]) | Q(location=None)
        closed: dict[UUID | None, dict[datetime.date, str]] = {}
        for day in ClosedDay.objects.filter(own, date__range=(today, last)):
            closed.setdefault(day.location_id, {})[day.date] = day.reason
        return cls(today, calendar(), closed)

    def notes(self, schedule: Schedule) -> str | None:
        """On which of the coming days with these hours the place is closed after all, and why."""
        days = (self.today + datetime.timedelta(days=number) for number in range(LOOK_AHEAD_DAYS + 1))
        hours = schedule.weekly_slot()
        found = [self._closed(schedule.location_id, day) for day in days if hours.applies_on(day)]
        texts = [text for text in found if text]
        return _("Closed on %(days)s.") % {"days": "; ".join(texts)} if texts else None

    def _closed(self, location: UUID, day: datetime.date) -> str:
        own, everywhere = self.closed.get(location, {}), self.closed.get(None, {})
        holiday = self.calendar.holiday_name(day)
        if day not in own and day not in everywhere and not holiday:
            return ""
        reason = own.get(day) or everywhere.get(day) or holiday
        return f"{date_format(day, 'j F Y')} ({reason})" if reason else date_format(day, "j F Y")


def schedule(row: Schedule, closures: Closures) -> dict[str, Any]:
    """HSDS schedule of one weekday."""
    day = max(closures.today, row.valid_from or closures.today)
    return {
        "id": derived(row.location_id, "schedule", row.pk),
        "location_id": row.location_id,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": DAYS[row.weekday - 1],
        "opens_at": _local(day, row.opens_at),
        "closes_at": _local(day, row.closes_at),
        "description": f"{row.get_weekday_display()} {row.opens_at:%H.%M}-{row.closes_at:%H.%M}",
        "notes": closures.notes(row),
    }


def _local(day: datetime.date, time: datetime.time) -> str:
    """HH:MM with the difference to UTC on a day: `09:00+01:00`."""
    moment = timezone.make_aware(datetime.datetime.combine(day, time))
    return moment.isoformat(timespec="minutes")[11:]
