"""The outbox: write a message in the transaction of the event, hand it to the workers after the commit."""

import datetime
import logging
import uuid
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications import rules
from notifications.models import Message
from notifications.rendering import one_line, render
from notifications.tasks import deliver_message
from notifications.workflow import MessageStatus
from werkcentrum.core import audit, workflow
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User

logger = logging.getLogger(__name__)

SWEEP_SIZE = 500


class NotFailed(RuleViolation):
    """Only a message that could not be delivered can be sent again."""


@dataclass(frozen=True)
class Recipient:
    """Who gets a message, and in which language ("nl" or "en")."""

    email: str
    name: str = ""
    language: str = "nl"
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> "Recipient":
        """A user, at the address of the account."""
        return cls(email=user.email, name=user.name, language=user.language, user=user)


@transaction.atomic
def queue_message(
    *, kind: str, to: Recipient, context: dict[str, Any], key: str, about: models.Model | None = None
) -> Message:
    """Write a message that is sent once the caller's transaction has been committed, and return it.

    `kind` is "<app>/<name>" of the text (see `notifications.rendering`). The same `key` again returns the first one.
    Raises BadMessage without a text for this kind, ValidationError for an impossible e-mail address.
    """
    existing = Message.objects.filter(idempotency_key=key).first()
    if existing:
        return existing
    validate_email(to.email)
    rendered = render(kind, language=to.language, context=context)
    pk = uuid.uuid4()
    message, created = Message.objects.get_or_create(
        idempotency_key=key,
        defaults={
            "id": pk,
            "kind": kind,
            "message_id": f"<{pk}@{mail_domain()}>",
            "recipient_user": to.user,
            "recipient_email": to.email,
            "recipient_name": one_line(to.name)[:200],
            "language": rendered.language,
            "subject": rendered.subject,
            "text": rendered.text,
            "html": rendered.html,
            "about_type": about._meta.label_lower if about is not None else "",
            "about_id": str(about.pk) if about is not None else "",
            "enqueued_at": timezone.now(),
        },
    )
    if created:
        transaction.on_commit(partial(enqueue, message.pk))
    return message


def mail_domain() -> str:
    """The part after the @ of our own address, for Message-IDs."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def enqueue(message_id: uuid.UUID) -> None:
    """Hand a message to the workers. When the broker is down the request goes on, and the sweep comes back to it."""
    try:
        deliver_message.apply_async(args=[str(message_id)], retry=False)
    except Exception:
        logger.exception("message %s could not be handed to the workers; the sweep will", message_id)


@transaction.atomic
def resend_message(*, message_id: uuid.UUID, by: User) -> Message:
    """Try a message that failed again, from the first attempt on. Raises NotFailed for any other message."""
    message = Message.objects.select_for_update(of=("self",), no_key=True).get(pk=message_id)
    if message.status != MessageStatus.FAILED:
        raise NotFailed(_("This message has not failed, so there is nothing to send again."))
    message.attempts = 0
    message.next_attempt_at = None
    message.enqueued_at = timezone.now()
    workflow.move(
        message,
        to=MessageStatus.QUEUED,
        by=by,
        reason="resend",
        update_fields=("attempts", "next_attempt_at", "enqueued_at"),
    )
    audit.record("notifications.resend", message, by=by)
    transaction.on_commit(partial(enqueue, message.pk))
    return message


def sweep(now: datetime.datetime | None = None) -> int:
    """Pick up what was missed and hand it to the workers; returns how many. Sends nothing itself.

    Missed are: queued messages whose hour has come and that the workers were not given recently (the broker was down,
    or lost them), and messages of a worker that has not been heard of since the lease.
    """
    now = now or timezone.now()
    release_abandoned(now)
    with transaction.atomic():
        due = list(
            Message.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            .filter(Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now), status=MessageStatus.QUEUED)
            .filter(Q(enqueued_at__isnull=True) | Q(enqueued_at__lt=now - requeue_after()))
            .order_by(F("next_attempt_at").asc(nulls_first=True), "created_at")
            .values_list("pk", flat=True)[:SWEEP_SIZE]
        )
        Message.objects.filter(pk__in=due).update(enqueued_at=now)
    for pk in due:
        enqueue(pk)
    return len(due)


@transaction.atomic
def release_abandoned(now: datetime.datetime) -> int:
    """Queue messages again whose worker is gone; after the last attempt they fail. Returns how many."""
    abandoned = Message.objects.select_for_update(skip_locked=True, of=("self",), no_key=True).filter(
        status=MessageStatus.SENDING, claimed_at__lt=now - lease()
    )[:SWEEP_SIZE]
    for message in abandoned:
        is_last = message.attempts >= rules.MAX_ATTEMPTS
        message.enqueued_at = None
        message.next_attempt_at = None
        message.last_error = "The worker stopped while it was sending."
        workflow.move(
            message,
            to=MessageStatus.FAILED if is_last else MessageStatus.QUEUED,
            by=None,
            reason="worker gone",
            update_fields=("enqueued_at", "next_attempt_at", "last_error"),
        )
    return len(abandoned)


def lease() -> datetime.timedelta:
    """How long a worker may have a message (setting OUTBOX_LEASE_SECONDS)."""
    return _setting("OUTBOX_LEASE_SECONDS", rules.LEASE)


def requeue_after() -> datetime.timedelta:
    """How long the workers may leave a message lying (setting OUTBOX_REQUEUE_SECONDS)."""
    return _setting("OUTBOX_REQUEUE_SECONDS", rules.REQUEUE_AFTER)


def _setting(name: str, default: datetime.timedelta) -> datetime.timedelta:
    seconds = getattr(settings, name, None)
    return default if seconds is None else datetime.timedelta(seconds=seconds)
