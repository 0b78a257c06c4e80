"""States of a message in the outbox and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.workflow import Moves


class MessageStatus(models.TextChoices):
    """Where a message is on its way to the reader."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")


MESSAGE_MOVES: Moves = {
    MessageStatus.QUEUED: frozenset({MessageStatus.SENDING, MessageStatus.FAILED}),
    MessageStatus.SENDING: frozenset({MessageStatus.SENT, MessageStatus.QUEUED, MessageStatus.FAILED}),
    MessageStatus.FAILED: frozenset({MessageStatus.QUEUED}),
    MessageStatus.SENT: frozenset(),
}
