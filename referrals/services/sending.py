"""Sending a referral, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.permissions import require_case_worker
from advisors.services import claim_case, record_event
from referrals import rules
from referrals.models import Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_referral, require_open_case
from referrals.workflow import ReferralStatus
from werkcentrum.core import terms
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move

NOT_TAKEN_OVER = (ReferralStatus.DRAFT, ReferralStatus.SENT)


def send_referral(*, referral_id: int, by: User) -> Referral:
    """Send a referral of which consent (or the legal task) has been recorded; the case waits for the answer.

    The sender keeps the case until the partner takes over; a case that nobody had becomes the sender's.
    Raises NotAllowed, RuleViolation without a basis in force, MoveNotAllowed when it was sent already.
    """
    require_case_worker(by)
    with explain_constraints(), transaction.atomic():
        referral = locked_referral(referral_id)
        send(referral, sender=by, by=by)
        return referral


def send(referral: Referral, *, sender: User, by: User) -> None:
    """Send a locked referral; `by` is whose act it is, which can be the client who says yes."""
    require_open_case(referral)
    if referral.consent is None or not referral.consent.is_in_force:
        raise RuleViolation(_("A referral is sent with the client's consent or a legal task only."), code="no-basis")
    referral.sent_at, referral.sent_by = timezone.now(), sender
    _start_clock(referral)
    move(
        referral,
        to=ReferralStatus.SENT,
        by=by,
        update_fields=("sent_at", "sent_by", "remind_on", "escalate_on", "answer_by"),
    )
    if referral.case.owner is None:
        referral.case = claim_case(case_id=referral.case_id, by=sender)
    record_event(
        referral.case,
        kind="referral.sent",
        by=sender,
        body=referral.question,
        data={"organization": referral.organization.name, "answer_by": steps.iso(referral.answer_by)},
    )
    steps.wait_for(referral, by=by)
    messages.tell_partner("partner_new", referral, sender=referral.from_organization.name)
    messages.tell_client("client_sent", referral)


def _start_clock(referral: Referral) -> None:
    """The three dates, by the settings of the partner as they are now."""
    desk = referral.organization
    dates = rules.milestones(
        timezone.localdate(),
        rules.ClockSettings(desk.reminder_days, desk.escalation_days, desk.overdue_days),
        terms.calendar(),
    )
    referral.remind_on, referral.escalate_on, referral.answer_by = dates.remind_on, dates.escalate_on, dates.answer_by


def withdraw_referral(*, referral_id: int, by: User, reason: str = "") -> Referral:
    """The Werkcentrum takes a referral back, at any moment before it has ended; the partner's access closes at once.

    Raises NotAllowed for who does not handle cases, MoveNotAllowed when it has ended already.
    """
    require_case_worker(by)
    with explain_constraints(), transaction.atomic():
        referral = locked_referral(referral_id)
        _withdraw(referral, reason=reason, by=by)
        if referral.sent_at is not None:
            messages.tell_client("client_withdrawn", referral)
        if not steps.wait_for_other(referral, by=by):
            steps.take_back(referral, steps.WITHDRAWN, by=by, on=steps.next_working_day())
        return referral


@transaction.atomic
def withdraw_for_closed_case(*, case_id: int) -> int:
    """A case was closed: what no partner has taken over yet is asked back; returns how many."""
    if Case.objects.open().filter(pk=case_id).exists():
        return 0  # opened again meanwhile
    waiting = Referral.objects.filter(case=case_id, status__in=NOT_TAKEN_OVER)
    return sum(_withdraw_unless_answered(pk) for pk in list(waiting.order_by("pk").values_list("pk", flat=True)))


def _withdraw_unless_answered(referral_id: int) -> bool:
    """Look again under the lock: the partner may just have taken over."""
    referral = locked_referral(referral_id)
    if referral.status not in NOT_TAKEN_OVER:
        return False
    _withdraw(referral, reason="", by=None)
    return True


def _withdraw(referral: Referral, *, reason: str, by: User | None) -> None:
    was_sent = referral.sent_at is not None
    referral.ended_at = timezone.now()
    move(referral, to=ReferralStatus.WITHDRAWN, by=by, reason=reason or "withdrawn", update_fields=("ended_at",))
    record_event(
        referral.case,
        kind="referral.withdrawn",
        by=by,
        body=reason,
        data={"organization": referral.organization.name},
        visible_to_client=was_sent,
    )
    if was_sent:
        messages.tell_partner("partner_closed", referral, why="withdrawn")
