"""Somebody walks in at a location: in the queue, with a colleague, helped or gone; the names do not stay."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors import permissions
from advisors.models import Case, WalkIn
from advisors.services.messages import tell_colleague_about_visitor
from advisors.workflow import WalkInStatus
from directory.models import Location
from werkcentrum.core import audit
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move

KEEP_DAYS = 7
"""So many days after the visit the name and what somebody came for are wiped (data minimisation, domain 9)."""


@transaction.atomic
def register_walk_in(
    *, location_id: uuid.UUID, by: User, name: str = "", about: str = "", for_user: User | None = None
) -> WalkIn:
    """Put somebody in the queue of a location, open or not; `for_user` is the colleague whom the visitor asks for.

    That colleague gets a message. Raises NotAllowed for who does not handle cases (`by` and `for_user`), RuleViolation
    for a location where people cannot walk in.
    """
    permissions.require_case_worker(by)
    location = Location.objects.walk_in().filter(pk=location_id).first()
    if location is None:
        raise RuleViolation(_("People cannot walk in at this location."))
    if for_user is not None and not permissions.is_case_worker(for_user):
        raise NotAllowed(_("%(name)s does not handle cases of the Werkcentrum.") % {"name": for_user})
    visitor = WalkIn.objects.create(
        location=location, name=name.strip(), about=about.strip(), for_user=for_user, entered_by=by
    )
    audit.record("walk_in.registered", visitor, by=by, location=location.slug)
    if for_user is not None and for_user != by:
        tell_colleague_about_visitor(visitor, by=by)
    return visitor


@transaction.atomic
def take_walk_in(*, walk_in_id: int, by: User) -> WalkIn:
    """Help a visitor; taking one that is yours already changes nothing. Raises Conflict, naming who was first."""
    visitor = _locked(walk_in_id, by=by)
    if visitor.status == WalkInStatus.TAKEN:
        if visitor.taken_by == by:
            return visitor
        raise Conflict(_("%(name)s is already helping this visitor.") % {"name": visitor.taken_by})
    _refuse_when_over(visitor)
    visitor.taken_by, visitor.taken_at = by, timezone.now()
    move(visitor, to=WalkInStatus.TAKEN, by=by, update_fields=("taken_by", "taken_at"))
    return visitor


@transaction.atomic
def put_back(*, walk_in_id: int, by: User) -> WalkIn:
    """Somebody waits after all: the talk has not started, or the visitor had not left. The time waited goes on."""
    visitor = _locked(walk_in_id, by=by)
    if visitor.status == WalkInStatus.WAITING:
        return visitor
    if visitor.status == WalkInStatus.HELPED:
        _refuse_when_over(visitor)
    visitor.taken_by = visitor.taken_at = visitor.ended_at = None
    move(visitor, to=WalkInStatus.WAITING, by=by, update_fields=("taken_by", "taken_at", "ended_at"))
    return visitor


@transaction.atomic
def finish_walk_in(*, walk_in_id: int, outcome: str, by: User) -> WalkIn:
    """The visit is over: `outcome` is `helped` (only after somebody took the visitor) or `left`. Twice is once."""
    if outcome not in {WalkInStatus.HELPED, WalkInStatus.LEFT}:
        raise ValueError(f"Not an end of a visit: {outcome}")
    visitor = _locked(walk_in_id, by=by)
    if visitor.status == outcome:
        return visitor
    _refuse_when_over(visitor)
    if outcome == WalkInStatus.HELPED and visitor.status == WalkInStatus.WAITING:
        raise Conflict(_("Nobody is helping this visitor. Take the visitor first."))
    visitor.ended_at = timezone.now()
    move(visitor, to=outcome, by=by, update_fields=("ended_at",))
    return visitor


@transaction.atomic
def link_walk_in(*, walk_in_id: int, case_id: int, by: User) -> WalkIn:
    """The visit is about this case; linking another one replaces it. The status of the visit does not change.

    Raises NotAllowed for who does not handle cases.
    """
    permissions.require_case_worker(by)
    visitor = WalkIn.objects.select_for_update(of=("self",), no_key=True).get(pk=walk_in_id)
    if visitor.case_id == case_id:
        return visitor
    before = visitor.case_id
    visitor.case = Case.objects.visible_to(by).get(pk=case_id)
    visitor.save(update_fields=["case"])
    audit.record("walk_in.linked", visitor, by=by, case=visitor.case.reference, before=before)
    return visitor


def end_forgotten_visits(today: datetime.date | None = None) -> int:
    """Close what was still open when an earlier day ended: who was with a colleague was helped, who waited has left.

    Returns how many.
    """
    start = start_of(today or timezone.localdate())
    outcomes = {WalkInStatus.TAKEN: WalkInStatus.HELPED, WalkInStatus.WAITING: WalkInStatus.LEFT}
    with transaction.atomic():
        forgotten = list(
            WalkIn.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(
                status__in=outcomes, arrived_at__lt=start
            )
        )
        for visitor in forgotten:
            visitor.ended_at = timezone.now()
            to = outcomes[WalkInStatus(visitor.status)]
            move(visitor, to=to, by=None, reason="the day ended", update_fields=("ended_at",))
    return len(forgotten)


@transaction.atomic
def wipe_walk_in_names(today: datetime.date | None = None) -> int:
    """Wipe names and what people came for after `KEEP_DAYS` days; the rows stay, for the figures. Returns how many."""
    before = start_of((today or timezone.localdate()) - datetime.timedelta(days=KEEP_DAYS))
    old = WalkIn.objects.filter(~Q(name="") | ~Q(about=""), arrived_at__lt=before)
    wiped = old.update(name="", about="")
    if wiped:
        audit.record("walk_in.names_wiped", by=None, visits=wiped)
    return wiped


def start_of(day: datetime.date) -> datetime.datetime:
    """The first moment of a day here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _locked(walk_in_id: int, *, by: User) -> WalkIn:
    """The visit of today, locked until the transaction ends (without joins: see locking.py)."""
    permissions.require_case_worker(by)
    visitor = WalkIn.objects.select_for_update(of=("self",), no_key=True).get(pk=walk_in_id)
    if visitor.arrived_at < start_of(timezone.localdate()):
        raise RuleViolation(_("This visit was on an earlier day and cannot be changed any more."))
    return visitor


def _refuse_when_over(visitor: WalkIn) -> None:
    """Raises Conflict, in words, for a visit that somebody else has ended meanwhile."""
    if visitor.status == WalkInStatus.HELPED:
        raise Conflict(_("This visitor has been helped already."))
    if visitor.status == WalkInStatus.LEFT:
        raise Conflict(_("This visitor has left. Is the visitor still there? Then choose 'Waits after all' first."))
