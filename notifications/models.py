"""The outbox (one row per e-mail, written in the transaction of the event) and letters (immutable PDF)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.workflow import MESSAGE_MOVES, MessageStatus
from werkcentrum.core.history import track


class MessageQuerySet(models.QuerySet["Message"]):
    """Facts about the set of messages."""

    def about(self, obj: models.Model) -> "MessageQuerySet":
        """Messages about one object."""
        return self.filter(about_type=obj._meta.label_lower, about_id=str(obj.pk))


@track(exclude=["text", "html"])
class Message(models.Model):
    """One e-mail to one reader. An event announces itself once per `idempotency_key`; the Message-ID never changes."""

    MOVES = MESSAGE_MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    idempotency_key = models.CharField(_("sent once per"), max_length=200, unique=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    recipient_email = models.EmailField(_("to"))
    recipient_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    about_type = models.CharField(_("about, kind"), max_length=100, blank=True)
    about_id = models.CharField(_("about"), max_length=64, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=MessageStatus.choices, default=MessageStatus.QUEUED)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    enqueued_at = models.DateTimeField(_("handed to the workers at"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("taken by a worker at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(status__in=["queued", "sending"]),
                name="message_to_send",
            ),
            models.Index(fields=["about_type", "about_id"], name="message_about"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False), name="message_sent_has_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Facts about the set of letters."""

    def about(self, obj: models.Model) -> "LetterQuerySet":
        """Letters about one object."""
        return self.filter(about_type=obj._meta.label_lower, about_id=str(obj.pk))


class Letter(models.Model):
    """A letter as it was sent: the PDF in the media store with its hash; only that it was opened may still be added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    idempotency_key = models.CharField(_("placed once per"), max_length=200, unique=True, null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=5, default="nl")
    about_type = models.CharField(_("about, kind"), max_length=100)
    about_id = models.CharField(_("about"), max_length=64)
    file = models.FileField(_("PDF"), upload_to="letters/%Y/%m/")
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    placed_at = models.DateTimeField(_("placed in the portal at"), auto_now_add=True)
    announced_by = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("announced by")
    )
    opened_at = models.DateTimeField(_("first opened at"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-placed_at",)
        indexes: ClassVar = [models.Index(fields=["about_type", "about_id"], name="letter_about")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="letter_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="letter_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["announced_by", "opened_at"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"
