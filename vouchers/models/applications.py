"""The application for a training voucher, with its costs, who pays the rest, and the labour-market test."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case, Client
from advisors.vocabulary import Education, Route, Sector
from vouchers.models.registers import Occupation, OccupationList, Provider
from vouchers.models.schemes import SchemeVersion
from vouchers.permissions import ApplicationQuerySet
from vouchers.vocabulary import CostKindLabel, EvidenceLabel, LevelLabel, SourceLabel
from vouchers.workflow import APPLICATION_MOVES, Advice, ApplicationStatus
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality

DRAFT = models.Q(status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN])


@track()
class VoucherApplication(models.Model):
    """One application of one person for one training. `snapshot` is the copy of what was sent (Awb 2:9)."""

    MOVES = APPLICATION_MOVES

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="voucher_applications", verbose_name=_("case"))
    client = models.ForeignKey(Client, models.PROTECT, related_name="voucher_applications", verbose_name=_("applicant"))
    scheme_version = models.ForeignKey(
        SchemeVersion, models.PROTECT, related_name="applications", verbose_name=_("scheme")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=ApplicationStatus.choices, default=ApplicationStatus.DRAFT
    )
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    education = models.CharField(_("highest diploma"), max_length=20, choices=Education.choices, blank=True)
    route = models.CharField(_("goal"), max_length=20, choices=Route.choices, blank=True)
    sector_from = models.CharField(_("sector now"), max_length=20, choices=Sector.choices, blank=True)
    sector_to = models.CharField(_("sector wanted"), max_length=20, choices=Sector.choices, blank=True)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("occupation")
    )
    training_name = models.CharField(_("training"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=LevelLabel.choices, blank=True)
    provider = models.ForeignKey(
        Provider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("training provider"),
    )
    provider_name = models.CharField(_("other training provider"), max_length=200, blank=True)
    start_date = models.DateField(_("start of the training"), null=True, blank=True)
    evidence = models.CharField(
        _("evidence of a chance of work"), max_length=30, choices=EvidenceLabel.choices, blank=True
    )
    motivation = models.TextField(_("why this training"), blank=True)

    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    complete_at = models.DateTimeField(_("complete at"), null=True, blank=True)
    decision_due = models.DateField(_("decision due on"), null=True, blank=True)
    snapshot = models.JSONField(_("copy of what was sent"), default=dict, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared at"), null=True, blank=True)
    prepared_note = models.TextField(_("note of the fund officer"), blank=True)
    started_on = models.DateField(_("training started on"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("voucher application")
        verbose_name_plural = _("voucher applications")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(fields=["status", "complete_at"], name="application_queue"),
            models.Index(fields=["case"], name="application_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=DRAFT
                | models.Q(submitted_at__isnull=False, complete_at__isnull=False, decision_due__isnull=False)
                | models.Q(status=ApplicationStatus.INCOMPLETE),
                name="application_submitted_has_dates",
                violation_error_message=_("A submitted application has a date by which is decided."),
            ),
            models.CheckConstraint(
                condition=DRAFT
                | (
                    models.Q(birth_date__isnull=False, start_date__isnull=False, occupation__isnull=False)
                    & ~models.Q(training_name="")
                    & ~models.Q(level="")
                ),
                name="application_submitted_is_filled_in",
                violation_error_message=_("Fill in the whole application before sending it."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(status=ApplicationStatus.DRAFT),
                name="application_one_draft_per_case",
                violation_error_message=_("There is a draft for this case already."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def provider_label(self) -> str:
        """The provider as people call it."""
        return str(self.provider) if self.provider_id else self.provider_name

    @property
    def application_date(self) -> datetime.date:
        """The day on which the conditions are looked at: that of sending, until then today."""
        return timezone.localdate(self.submitted_at) if self.submitted_at else timezone.localdate()


class CostLine(models.Model):
    """A part of the price, in cents."""

    application = models.ForeignKey(
        VoucherApplication, models.CASCADE, related_name="costs", verbose_name=_("application")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CostKindLabel.choices)
    cents = models.PositiveBigIntegerField(_("cents"))

    class Meta:
        verbose_name = _("costs")
        verbose_name_plural = _("costs")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "kind"], name="cost_line_once_per_kind"),
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="cost_line_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cents}"


class CofinancingLine(models.Model):
    """What another payer takes on, in cents."""

    application = models.ForeignKey(
        VoucherApplication, models.CASCADE, related_name="cofinancing", verbose_name=_("application")
    )
    source = models.CharField(_("source"), max_length=20, choices=SourceLabel.choices)
    payer = models.CharField(_("name of the payer"), max_length=200, blank=True)
    cents = models.PositiveBigIntegerField(_("cents"))

    class Meta:
        verbose_name = _("co-financing")
        verbose_name_plural = _("co-financing")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "source"], name="cofinancing_line_once_per_source"),
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="cofinancing_line_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.cents}"


@track()
class LabourMarketTest(models.Model):
    """The advisor's judgement whether this training leads to work (arbeidsmarkttoets; V art. 4)."""

    application = models.OneToOneField(
        VoucherApplication, models.PROTECT, related_name="labour_market_test", verbose_name=_("application")
    )
    occupation_list = models.ForeignKey(
        OccupationList, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("list of occupations")
    )
    is_on_list = models.BooleanField(_("on the list"))
    evidence = models.CharField(_("evidence seen"), max_length=30, choices=EvidenceLabel.choices, blank=True)
    advice = models.CharField(_("advice"), max_length=10, choices=Advice.choices)
    motivation = models.TextField(_("motivation"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("advisor"))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("labour-market test")
        verbose_name_plural = _("labour-market tests")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(motivation=""),
                name="labour_market_test_is_motivated",
                violation_error_message=_("Explain your advice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.advice}"
