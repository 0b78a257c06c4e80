"""The clock of unanswered referrals, in working days, and consents that run out. Runs at the end of every working day.

Each step is taken once per referral: its time is kept on the row, under a lock, and each message has a key of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from advisors.services import record_event
from directory.models import Organization
from referrals.models import Consent, Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_referral
from referrals.workflow import OPEN, ReferralStatus
from werkcentrum.core import audit, terms
from werkcentrum.core.workflow import move


@dataclass(frozen=True)
class ClockRun:
    """How many referrals went one step further."""

    reminded: int = 0
    escalated: int = 0
    overdue: int = 0


def run_clock() -> ClockRun:
    """Take every step that is due at the end of this day; nothing on a day that is not a working day."""
    if not terms.calendar().is_working_day(timezone.localdate()):
        return ClockRun()
    return ClockRun(
        overdue=sum(_is_overdue(pk) for pk in _due("answer_by", "overdue_at")),
        escalated=_per_desk("escalate_on", "escalated_at", _escalate),
        reminded=_per_desk("remind_on", "reminded_at", _remind),
    )


def _due(date_field: str, done_field: str) -> list[int]:
    due = Referral.objects.waiting().filter(
        **{f"{date_field}__lte": timezone.localdate(), f"{done_field}__isnull": True}
    )
    return list(due.order_by("pk").values_list("pk", flat=True))


def _per_desk(date_field: str, done_field: str, act: Callable[[Organization, list[Referral]], None]) -> int:
    """Per organisation in one transaction, so that it gets one message, however many are due."""
    due = Referral.objects.filter(pk__in=_due(date_field, done_field), overdue_at__isnull=True)
    total = 0
    for organization in Organization.objects.filter(referrals_received__in=due).distinct().order_by("pk"):
        with transaction.atomic():
            ids = due.filter(organization=organization).order_by("pk").values_list("pk", flat=True)
            referrals = [found for pk in ids if (found := _still_due(pk, done_field))]
            if not referrals:
                continue
            act(organization, referrals)
            for referral in referrals:
                setattr(referral, done_field, timezone.now())
                referral.save(update_fields=(done_field,))
            total += len(referrals)
    return total


def _still_due(referral_id: int, done_field: str) -> Referral | None:
    """The locked referral, unless it was answered or handled while we were waiting for the lock."""
    referral = locked_referral(referral_id)
    return referral if referral.is_waiting and getattr(referral, done_field) is None else None


def _remind(organization: Organization, referrals: list[Referral]) -> None:
    waiting = Referral.objects.waiting().filter(organization=organization, overdue_at__isnull=True)
    everything = list(waiting.for_page().order_by("answer_by", "pk"))
    messages.tell_digest("partner_reminder", organization, everything, messages.partner_recipients(organization))
    _record_all("reminded", referrals)


def _escalate(organization: Organization, referrals: list[Referral]) -> None:
    messages.tell_digest("lead_escalation", organization, referrals, messages.lead_recipients(organization))
    _record_all("escalated", referrals)


def _record_all(verb: str, referrals: list[Referral]) -> None:
    for referral in referrals:
        record_event(referral.case, kind=f"referral.{verb}", by=None, data={"organization": referral.organization.name})
        audit.record(f"referral.{verb}", referral, by=None)


@transaction.atomic
def _is_overdue(referral_id: int) -> bool:
    """Back to the sender: the partner can still answer, but it is the Werkcentrum's turn."""
    referral = _still_due(referral_id, "overdue_at")
    if referral is None:
        return False
    referral.overdue_at = timezone.now()
    referral.save(update_fields=("overdue_at",))
    _record_all("overdue", [referral])
    steps.take_back(referral, steps.OVERDUE, by=None, on=steps.next_working_day())
    messages.tell_sender("sender_overdue", referral)
    return True


def expire_referrals() -> int:
    """Close what rests on a consent that has run out; returns how many. The partner saw nothing any more already."""
    run_out = Consent.objects.run_out().values("pk")
    open_ones = Referral.objects.filter(consent__in=run_out, status__in=sorted(OPEN - {ReferralStatus.DRAFT}))
    return sum(_expire(pk) for pk in list(open_ones.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _expire(referral_id: int) -> bool:
    referral = locked_referral(referral_id)
    if not referral.is_open or referral.consent is None or referral.consent.is_in_force:
        return False
    referral.ended_at = timezone.now()
    move(referral, to=ReferralStatus.EXPIRED, by=None, reason="consent has run out", update_fields=("ended_at",))
    record_event(referral.case, kind="referral.expired", by=None, data={"organization": referral.organization.name})
    steps.take_back(referral, steps.EXPIRED, by=None, on=steps.next_working_day())
    messages.tell_partner("partner_closed", referral, why="expired")
    messages.tell_client("client_expired", referral)
    return True
