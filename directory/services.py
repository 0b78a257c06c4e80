"""What other apps ask of the directory: the front desk, a desk by its code, who has a role, and what is open now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from directory import rules
from directory.models import ClosedDay, Location, Membership, Organization, Schedule, Team
from directory.rules import OpeningDay, OpeningSlot
from werkcentrum.core import terms
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role

__all__ = [
    "LocationToday",
    "NoFrontDesk",
    "OpeningDay",
    "OpeningSlot",
    "desk",
    "front_desk",
    "holders_of",
    "open_today",
    "week",
    "weeks",
]

LOOK_AHEAD_DAYS = 56


class NoFrontDesk(RuntimeError):
    """The reference data has not been loaded: no team is marked as front desk."""


@dataclass(frozen=True)
class LocationToday:
    """A location at one moment: today's slots, open now or not, until when, and when it opens next."""

    location: Location
    slots: tuple[OpeningSlot, ...]
    is_open_now: bool
    closed_reason: str | Promise
    next_opening: datetime.datetime | None
    closes_at: datetime.time | None

    @property
    def opens_at(self) -> datetime.time | None:
        """When the first slot of today starts, None on a day without."""
        return self.slots[0].opens_at if self.slots else None


def front_desk() -> Team:
    """The team that owns what nobody else owns. Raises NoFrontDesk without reference data."""
    team = Team.objects.select_related("organization").filter(is_front_desk=True).first()
    if team is None:
        raise NoFrontDesk("No team is marked as front desk; run `manage.py load_reference`")
    return team


def desk(code: str) -> Organization | None:
    """The organisation with a desk code of the triage rules, when it takes part."""
    return Organization.objects.active().filter(code=code).first()


def holders_of(role: Role, *, on: datetime.date | None = None) -> QuerySet[User]:
    """The active users who have a role on a day (default: today), wherever."""
    valid = Membership.objects.valid_on(on or timezone.localdate()).filter(role=role)
    return User.objects.filter(is_active=True, pk__in=valid.values("user")).order_by("pk")


def open_today(now: datetime.datetime | None = None) -> list[LocationToday]:
    """The walk-in locations as they are now, by name (3 queries, however many there are)."""
    locations = list(Location.objects.walk_in().select_related("address"))
    return today(locations, now=now)


def today(locations: Iterable[Location], *, now: datetime.datetime | None = None) -> list[LocationToday]:
    """These locations as they are at a moment (default: now)."""
    moment = timezone.localtime(now)
    hours = hours_of(locations, since=moment.date())
    return [_at(location, hours[location.pk], moment) for location in locations]


def _at(location: Location, hours: rules.Hours, moment: datetime.datetime) -> LocationToday:
    calendar = terms.calendar()
    day = rules.opening_day(hours, moment.date(), calendar)
    current = next((slot for slot in day.slots if slot.opens_at <= moment.time() < slot.closes_at), None)
    return LocationToday(
        location=location,
        slots=day.slots,
        is_open_now=current is not None,
        closed_reason=day.closed_reason,
        next_opening=None if current else rules.next_opening(hours, moment, calendar),
        closes_at=current.closes_at if current else None,
    )


def week(location: Location, *, first: datetime.date, days: int = 7) -> list[OpeningDay]:
    """The hours of a location on so many days, with the reason of days on which it is closed."""
    hours = hours_of([location], since=first)[location.pk]
    return rules.opening_days(hours, first, terms.calendar(), days=days)


def weeks(locations: Iterable[Location], *, first: datetime.date, days: int = 7) -> dict[object, list[OpeningDay]]:
    """The same for several locations at once, by primary key (2 queries)."""
    calendar = terms.calendar()
    hours = hours_of(locations, since=first)
    return {key: rules.opening_days(each, first, calendar, days=days) for key, each in hours.items()}


def hours_of(locations: Iterable[Location], *, since: datetime.date) -> dict[object, rules.Hours]:
    """The hours of several locations and their closed days from a day on, by primary key (2 queries)."""
    keys = [location.pk for location in locations]
    closed = list(ClosedDay.objects.filter(Q(location__in=keys) | Q(location=None), date__gte=since))
    schedules = list(Schedule.objects.filter(location__in=keys))
    return {
        key: rules.Hours(
            weekly=tuple(schedule.weekly_slot() for schedule in schedules if schedule.location_id == key),
            closed={day.date: day.reason for day in closed if day.location_id in {key, None}},
        )
        for key in keys
    }
