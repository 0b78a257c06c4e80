"""Who hears what about a question that a partner brought. The texts are in templates/intake/messages.

Partners get the reference number, never who it is about or what the answer is: mail is not a safe place.
"""

from typing import Any

from intake.models import InboundReferral
from intake.permissions import works_for
from intake.services.triage import Triage
from notifications.services import Recipient, queue_message
from werkcentrum.core.forms.fields import readable_phone


def receipt_to_client(inbound: InboundReferral, found: Triage) -> None:
    """Who brought the question, who calls when, who can help and why, and what the client agreed to.

    Without an e-mail address nothing: the partner prints a page for the client.
    """
    case = inbound.case
    client = case.client
    if not client.email:
        return
    queue_message(
        kind="intake/inbound_receipt",
        to=Recipient(email=client.email, name=client.name, language=client.language, user=client.user),
        context={
            "name": client.name,
            "reference": case.reference,
            "organization": inbound.organization.name,
            "by": str(inbound.entered_by),
            "answer_by": case.answer_by,
            "preference": case.contact_preference,
            "phone": readable_phone(client.phone) if client.phone else "",
            "email": client.email,
            "question": " ".join(inbound.question.split()),
            "consent": inbound.consent_text,
            "desks": [
                {
                    "name": desk.name,
                    "why": "".join(reason.text(client.language) for reason in found.outcome.reasons_for(desk.code)[:1]),
                }
                for desk in found.desks
            ],
        },
        key=f"intake.inbound_receipt:{case.pk}",
        about=case,
    )


def tell_partner(name: str, inbound: InboundReferral, **facts: Any) -> None:
    """Whoever entered the question, while working there, and the address of the organisation; each once."""
    for recipient in _readers(inbound):
        context = {
            "name": recipient.name,
            "reference": inbound.case.reference,
            "organization": inbound.organization.name,
            "by": str(inbound.entered_by),
            "entered_on": inbound.entered_at,
            **facts,
        }
        queue_message(
            kind=f"intake/{name}",
            to=recipient,
            context=context,
            key=f"intake.{name}:{inbound.pk}:{recipient.email}",
            about=inbound,
        )


def _readers(inbound: InboundReferral) -> list[Recipient]:
    person, organization = inbound.entered_by, inbound.organization
    readers = [Recipient.of(person)] if works_for(person, organization) else []
    if organization.email and organization.email.lower() not in {reader.email.lower() for reader in readers}:
        readers.append(Recipient(email=organization.email, name=organization.name))
    return readers
