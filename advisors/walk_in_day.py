"""One day at one location, to read: who waits, who is with whom, who is done, and the figures of the day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from advisors.models import WalkIn
from advisors.services.walk_ins import KEEP_DAYS, start_of
from advisors.workflow import ContactKind, WalkInStatus
from directory.models import Location
from werkcentrum.core.models import User

LONG_WAIT_MINUTES = 15
MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """One visit; `number` counts the visitors of the day, `waited` are whole minutes (None: nobody knows)."""

    visit: WalkIn
    number: int
    waited: int | None

    @property
    def name(self) -> str:
        """What to call the visitor; who gave no name (or whose name was wiped) has a number."""
        return self.visit.name or _("Visitor %(number)s") % {"number": self.number}

    @property
    def waits_long(self) -> bool:
        """Whether somebody still waits, and longer than is friendly."""
        is_waiting = self.visit.status == WalkInStatus.WAITING
        return is_waiting and self.waited is not None and self.waited > LONG_WAIT_MINUTES

    @property
    def talked(self) -> int | None:
        """How many minutes the talk took, at least one; None while it goes on or when it did not come to that."""
        visit = self.visit
        if visit.status != WalkInStatus.HELPED or visit.taken_at is None or not _same_day(visit):
            return None
        return max(1, (visit.ended_at - visit.taken_at) // MINUTE) if visit.ended_at else None

    @property
    def contact_url(self) -> str:
        """Where the talk is recorded with the case, with kind and minutes filled in; empty without a case."""
        if self.visit.case is None:
            return ""
        query = {"soort": ContactKind.WALK_IN.value} | ({"minuten": self.talked} if self.talked else {})
        return f"{reverse('advisors:contact', args=[self.visit.case.reference])}?{urlencode(query)}"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Waiting now, the longest wait among them, the average wait of who was taken (minutes), and how it ended."""

    waiting: int
    longest: int | None
    average: int | None
    helped: int
    left: int
    total: int


@dataclass(frozen=True, kw_only=True)
class WalkInDay:
    """The visitors of a day, in order of arrival, as one advisor sees them."""

    date: datetime.date
    visitors: tuple[Visitor, ...]
    viewer: User

    def _with(self, *statuses: str) -> list[Visitor]:
        return [visitor for visitor in self.visitors if visitor.visit.status in statuses]

    @property
    def waiting(self) -> list[Visitor]:
        """Who has not been taken yet."""
        return self._with(WalkInStatus.WAITING)

    @property
    def mine(self) -> list[Visitor]:
        """Who is with the advisor that looks."""
        return [visitor for visitor in self._with(WalkInStatus.TAKEN) if visitor.visit.taken_by_id == self.viewer.pk]

    @property
    def with_colleagues(self) -> list[Visitor]:
        """Who is with somebody else."""
        return [visitor for visitor in self._with(WalkInStatus.TAKEN) if visitor.visit.taken_by_id != self.viewer.pk]

    @property
    def over(self) -> list[Visitor]:
        """Who was helped or has left; the last one first."""
        done = self._with(WalkInStatus.HELPED, WalkInStatus.LEFT)
        return sorted(done, key=lambda visitor: visitor.visit.ended_at or visitor.visit.arrived_at, reverse=True)

    @property
    def first(self) -> Visitor | None:
        """Whose turn it is for the advisor that looks: the first who asks for this advisor or for nobody special."""
        fitting = (v for v in self.waiting if v.visit.for_user_id in {None, self.viewer.pk})
        return next(fitting, None)

    @property
    def figures(self) -> Figures:
        """What the day came to so far."""
        waiting = [visitor.waited or 0 for visitor in self.waiting]
        taken = [visitor.waited for visitor in self.visitors if visitor.visit.taken_at and visitor.waited is not None]
        return Figures(
            waiting=len(waiting),
            longest=max(waiting, default=None),
            average=round(sum(taken) / len(taken)) if taken else None,
            helped=len(self._with(WalkInStatus.HELPED)),
            left=len(self._with(WalkInStatus.LEFT)),
            total=len(self.visitors),
        )


def walk_in_day(location: Location, date: datetime.date, *, viewer: User) -> WalkInDay:
    """Everybody who walked in at a location on a day (one query)."""
    visits = WalkIn.objects.filter(
        location=location, arrived_at__gte=start_of(date), arrived_at__lt=start_of(date + datetime.timedelta(days=1))
    ).select_related("for_user", "taken_by", "case__client")
    now = timezone.now()
    visitors = tuple(
        Visitor(visit=visit, number=number, waited=_waited(visit, now)) for number, visit in enumerate(visits, start=1)
    )
    return WalkInDay(date=date, visitors=visitors, viewer=viewer)


def _waited(visit: WalkIn, now: datetime.datetime) -> int | None:
    """Until somebody took the visitor, until the visitor left, or until now."""
    if visit.taken_at:
        until = visit.taken_at
    elif visit.status == WalkInStatus.WAITING:
        until = now
    elif visit.ended_at and _same_day(visit):
        until = visit.ended_at
    else:
        return None
    return max(0, (until - visit.arrived_at) // MINUTE)


def _same_day(visit: WalkIn) -> bool:
    """Whether the visit was ended on its own day; what was forgotten is closed at night, and has no real end."""
    ended = visit.ended_at
    return ended is not None and timezone.localdate(ended) == timezone.localdate(visit.arrived_at)


def shown_day(wanted: str, *, today: datetime.date) -> datetime.date:
    """The day in the address, when it is one of the last week; otherwise today."""
    try:
        date = datetime.date.fromisoformat(wanted)
    except ValueError:
        return today
    return date if today - datetime.timedelta(days=KEEP_DAYS) <= date <= today else today


def waiting_per_location(locations: Iterable[Location], *, today: datetime.date) -> dict[object, int]:
    """How many people wait now at each of these locations, by primary key."""
    visits = WalkIn.objects.filter(
        location__in=[location.pk for location in locations],
        status=WalkInStatus.WAITING,
        arrived_at__gte=start_of(today),
    )
    return dict(visits.order_by().values_list("location").annotate(Count("pk")))


def visitors_for(user: User) -> int:
    """How many people wait now for this colleague, at any location."""
    since = start_of(timezone.localdate())
    return WalkIn.objects.filter(for_user=user, status=WalkInStatus.WAITING, arrived_at__gte=since).count()
