"""Who walked in: some people at a counter right now, counted back from this moment, and the visitors of last week."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from advisors.models import Case, WalkIn
from advisors.services import finish_walk_in, link_walk_in, register_walk_in, take_walk_in
from advisors.workflow import WalkInStatus
from directory.models import Location
from werkcentrum.core.models import User
from werkcentrum.demo import clients
from werkcentrum.demo.clock import at, days_ago
from werkcentrum.demo.story import Staff

HOST = "yusuf.demirci"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visitor: `ago` are minutes before now, `waited` and `talked` minutes; without `helper` nobody took them."""

    location: str
    about: str
    name: str = ""
    ago: int = 0
    asks_for: str = ""
    helper: str = ""
    waited: int = 0
    talked: int = 0
    left: bool = False
    case_of: str = ""


TODAY = [
    Visit(
        location="enschede",
        name="Henk Pluimers",
        about="Brief van UWV over zijn WW",
        ago=96,
        helper="marieke.ter.braak",
        waited=6,
        talked=24,
        case_of=clients.COOK.name,
    ),
    Visit(location="enschede", about="Waar is het Taalpunt?", ago=71, left=True, waited=14),
    Visit(
        location="enschede",
        name="Mevrouw Kolthof",
        about="Sollicitatiebrief nakijken",
        ago=38,
        helper="tom.oude.avenhuis",
        waited=11,
    ),
    Visit(location="enschede", name="Ahmed", about="Zoekt werk in de logistiek, heeft zijn cv bij zich", ago=19),
    Visit(
        location="enschede",
        name="Iris",
        about="Vraag over haar scholingscheque",
        ago=8,
        asks_for="marieke.ter.braak",
    ),
    Visit(location="enschede", about="Wil weten of een buitenlands diploma geldig is", ago=3),
    Visit(
        location="hengelo",
        name="Thijs",
        about="Open dag vormgeving",
        ago=44,
        helper="yusuf.demirci",
        waited=9,
        talked=15,
        case_of=clients.STUDENT.name,
    ),
    Visit(location="hengelo", name="Meneer Oonk", about="Beroepentest", ago=12),
    Visit(location="hengelo", about="Werkgever, zoekt een leerling-monteur", ago=4, asks_for="tom.oude.avenhuis"),
]
LAST_WEEK = [
    Visit(location="enschede", name="Carla", about="Terug naar de zorg", helper=HOST, waited=7, talked=20),
    Visit(location="enschede", name="Meneer Geerdink", about="Omscholen", helper=HOST, waited=18, talked=35),
    Visit(location="hengelo", about="Cursus heftruck", helper="tom.oude.avenhuis", waited=4, talked=10),
    Visit(location="enschede", about="Vacatures in de techniek", left=True, waited=25),
]


def bring_visitors(staff: Staff) -> None:
    """Let everybody walk in; the same people on whatever day this runs."""
    working_days = sorted({days_ago(ago, 9, 20) for ago in range(1, 7)})
    for day in working_days:
        for number, visit in enumerate(LAST_WEEK[: 1 + day.day % len(LAST_WEEK)]):
            _walk_in(visit, staff, arrived=day + datetime.timedelta(minutes=95 * number))
    now = timezone.now()
    for visit in TODAY:
        _walk_in(visit, staff, arrived=_today(now, visit.ago))


def _today(now: datetime.datetime, minutes: int) -> datetime.datetime:
    """So many minutes ago, but not yesterday: who is at the counter came in today."""
    midnight = timezone.make_aware(datetime.datetime.combine(timezone.localdate(now), datetime.time.min))
    return max(now - datetime.timedelta(minutes=minutes), midnight)


def _walk_in(visit: Visit, staff: Staff, *, arrived: datetime.datetime) -> None:
    host = staff[HOST]
    with at(arrived):
        asked: User | None = staff.get(visit.asks_for)
        visitor = register_walk_in(
            location_id=Location.objects.get(slug=visit.location).pk,
            name=visit.name,
            about=visit.about,
            for_user=asked,
            by=host,
        )
    turn = arrived + datetime.timedelta(minutes=visit.waited)
    if visit.helper:
        _help(visitor, visit, by=staff[visit.helper], turn=turn)
    elif visit.left:
        with at(turn):
            finish_walk_in(walk_in_id=visitor.pk, outcome=WalkInStatus.LEFT, by=host)


def _help(visitor: WalkIn, visit: Visit, *, by: User, turn: datetime.datetime) -> None:
    with at(turn):
        take_walk_in(walk_in_id=visitor.pk, by=by)
    if visit.case_of:
        with at(turn):
            case = Case.objects.filter(client__name=visit.case_of).latest("opened_at")
            link_walk_in(walk_in_id=visitor.pk, case_id=case.pk, by=by)
    if visit.talked:
        with at(turn + datetime.timedelta(minutes=visit.talked)):
            finish_walk_in(walk_in_id=visitor.pk, outcome=WalkInStatus.HELPED, by=by)
