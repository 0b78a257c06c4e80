"""When a location is open. Pure: hours, closed days and the calendar in, a day out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.terms import Calendar

HORIZON_DAYS = 21


@dataclass(frozen=True, order=True)
class OpeningSlot:
    """A stretch of a day in which a location is open."""

    opens_at: datetime.time
    closes_at: datetime.time


@dataclass(frozen=True)
class WeeklySlot:
    """Opening hours that come back every week (1 is Monday), in a period when it has limits."""

    weekday: int
    slot: OpeningSlot
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def applies_on(self, date: datetime.date) -> bool:
        """Whether these hours are in force on a date."""
        if date.isoweekday() != self.weekday or (self.valid_from and date < self.valid_from):
            return False
        return self.valid_to is None or date <= self.valid_to


@dataclass(frozen=True)
class Hours:
    """All hours of one location, and the days on which it is closed (date to reason, which may be empty)."""

    weekly: tuple[WeeklySlot, ...]
    closed: Mapping[datetime.date, str]


@dataclass(frozen=True)
class OpeningDay:
    """One day of a location: the slots in which it is open; none, with the reason when there is one to give."""

    date: datetime.date
    slots: tuple[OpeningSlot, ...] = ()
    closed_reason: str | Promise = ""


def opening_day(hours: Hours, date: datetime.date, calendar: Calendar) -> OpeningDay:
    """The hours on one day: none on public holidays, added days off and days the location itself is closed.

    There is a reason only where somebody would expect it to be open.
    """
    slots = tuple(sorted(weekly.slot for weekly in hours.weekly if weekly.applies_on(date)))
    if not slots:
        return OpeningDay(date)
    if date in hours.closed:
        return OpeningDay(date, (), hours.closed[date] or _("Closed this day"))
    holiday = calendar.holiday_name(date)
    return OpeningDay(date, (), holiday) if holiday else OpeningDay(date, slots)


def opening_days(hours: Hours, first: datetime.date, calendar: Calendar, *, days: int = 7) -> list[OpeningDay]:
    """The hours on a number of days in a row."""
    return [opening_day(hours, first + datetime.timedelta(days=number), calendar) for number in range(days)]


def next_opening(hours: Hours, moment: datetime.datetime, calendar: Calendar) -> datetime.datetime | None:
    """When it opens after a moment (with a time zone, which the answer keeps), within three weeks."""
    for day in opening_days(hours, moment.date(), calendar, days=HORIZON_DAYS):
        for slot in day.slots:
            opens = datetime.datetime.combine(day.date, slot.opens_at, tzinfo=moment.tzinfo)
            if opens > moment:
                return opens
    return None
