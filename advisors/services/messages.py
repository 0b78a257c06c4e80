"""What clients and colleagues hear about a case. The texts are in templates/advisors/messages."""

from advisors.models import Case, Client, WalkIn
from notifications.services import Recipient, queue_message
from werkcentrum.core.models import User


def recipient_of(client: Client) -> Recipient:
    """The client, in the client's language."""
    return Recipient(email=client.email, name=client.name, language=client.language, user=client.user)


def colleague(user: User) -> Recipient:
    """Somebody who works here."""
    return Recipient(email=user.email, name=user.name, language=user.language, user=user)


def tell_client_about_contact(case: Case) -> None:
    """Who the contact person is, once per person."""
    if not case.client.email:
        return
    queue_message(
        kind="advisors/claimed",
        to=recipient_of(case.client),
        context={
            "name": case.client.name,
            "reference": case.reference,
            "owner": str(case.owner),
            "on": case.next_step_on,
            "answered": case.first_answered_at is not None,
        },
        key=f"advisors.claimed:{case.pk}:{case.owner_id}",
        about=case,
    )


def tell_client_about_closing(case: Case, *, by: User) -> None:
    """That the case is closed, how, and how to come back."""
    if not case.client.email:
        return
    queue_message(
        kind="advisors/closed",
        to=recipient_of(case.client),
        context={
            "name": case.client.name,
            "reference": case.reference,
            "outcome": case.outcome,
            "note": case.outcome_note,
            "by": str(by),
        },
        key=f"advisors.closed:{case.pk}:{case.version}",
        about=case,
    )


def tell_owner_about_case(case: Case, *, by: User, note: str) -> None:
    """A colleague handed the case over to you."""
    if case.owner is None:
        return
    queue_message(
        kind="advisors/assigned",
        to=colleague(case.owner),
        context={
            "name": str(case.owner),
            "client": case.client.display_name,
            "reference": case.reference,
            "by": str(by),
            "note": note,
            "step": case.next_step,
            "on": case.next_step_on,
        },
        key=f"advisors.assigned:{case.pk}:{case.version}",
        about=case,
    )


def tell_owner_about_withdrawal(case: Case, *, owner: User) -> None:
    """The client does not need an answer any more."""
    queue_message(
        kind="advisors/withdrawn",
        to=colleague(owner),
        context={
            "name": str(owner),
            "client": case.client.display_name,
            "reference": case.reference,
            "note": case.outcome_note,
        },
        key=f"advisors.withdrawn:{case.pk}:{case.version}",
        about=case,
    )


def tell_colleague_about_visitor(visitor: WalkIn, *, by: User) -> None:
    """Somebody at the counter asks for you. Who it is and what for is on the screen, not in a mail."""
    if visitor.for_user is None:
        return
    queue_message(
        kind="advisors/walk_in",
        to=colleague(visitor.for_user),
        context={
            "name": str(visitor.for_user),
            "location": visitor.location.name,
            "slug": visitor.location.slug,
            "since": visitor.arrived_at,
            "by": str(by),
        },
        key=f"advisors.walk_in:{visitor.pk}",
    )
