"""A partner brings a client to the Werkcentrum, and hears back what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from directory.models import Organization
from intake.permissions import InboundQuerySet
from intake.workflow import INBOUND_MOVES, InboundStatus
from werkcentrum.core.history import track


@track()
class InboundReferral(models.Model):
    """A question that a partner entered for a client, with consent and the text that was read or signed.

    The partner sees only what it entered itself (`client_name`, `question` and `note`, whatever is corrected in the
    case later), the state of the question and the answer of the Werkcentrum; nothing of it once consent is withdrawn.
    """

    MOVES = INBOUND_MOVES

    class Consent(models.TextChoices):
        SPOKEN = "spoken", _("spoken")
        SIGNED = "signed", _("signed on paper")

    case = models.OneToOneField(Case, models.PROTECT, related_name="inbound", verbose_name=_("case"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("organisation that brought the client")
    )
    status = models.CharField(_("status"), max_length=10, choices=InboundStatus.choices, default=InboundStatus.SENT)
    client_name = models.CharField(_("name, as the partner entered it"), max_length=200)
    question = models.TextField(_("question, as the partner entered it"))
    note = models.TextField(_("why the partner asks the Werkcentrum"))
    consent = models.CharField(_("consent of the client"), max_length=10, choices=Consent.choices)
    consent_text = models.TextField(_("what the client agreed to"))
    consent_at = models.DateTimeField(_("agreed at"), default=timezone.now)
    consent_withdrawn_at = models.DateTimeField(_("consent withdrawn at"), null=True, blank=True)
    consent_withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent withdrawn by"),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)
    answer = models.TextField(_("answer to the partner"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = InboundQuerySet.as_manager()

    class Meta:
        verbose_name = _("question brought by a partner")
        verbose_name_plural = _("questions brought by partners")
        ordering = ("-entered_at",)
        indexes: ClassVar = [models.Index(fields=["organization", "-entered_at"], name="inbound_of_organization")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status=InboundStatus.ANSWERED)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="inbound_answer_says_something",
                violation_error_message=_("Write what the partner should know."),
            ),
            models.CheckConstraint(
                condition=models.Q(consent_withdrawn_at__isnull=True, consent_withdrawn_by__isnull=True)
                | models.Q(consent_withdrawn_at__isnull=False, consent_withdrawn_by__isnull=False),
                name="inbound_consent_withdrawn_by_somebody",
                violation_error_message=_("Say who withdrew the consent."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def is_answered(self) -> bool:
        """Whether the partner has the answer of the Werkcentrum."""
        return self.status == InboundStatus.ANSWERED

    @property
    def is_shared(self) -> bool:
        """Whether the partner may hear how it goes on: until the client withdraws the consent."""
        return self.consent_withdrawn_at is None

    @property
    def can_be_answered(self) -> bool:
        """Whether an answer is still to come, and allowed."""
        return self.is_shared and not self.is_answered
