"""The basis on which data of one client is shared with one organisation for one purpose (AVG art. 6, domain 6)."""

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from directory.models import Organization
from referrals.workflow import Basis, ConsentHow, DataGroup, LegalArticle
from werkcentrum.core.history import track

CONSENT = models.Q(basis=Basis.CONSENT)


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Facts about the set of consents."""

    def in_force(self, on: datetime.date | None = None) -> "ConsentQuerySet":
        """Not withdrawn and not run out."""
        return self.filter(in_force(on))

    def run_out(self, on: datetime.date | None = None) -> "ConsentQuerySet":
        """Not withdrawn, but the last day has gone by."""
        return self.filter(withdrawn_at__isnull=True, valid_until__lt=on or timezone.localdate())


def in_force(on: datetime.date | None = None, *, prefix: str = "") -> models.Q:
    """The condition for a consent that opens the door on a date; `prefix` reaches it from another table."""
    return models.Q(**{f"{prefix}withdrawn_at__isnull": True, f"{prefix}valid_until__gte": on or timezone.localdate()})


@track()
class Consent(models.Model):
    """Consent of the client, or the legal task that stands in its place. The text is kept word for word as shown.

    Nothing in a consent changes afterwards but that it is withdrawn; other groups or another purpose need a new one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents", verbose_name=_("case"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    purpose = models.TextField(_("purpose"))
    groups = ArrayField(models.CharField(max_length=20, choices=DataGroup.choices), verbose_name=_("data groups"))
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, default=Basis.CONSENT)
    article = models.CharField(_("article of the law"), max_length=20, choices=LegalArticle.choices, blank=True)
    text = models.TextField(_("text as shown"))
    language = models.CharField(_("language of the text"), max_length=5, default="nl")
    how = models.CharField(_("given how"), max_length=10, choices=ConsentHow.choices, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    valid_until = models.DateField(_("valid up to and including"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_at",)
        indexes: ClassVar = [
            models.Index(fields=["valid_until"], condition=models.Q(withdrawn_at__isnull=True), name="consent_runs_out")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(groups__len__gte=1),
                name="consent_shares_something",
                violation_error_message=_("Choose at least one group of data to share."),
            ),
            models.CheckConstraint(
                condition=models.Q(groups__contained_by=list(DataGroup.values)),
                name="consent_known_groups",
                violation_error_message=_("Choose from contact details, question, background and documents."),
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(purpose=""),
                name="consent_has_text_and_purpose",
                violation_error_message=_("Keep the text that was shown, and what the data is for."),
            ),
            models.CheckConstraint(
                condition=(CONSENT & ~models.Q(how="") & models.Q(article=""))
                | (~CONSENT & models.Q(how="") & ~models.Q(article="")),
                name="consent_how_or_article",
                violation_error_message=_(
                    "Say how the client gave consent, or name the article of the law that is the basis."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_by_somebody",
                violation_error_message=_("Say who withdrew the consent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.given_at:%d-%m-%Y}"

    @property
    def is_in_force(self) -> bool:
        """Whether it opens the door today."""
        return self.withdrawn_at is None and self.valid_until >= timezone.localdate()

    @property
    def is_legal_task(self) -> bool:
        return self.basis == Basis.LEGAL_TASK
