"""Sending one message: claim it, talk to the mail server, write down how it went.

Three steps, of which only the first and last are transactions; nothing is locked while the mail server answers. What a
crash leaves behind: before the claim, a message that is still queued; after it, one that is `sending`. Nobody can know
whether the mail server took that last one, so it is sent again after the lease, with the same Message-ID.
"""

import datetime
import logging
import uuid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifications import rules
from notifications.models import Message
from notifications.rendering import one_line
from notifications.workflow import MessageStatus
from werkcentrum.core import workflow

logger = logging.getLogger(__name__)


def deliver(message_id: uuid.UUID | str) -> bool:
    """Send a message that is due and that nobody else has claimed; True when it was handed to the mail server."""
    message = claim(message_id)
    if message is None:
        return False
    try:
        build_email(message).send()
    except Exception as error:
        _record_failure(message, error)
        return False
    _record_sent(message)
    return True


@transaction.atomic
def claim(message_id: uuid.UUID | str) -> Message | None:
    """Take a queued message that is due, or None when it is not, or when somebody else has it."""
    message = (
        Message.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=timezone.now()))
        .filter(pk=message_id, status=MessageStatus.QUEUED)
        .first()
    )
    if message is None:
        return None
    message.claimed_at = timezone.now()
    message.attempts += 1
    workflow.move(message, to=MessageStatus.SENDING, by=None, update_fields=("claimed_at", "attempts"))
    return message


def build_email(message: Message) -> EmailMultiAlternatives:
    """The e-mail of a message; the same one, with the same Message-ID and date, however often it is built."""
    name = one_line(message.recipient_name).replace('"', "'")
    email = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=message.text,
        to=[f'"{name}" <{message.recipient_email}>' if name else message.recipient_email],
        reply_to=[settings.PORTAL["email"]],
        headers={
            "Message-ID": message.message_id,
            "Date": _rfc_date(message.created_at),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": message.language,
        },
    )
    email.attach_alternative(message.html, "text/html")
    return email


def _rfc_date(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).strftime("%a, %d %b %Y %H:%M:%S %z")


def _locked(message: Message) -> Message | None:
    """The message again, locked, unless the lease was over and another worker has it now."""
    return (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=message.pk, status=MessageStatus.SENDING, claimed_at=message.claimed_at)
        .first()
    )


@transaction.atomic
def _record_sent(claimed: Message) -> None:
    message = _locked(claimed)
    if message is None:
        logger.warning("message %s was sent after its lease", claimed.pk)
        return
    message.sent_at = timezone.now()
    message.last_error = ""
    message.next_attempt_at = None
    workflow.move(message, to=MessageStatus.SENT, by=None, update_fields=("sent_at", "last_error", "next_attempt_at"))


@transaction.atomic
def _record_failure(claimed: Message, error: Exception) -> None:
    message = _locked(claimed)
    if message is None:
        logger.warning("message %s failed after its lease", claimed.pk)
        return
    failure = rules.after_failure(error, attempts=message.attempts)
    message.last_error = rules.describe(error)
    message.enqueued_at = None
    message.next_attempt_at = timezone.now() + failure.pause if failure.pause else None
    workflow.move(
        message,
        to=MessageStatus.QUEUED if failure.pause else MessageStatus.FAILED,
        by=None,
        reason=type(error).__name__,
        update_fields=("last_error", "enqueued_at", "next_attempt_at"),
    )
    log = logger.warning if failure.pause else logger.error
    log("message %s, attempt %s failed: %s", message.pk, message.attempts, type(error).__name__)
