"""The partner's answer: we take over, or it does not fit us and this is where it might."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.services import record_event
from directory.models import Organization
from referrals import rules
from referrals.models import Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_for_partner
from referrals.workflow import DeclineReason, ReferralStatus
from werkcentrum.core import terms
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move

FIRST_CONTACT_WITHIN = datetime.timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Decline:
    """Why a partner cannot help, and what would: another organisation, or why none fits."""

    reason: str
    explanation: str = ""
    proposal: Organization | None = None
    why_none: str = ""


def accept_referral(*, referral_id: int, contact_name: str, first_contact_on: datetime.date, by: User) -> Referral:
    """The partner takes over: who will contact the client, and when first. From now on the Werkcentrum follows.

    Raises NotAllowed for others than the partner's staff, RuleViolation for a date in the past or far away,
    MoveNotAllowed when somebody was first or it was taken back.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_for_partner(referral_id, by=by)
        today = timezone.localdate()
        _check_contact(contact_name, first_contact_on, today)
        referral.contact_name, referral.first_contact_on = contact_name.strip(), first_contact_on
        referral.accepted_by, referral.accepted_at, referral.answered_at = by, timezone.now(), timezone.now()
        referral.follow_up_on = rules.follow_up_on(today, terms.calendar())
        move(
            referral,
            to=ReferralStatus.ACCEPTED,
            by=by,
            update_fields=(
                "contact_name",
                "first_contact_on",
                "accepted_by",
                "accepted_at",
                "answered_at",
                "follow_up_on",
            ),
        )
        _record(
            referral,
            "accepted",
            by=by,
            data={"contact": referral.contact_name, "first_contact_on": steps.iso(first_contact_on)},
        )
        steps.follow_up(referral, by=by)
        facts = {"person": referral.contact_name, "first_contact_on": first_contact_on}
        messages.tell_sender("sender_accepted", referral, **facts)
        messages.tell_client("client_accepted", referral, **facts)
        return referral


def _check_contact(contact_name: str, first_contact_on: datetime.date, today: datetime.date) -> None:
    if not contact_name.strip():
        raise RuleViolation(_("Fill in who will contact the client."), code="contact_name")
    if first_contact_on < today:
        raise RuleViolation(_("The first contact is today or later."), code="first_contact_on")
    if first_contact_on > today + FIRST_CONTACT_WITHIN:
        raise RuleViolation(
            _("Choose a date within two months, or decline when there is no room."), code="first_contact_on"
        )


def decline_referral(*, referral_id: int, decline: Decline, by: User) -> Referral:
    """It does not fit this partner; the question goes back to the sender today, with the proposal.

    The partner keeps the reference number only. The second decline of a case alerts the coordinators.
    Raises NotAllowed, RuleViolation without a reason or without a proposal or explanation, MoveNotAllowed.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_for_partner(referral_id, by=by)
        _check_decline(referral, decline)
        referral.decline_reason, referral.decline_text = decline.reason, decline.explanation.strip()
        referral.proposal, referral.no_proposal_reason = decline.proposal, decline.why_none.strip()
        referral.answered_at = referral.ended_at = timezone.now()
        move(
            referral,
            to=ReferralStatus.DECLINED,
            by=by,
            reason=decline.reason,
            update_fields=(
                "decline_reason",
                "decline_text",
                "proposal",
                "no_proposal_reason",
                "answered_at",
                "ended_at",
            ),
        )
        _after_decline(referral, by=by)
        return referral


def _check_decline(referral: Referral, decline: Decline) -> None:
    if decline.reason not in DeclineReason.values:
        raise RuleViolation(_("Choose why this does not fit."), code="reason")
    if decline.reason == DeclineReason.OTHER and not decline.explanation.strip():
        raise RuleViolation(_("Explain in a few words why this does not fit."), code="explanation")
    if decline.proposal is None and not decline.why_none.strip():
        raise RuleViolation(_("Propose another organisation, or say why none fits."), code="proposal")
    if decline.proposal is not None and decline.proposal == referral.organization:
        raise RuleViolation(_("Propose another organisation than your own."), code="proposal")


def _after_decline(referral: Referral, *, by: User) -> None:
    proposal = referral.proposal.name if referral.proposal else ""
    _record(
        referral,
        "declined",
        by=by,
        data={"reason": referral.decline_reason, "proposal": proposal},
        body=referral.decline_text,
    )
    if proposal:
        steps.take_back(referral, steps.DECLINED_WITH_PROPOSAL, by=by, proposal=proposal)
    else:
        steps.take_back(referral, steps.DECLINED, by=by)
    facts = {
        "reason": str(referral.get_decline_reason_display()),
        "explanation": referral.decline_text,
        "proposal": proposal,
        "no_proposal_reason": referral.no_proposal_reason,
    }
    messages.tell_sender("sender_declined", referral, **facts)
    messages.tell_client("client_declined", referral)
    declines = referral.case.referrals.filter(status=ReferralStatus.DECLINED).count()
    if declines >= rules.SECOND_DECLINE:
        messages.tell_coordinators("coordinator_declined", referral, count=declines)


def _record(referral: Referral, verb: str, *, by: User, data: dict[str, str], body: str = "") -> None:
    record_event(
        referral.case,
        kind=f"referral.{verb}",
        by=by,
        body=body,
        data={"organization": referral.organization.name, **data},
        actor_label=f"{by}, {referral.organization.name}",
    )
