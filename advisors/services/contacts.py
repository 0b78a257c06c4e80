"""Contact moments: what was said, how long it took, and what comes next."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors import signals
from advisors.models import Case, ContactMoment
from advisors.services.events import record_event
from advisors.services.locking import locked_open_case, save_changes
from advisors.services.steps import apply_next_step, require_future
from advisors.workflow import ContactKind, WaitingFor
from directory.models import Organization
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.signals import announce


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What the figures need of an LLO conversation (BP 10): goal, education now, route, sector from and to."""

    goal: str
    education: str
    route: str
    sector_from: str
    sector_to: str


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """A step to set together with something else."""

    text: str
    on: datetime.date
    waiting_for: str = WaitingFor.US


def record_contact(
    *,
    case_id: int,
    kind: str,
    minutes: int,
    by: User,
    note: str = "",
    visible_to_client: bool = True,
    at: datetime.datetime | None = None,
    conversation: Conversation | None = None,
    organization: Organization | None = None,
    next_step: NextStep | None = None,
) -> ContactMoment:
    """Record a contact of `minutes` with the client, and at the same time the next step when it is given.

    The first contact is the first human answer. An LLO conversation (BP 5) must come with its `conversation`. Raises
    NotAllowed, Conflict (closed), RuleViolation, and the constraint's message for an implausible duration.
    """
    with explain_constraints(), transaction.atomic():
        case = locked_open_case(case_id, by=by)
        at = at or timezone.now()
        _check(kind=kind, at=at, conversation=conversation)
        contact = ContactMoment.objects.create(
            case=case,
            kind=kind,
            at=at,
            minutes=minutes,
            note=note,
            visible_to_client=visible_to_client,
            goal=conversation.goal if conversation else "",
            education=conversation.education if conversation else "",
            route=conversation.route if conversation else "",
            sector_from=conversation.sector_from if conversation else "",
            sector_to=conversation.sector_to if conversation else "",
            by=by,
            organization=organization,
        )
        _mark_answered(case, contact, conversation)
        record_event(
            case,
            kind=f"contact.{kind}",
            by=by,
            body=note,
            data={"minutes": minutes},
            visible_to_client=visible_to_client,
            at=at,
        )
        audit.record("case.contact", case, by=by, kind=kind, minutes=minutes)
        if next_step:
            require_future(next_step.on)
            apply_next_step(case, text=next_step.text, on=next_step.on, waiting_for=next_step.waiting_for, by=by)
        announce(signals.contact_recorded, contact_id=contact.pk, case_id=case.pk)
        return contact


def _check(*, kind: str, at: datetime.datetime, conversation: Conversation | None) -> None:
    if kind not in ContactKind.values:
        raise ValueError(f"{kind} is no kind of contact moment")
    if at > timezone.now():
        raise RuleViolation(_("A contact moment lies in the past; plan a next step for what is still to come."))
    if (kind == ContactKind.LLO) != (conversation is not None):
        raise RuleViolation(_("Say for an LLO conversation what it was about: the figures of the fund need it."))


def _mark_answered(case: Case, contact: ContactMoment, conversation: Conversation | None) -> None:
    changed = []
    if case.first_answered_at is None or contact.at < case.first_answered_at:
        case.first_answered_at = max(contact.at, case.opened_at)
        changed.append("first_answered_at")
    if conversation and conversation.education:
        case.education = conversation.education
        changed.append("education")
    if changed:
        save_changes(case, *changed)
