"""Questions while they are being typed, and those that look as if no person typed them."""

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from advisors.models.clients import Audience
from intake.workflow import HELD_MOVES, HeldStatus
from werkcentrum.core.history import track

DRAFT_LIFE = datetime.timedelta(days=14)
SENT_LIFE = datetime.timedelta(days=1)
SPAM_LIFE = datetime.timedelta(days=30)


class IntakeDraftQuerySet(models.QuerySet["IntakeDraft"]):
    """Facts about drafts."""

    def alive(self) -> "IntakeDraftQuerySet":
        """Drafts that were touched in the last two weeks."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "IntakeDraftQuerySet":
        """Drafts that nobody came back for; what waits for a second look is kept."""
        return self.filter(expires_at__lte=timezone.now()).exclude(held__status=HeldStatus.WAITING)


def _two_weeks_ahead() -> datetime.datetime:
    return timezone.now() + DRAFT_LIFE


class IntakeDraft(models.Model):
    """A question while it is being typed. The id is the secret of the browser that types.

    `completed` holds the steps that were answered; `revisions` counts per step how often it was kept, so that a second
    tab does not overwrite what the first one changed. `submission_key` makes sending it twice one case. Sent, it is
    kept for a day, so that the same browser can see and print the receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices)
    language = models.CharField(_("language"), max_length=5, default="nl")
    answers = models.JSONField(_("answers"), default=dict)
    revisions = models.JSONField(_("how often each step was kept"), default=dict)
    completed = ArrayField(models.CharField(max_length=20), default=list, verbose_name=_("answered steps"))
    submission_key = models.UUIDField(_("submission"), default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("case"))
    links_sent = models.PositiveSmallIntegerField(_("links sent to go on later"), default=0)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    expires_at = models.DateTimeField(_("kept until"), default=_two_weeks_ahead, db_index=True)

    objects = IntakeDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("question being typed")
        verbose_name_plural = _("questions being typed")
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_held(self) -> bool:
        """Whether it was sent and somebody has to look at it before it becomes a case, or decided that it is spam."""
        return self.case_id is None and hasattr(self, "held")

    @property
    def is_sent(self) -> bool:
        """Whether it was sent: there is a case of it, or it is held."""
        return self.case_id is not None or self.is_held

    @property
    def sent_reference(self) -> str:
        """The number that the sender got; empty while it is being typed."""
        if self.case is not None:
            return self.case.reference
        return self.held.reference if self.is_held else ""


@track()
class HeldQuestion(models.Model):
    """A question that was sent and looks as if no person did: it waits for somebody who looks at it.

    Nothing is dropped: it has its reference number and its date from the start. Let through it becomes a case with that
    number; as spam it is kept for a month, so that a mistake can be mended.
    """

    MOVES = HELD_MOVES

    draft = models.OneToOneField(
        IntakeDraft, models.CASCADE, related_name="held", verbose_name=_("question being typed")
    )
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    status = models.CharField(_("status"), max_length=10, choices=HeldStatus.choices, default=HeldStatus.WAITING)
    reasons = ArrayField(models.CharField(max_length=30), verbose_name=_("what is suspicious"))
    answer_by = models.DateField(_("first answer by"))
    held_at = models.DateTimeField(_("sent at"), default=timezone.now)
    decided_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )

    class Meta:
        verbose_name = _("suspicious question")
        verbose_name_plural = _("suspicious questions")
        ordering = ("held_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status=HeldStatus.WAITING)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="held_question_decided_by_somebody",
                violation_error_message=_("A question is let through or refused by a person."),
            )
        ]

    def __str__(self) -> str:
        return self.reference
