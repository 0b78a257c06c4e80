"""Every date that the law attaches something to: working days, recognised holidays, terms and suspensions.

Sources: Algemene wet bestuursrecht (Awb), Algemene termijnenwet (ATW). Whole days only; a term starts on the day after
the event that starts it, and ends at the end of its last day. The calculations are pure; `calendar()` and
`Calendar.forget()` are the only doors to the database and the cache.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.models import ExtraHoliday

Date = datetime.date
DAY = datetime.timedelta(days=1)
SATURDAY = 5

# ATW art. 4: these and longer ones do not move to the next working day.
LONGEST_EXTENDING_DAYS = 90
LONGEST_EXTENDING_WEEKS = 12
LONGEST_EXTENDING_MONTHS = 3
# ATW art. 2: a term of at least this many days contains at least two working days.
SHORTEST_WITH_TWO_WORKING_DAYS = 3

NO_TIME = datetime.timedelta()
STANDS_STILL = "The clock stands still: the end of the term is not known yet"

CACHE_KEY = "core.terms.extra_holidays"
CACHE_SECONDS = 3600


class ClockStandsStill(ValueError):
    """A suspension that has no end yet leaves the end of the term unknown."""


# --- Holidays -------------------------------------------------------------------------------------------------------


def easter(year: int) -> Date:
    """Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return Date(year, month, day + 1)


def kings_day(year: int) -> Date:
    """27 April, or 26 April when the 27th is a Sunday."""
    day = Date(year, 4, 27)
    return day - DAY if day.isoweekday() == 7 else day


@lru_cache(maxsize=256)
def recognised_holidays(year: int) -> Mapping[Date, Promise]:
    """The generally recognised holidays with their names: ATW art. 3, paragraph 1, and Good Friday (paragraph 2).

    5 May counts every year, also when most people work. Easter Sunday and Whit Sunday are Sundays anyway.
    """
    sunday = easter(year)
    return MappingProxyType(
        {
            Date(year, 1, 1): _("New Year's Day"),
            sunday - 2 * DAY: _("Good Friday"),
            sunday + DAY: _("Easter Monday"),
            kings_day(year): _("King's Day"),
            Date(year, 5, 5): _("Liberation Day"),
            Date(year, 12, 25): _("Christmas Day"),
            Date(year, 12, 26): _("Boxing Day"),
        }
        # Ascension Day can fall on 5 May: one day off, and the day has this name then.
        | {sunday + 39 * DAY: _("Ascension Day"), sunday + 50 * DAY: _("Whit Monday")}
    )


@lru_cache(maxsize=256)
def _holidays_on_weekdays(year: int) -> tuple[Date, ...]:
    return tuple(sorted(day for day in recognised_holidays(year) if day.weekday() < SATURDAY))


# --- Working days ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Calendar:
    """Working days: Monday to Friday without recognised holidays and the `extra` days (date to name) of the admin."""

    extra: Mapping[Date, str] = field(default_factory=lambda: MappingProxyType({}))

    def holiday_name(self, day: Date) -> str | Promise | None:
        """What holiday a day is, or None."""
        return recognised_holidays(day.year).get(day) or self.extra.get(day)

    def is_holiday(self, day: Date) -> bool:
        """Whether a day is a recognised holiday or an extra one."""
        return day in recognised_holidays(day.year) or day in self.extra

    def is_working_day(self, day: Date) -> bool:
        """Whether a day is not a Saturday, Sunday or holiday."""
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def next_working_day(self, day: Date) -> Date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add_working_days(self, start: Date, n: int) -> Date:
        """The n-th working day after `start`, which itself does not count; n=0 is `next_working_day(start)`."""
        if n < 0:
            raise ValueError("Working days are counted forward")
        if n == 0:
            return self.next_working_day(start)
        while n:  # n calendar days hold at most n working days, so a jump never goes too far
            target = start + n * DAY
            n -= self.working_days_between(start, target)
            start = target
        return start

    def working_days_between(self, a: Date, b: Date) -> int:
        """How many working days there are after `a`, up to and including `b`; negative when `b` lies before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        weeks, rest = divmod((b - a).days, 7)
        weekdays = weeks * 5 + sum((a + i * DAY).weekday() < SATURDAY for i in range(1, rest + 1))
        return weekdays - self._weekday_holidays(a, b)

    def _weekday_holidays(self, a: Date, b: Date) -> int:
        """Holidays on Monday to Friday after `a`, up to and including `b`."""
        count = 0
        for year in range(a.year, b.year + 1):
            days = _holidays_on_weekdays(year)
            count += bisect_right(days, b) - bisect_right(days, a)
        extra = (day for day in self.extra if a < day <= b and day.weekday() < SATURDAY)
        return count + sum(day not in recognised_holidays(day.year) for day in extra)


def calendar() -> Calendar:
    """The calendar with the days that the admin added; cached, and forgotten when one of them changes."""
    extra = cache.get(CACHE_KEY)
    if extra is None:
        extra = dict(ExtraHoliday.objects.values_list("date", "name"))
        cache.set(CACHE_KEY, extra, CACHE_SECONDS)
    return Calendar(MappingProxyType(extra))


def forget_calendar() -> None:
    """Read the extra holidays again the next time; called after a commit that changed them."""
    cache.delete(CACHE_KEY)


# --- Suspension -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Suspension:
    """Days on which the clock stands still, from `first_day` up to and including `last_day` (None: still running)."""

    first_day: Date
    last_day: Date | None
    reason: str = ""


def suspension_for_completion(
    *, requested_on: Date, lapses_on: Date, completed_on: Date | None = None, reason: str = ""
) -> Suspension | None:
    """The suspension while an applicant completes an application (Awb 4:15, paragraph 1, with 4:5).

    From the day after the request until the day of completion, which counts again; else up to and including the last
    day of the term that was given (`lapses_on`). None when it was completed before the clock could stop.
    """
    last = lapses_on if completed_on is None or completed_on > lapses_on else completed_on - DAY
    first = requested_on + DAY
    return Suspension(first, last, reason) if first <= last else None


def _intervals(suspensions: Iterable[Suspension]) -> list[tuple[Date, Date]]:
    """First and last days in order of time, without overlap."""
    merged: list[tuple[Date, Date]] = []
    for suspension in sorted(suspensions, key=lambda each: each.first_day):
        first, last = suspension.first_day, suspension.last_day or Date.max
        if last < first:
            raise ValueError(f"A suspension ends before it starts: {suspension}")
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _push_back(start: Date, end: Date, stops: Iterable[tuple[Date, Date]]) -> Date:
    """Move the end by every day on which the clock stood still before the term was over."""
    for first, last in stops:
        if first > end:
            break
        if last == Date.max:
            raise ClockStandsStill(STANDS_STILL)
        end += max(last - max(first, start + DAY) + DAY, NO_TIME)
    return end


# --- Terms ----------------------------------------------------------------------------------------------------------


def add_months(day: Date, months: int) -> Date:
    """The same day of the month so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    following = Date(year + month // 12, month % 12 + 1, 1)
    return Date(year, month, min(day.day, (following - DAY).day))


def does_extend(*, weeks: int = 0, days: int = 0, months: int = 0) -> bool:
    """Whether ATW art. 1 and 2 apply: not for more than 90 days, twelve weeks or three months (art. 4)."""
    return days <= LONGEST_EXTENDING_DAYS and weeks <= LONGEST_EXTENDING_WEEKS and months <= LONGEST_EXTENDING_MONTHS


def term_end(
    start: Date,
    *,
    weeks: int = 0,
    days: int = 0,
    months: int = 0,
    suspensions: Iterable[Suspension] = (),
    extension_weeks: int = 0,
    calendar: Calendar,
    extends: bool | None = None,
) -> Date:
    """The last day of a term that starts on the day after `start` (the day of receipt, sending or request).

    Give one of `weeks`, `days` (calendar days) and `months`. `extension_weeks` is a written extension (Awb 4:14), part
    of the same term. Days of `suspensions` (Awb 4:15) push the end back. A term that ends on a Saturday, Sunday or
    holiday runs to the next working day (ATW art. 1), and one of three days or more holds at least two working days
    (art. 2), unless it is too long for that (art. 4; with its extension). `extends` overrules art. 4: False for a term
    that is set by agreement or counted back from an event, True where a scheme says so.
    Raises ClockStandsStill while a suspension without an end is running, ValueError without exactly one unit.
    """
    if sum(bool(unit) for unit in (weeks, days, months)) != 1 or min(weeks, days, months, extension_weeks) < 0:
        raise ValueError("A term is a positive number of weeks, days or months: one of them")
    if extends is None:
        extended_days = days + 7 * extension_weeks if days else 0
        extends = does_extend(weeks=weeks + extension_weeks, days=extended_days, months=months)
    whole = add_months(start, months) + datetime.timedelta(days=days, weeks=weeks + extension_weeks)
    stops = _intervals(suspensions)
    end = _push_back(start, whole, stops)
    if not extends:
        return end
    needed = 2 if (whole - start).days >= SHORTEST_WITH_TWO_WORKING_DAYS else 0
    return _extend(end, stops, calendar, working_days=needed - _running_working_days(start, end, stops, calendar))


def _running_working_days(start: Date, end: Date, stops: Iterable[tuple[Date, Date]], calendar: Calendar) -> int:
    """Working days after `start`, up to and including `end`, on which the clock ran."""
    stopped = ((max(first - DAY, start), min(last, end)) for first, last in stops)
    return calendar.working_days_between(start, end) - sum(
        calendar.working_days_between(before, last) for before, last in stopped if before < last
    )


def _extend(end: Date, stops: Iterable[tuple[Date, Date]], calendar: Calendar, *, working_days: int) -> Date:
    """The first working day from `end` on (ATW art. 1), and so many working days further as the term lacks (art. 2).

    A suspension that starts in these last days counts as any other.
    """
    while working_days > 0 or not calendar.is_working_day(end):
        end = _push_back(end, end + DAY, stops)
        working_days -= calendar.is_working_day(end)
    return end


def objection_end(sent_on: Date, *, calendar: Calendar) -> Date:
    """The last day to object: six weeks from the day after the decision was sent (Awb 6:7, 6:8)."""
    return term_end(sent_on, weeks=6, calendar=calendar)


def payment_end(decided_on: Date, *, calendar: Calendar) -> Date:
    """The last day to pay: six weeks after the decision was made known (Awb 4:87)."""
    return term_end(decided_on, weeks=6, calendar=calendar)
