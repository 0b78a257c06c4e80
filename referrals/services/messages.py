"""Who hears what about a referral. The texts are in templates/referrals/messages.

Colleagues and partners get the reference number and the organisation, never who it is about: mail is not a safe place.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from advisors.models import Case
from directory.models import Organization, Team
from notifications.services import Recipient, queue_message
from referrals import permissions
from referrals.models import Referral


def partner_recipients(organization: Organization) -> list[Recipient]:
    """The staff who answer for an organisation; without any, its team or its general address; or nobody."""
    staff = {membership.user_id: membership.user for membership in permissions.partner_staff(organization.pk)}
    if staff:
        return [Recipient.of(user) for user in staff.values()]
    team = Team.objects.filter(organization=organization).exclude(email="").order_by("pk").first()
    address = team.email if team else organization.email
    return [Recipient(email=address, name=organization.name)] if address else []


def lead_recipients(organization: Organization) -> list[Recipient]:
    """The team leads of an organisation; without any, everybody who answers for it."""
    leads = {
        membership.user_id: membership.user
        for membership in permissions.partner_staff(organization.pk).filter(is_lead=True)
    }
    return [Recipient.of(user) for user in leads.values()] or partner_recipients(organization)


def tell_partner(name: str, referral: Referral, **facts: Any) -> None:
    """Everybody who answers for the partner."""
    for recipient in partner_recipients(referral.organization):
        _queue(name, recipient, referral, **facts)


def tell_sender(name: str, referral: Referral, **facts: Any) -> None:
    """Whoever has the case at the Werkcentrum now, else whoever sent the referral, else the team."""
    user = referral.case.owner or referral.sent_by
    if user is not None:
        _queue(name, Recipient.of(user), referral, **facts)
    elif referral.case.team.email:
        _queue(name, Recipient(email=referral.case.team.email, name=referral.case.team.name), referral, **facts)


def tell_coordinators(name: str, referral: Referral, **facts: Any) -> None:
    """All coordinators of the Werkcentrum."""
    for user in permissions.coordinators():
        _queue(name, Recipient.of(user), referral, **facts)


def tell_client(name: str, referral: Referral, **facts: Any) -> None:
    """The client, in the client's language; somebody without an e-mail address hears it from the advisor."""
    client = referral.case.client
    if client.email:
        recipient = Recipient(email=client.email, name=client.name, language=client.language, user=client.user)
        _queue(name, recipient, referral, contact=_contact(referral.case), **facts)


def tell_digest(
    name: str, organization: Organization, referrals: Iterable[Referral], recipients: Iterable[Recipient]
) -> None:
    """One message per reader per day about all referrals without an answer, never one per case."""
    lines = [{"reference": referral.case.reference, "answer_by": referral.answer_by} for referral in referrals]
    for recipient in recipients:
        queue_message(
            kind=f"referrals/{name}",
            to=recipient,
            context={"name": recipient.name, "organization": organization.name, "lines": lines, "count": len(lines)},
            key=f"referrals.{name}:{organization.pk}:{timezone.localdate().isoformat()}:{recipient.email}",
            about=organization,
        )


def _queue(name: str, to: Recipient, referral: Referral, *, round_of: str = "", **facts: Any) -> None:
    """One message per reader and referral; `round_of` tells apart what can happen twice (asking for consent)."""
    context = {
        "name": to.name,
        "reference": referral.case.reference,
        "organization": referral.organization.name,
        "uuid": referral.uuid,
        "answer_by": referral.answer_by,
        "until": _until(referral),
        **facts,
    }
    queue_message(
        kind=f"referrals/{name}",
        to=to,
        context=context,
        key=f"referrals.{name}:{referral.pk}{round_of}:{to.email}",
        about=referral,
    )


def _until(referral: Referral) -> datetime.date | None:
    return referral.consent.valid_until if referral.consent else None


def _contact(case: Case) -> str:
    return str(case.owner) if case.owner else ""
