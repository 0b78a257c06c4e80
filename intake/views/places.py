"""Where people can come in, with the hours of this week, for the answer."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from directory.services import LocationToday, OpeningDay, open_today, weeks


@dataclass(frozen=True)
class Place:
    """A location today, and the days of the coming week on which there is something to say."""

    today: LocationToday
    days: list[OpeningDay]


def places_now(now: datetime.datetime | None = None) -> list[Place]:
    """Every walk-in location, those that are open now first (5 queries, however many there are)."""
    moment = now or timezone.now()
    found = open_today(moment)
    days = weeks([each.location for each in found], first=timezone.localdate(moment))
    places = [Place(each, [day for day in days[each.location.pk] if day.slots or day.closed_reason]) for each in found]
    return sorted(places, key=lambda place: (not place.today.is_open_now, place.today.location.name))
