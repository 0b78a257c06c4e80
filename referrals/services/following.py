"""After the partner took over: the first contact, the outcome, or back to the Werkcentrum."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.services import record_event
from referrals.models import Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_for_partner
from referrals.workflow import PartnerOutcome, ReferralStatus
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move


def start_referral(*, referral_id: int, by: User, on: datetime.date | None = None) -> Referral:
    """The partner had the first contact, today or on a day before. Raises NotAllowed, RuleViolation, MoveNotAllowed."""
    with explain_constraints(), transaction.atomic():
        referral = locked_for_partner(referral_id, by=by)
        today = timezone.localdate()
        on = on or today
        if on > today:
            raise RuleViolation(_("The first contact has been, so its date is today or before."), code="on")
        referral.started_on = on
        move(referral, to=ReferralStatus.IN_PROGRESS, by=by, update_fields=("started_on",))
        _record(referral, "started", by=by, data={"on": steps.iso(on)})
        return referral


def complete_referral(*, referral_id: int, outcome: str, by: User, explanation: str = "") -> Referral:
    """The partner is ready and says what came of it; the Werkcentrum closes the case or goes on.

    Raises NotAllowed, RuleViolation without an outcome, MoveNotAllowed.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_for_partner(referral_id, by=by)
        if outcome not in PartnerOutcome.values:
            raise RuleViolation(_("Choose what came of it."), code="outcome")
        referral.outcome, referral.outcome_text = outcome, explanation.strip()
        referral.ended_at = timezone.now()
        move(
            referral,
            to=ReferralStatus.COMPLETED,
            by=by,
            reason=outcome,
            update_fields=("outcome", "outcome_text", "ended_at"),
        )
        _record(referral, "completed", by=by, data={"outcome": outcome}, body=referral.outcome_text)
        steps.take_back(referral, steps.COMPLETED, by=by, on=steps.next_working_day())
        messages.tell_sender(
            "sender_completed",
            referral,
            outcome=str(referral.get_outcome_display()),
            explanation=referral.outcome_text,
        )
        messages.tell_client("client_completed", referral)
        return referral


def return_referral(*, referral_id: int, reason: str, by: User) -> Referral:
    """The partner hands back what it had taken over; the Werkcentrum goes on with it today, and the client is told.

    Raises NotAllowed, RuleViolation without a reason, MoveNotAllowed.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_for_partner(referral_id, by=by)
        if not reason.strip():
            raise RuleViolation(_("Say why you hand the question back."), code="reason")
        referral.return_reason, referral.ended_at = reason.strip(), timezone.now()
        move(referral, to=ReferralStatus.RETURNED, by=by, update_fields=("return_reason", "ended_at"))
        _record(referral, "returned", by=by, data={}, body=referral.return_reason)
        steps.take_back(referral, steps.RETURNED, by=by)
        messages.tell_sender("sender_returned", referral, explanation=referral.return_reason)
        messages.tell_client("client_returned", referral)
        return referral


def _record(referral: Referral, verb: str, *, by: User, data: dict[str, str], body: str = "") -> None:
    record_event(
        referral.case,
        kind=f"referral.{verb}",
        by=by,
        body=body,
        data={"organization": referral.organization.name, **data},
        actor_label=f"{by}, {referral.organization.name}",
    )
