"""Reminding people of next steps that are overdue: one message per person per day, never one per case."""

import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from advisors.models import Case
from advisors.services.messages import colleague
from directory.services import holders_of
from notifications.services import queue_message
from werkcentrum.core import audit
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role

LONGEST_LIST = 25


def remind_overdue(today: datetime.date | None = None) -> int:
    """Tell owners, and the coordinators for cases that nobody has, what is overdue; returns how many messages.

    Running it again on the same day sends nothing new: a case is reminded of once a day, and so is a person.
    """
    today = today or timezone.localdate()
    due = Case.objects.overdue(today).exclude(reminded_on=today).order_by("owner_id", "next_step_on", "pk")
    sent = 0
    owned = due.filter(owner__isnull=False, owner__is_active=True).values_list("pk", "owner_id")
    for _owner_id, rows in groupby(owned, key=lambda row: row[1]):
        sent += _remind([pk for pk, _owner in rows], today=today)
    # what nobody has, or somebody who left: the coordinators of the front desk
    unowned = list(due.exclude(owner__isnull=False, owner__is_active=True).values_list("pk", flat=True))
    return sent + (_remind(unowned, today=today, coordinators=True) if unowned else 0)


@transaction.atomic
def _remind(case_ids: list[int], *, today: datetime.date, coordinators: bool = False) -> int:
    """Lock the cases, look again, write the messages and mark the cases; returns how many messages."""
    cases = list(
        Case.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .prefetch_related("client", "owner")  # not joined: see locking.py
        .overdue(today)
        .exclude(reminded_on=today)
        .filter(pk__in=case_ids)
        .order_by("next_step_on", "pk")
    )
    if not cases:
        return 0
    receivers = (
        set(holders_of(Role.COORDINATOR, on=today)) if coordinators else {case.owner for case in cases if case.owner}
    )
    sent = 0
    for user in receivers:
        own = cases if coordinators else [case for case in cases if case.owner_id == user.pk]
        _send(user, own, today=today, for_coordinator=coordinators)
        sent += 1
    if receivers:
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(reminded_on=today)
        audit.record("case.reminded", by=None, cases=len(cases), people=len(receivers))
    return sent


def _send(user: User, cases: list[Case], *, today: datetime.date, for_coordinator: bool) -> None:
    query = {"lijst": "niet-opgepakt"} if for_coordinator else {"lijst": "te-laat", "wie": "ik"}
    queue_message(
        kind="advisors/overdue",
        to=colleague(user),
        context={
            "name": str(user),
            "total": len(cases),
            "cases": [_line(case) for case in cases[:LONGEST_LIST]],
            "more": max(len(cases) - LONGEST_LIST, 0),
            "unassigned": for_coordinator,
            "query": urlencode(query),
        },
        key=f"advisors.overdue:{user.pk}:{query['lijst']}:{today:%Y-%m-%d}",
    )


def _line(case: Case) -> dict[str, object]:
    return {
        "client": case.client.display_name,
        "reference": case.reference,
        "on": case.next_step_on,
        "step": case.next_step,
    }
