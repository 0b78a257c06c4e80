"""Schemes (regelingen) are data: a version holds every parameter, so another region or year needs no code."""

import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vouchers.models.registers import OccupationList
from vouchers.rules import CostKind, EducationRule, Evidence, SchemeParameters, Source
from werkcentrum.core.history import track
from werkcentrum.core.models import Region


def _choices(codes: type[CostKind | Source | Evidence | EducationRule]) -> list[tuple[str, str]]:
    return [(str(code), str(code)) for code in codes]


@track()
class Scheme(models.Model):
    """A subsidy scheme for training of one region."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="schemes", verbose_name=_("region"))

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SchemeVersionQuerySet(models.QuerySet["SchemeVersion"]):
    """Facts about the set of scheme versions."""

    def valid_on(self, date: datetime.date) -> "SchemeVersionQuerySet":
        """The versions in force on a date, newest first."""
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=date), valid_from__lte=date
        ).order_by("scheme", "-version")

    def for_municipality(self, code: str) -> "SchemeVersionQuerySet":
        """The versions of the region in which a municipality lies."""
        return self.filter(scheme__region__municipalities__code=code)


@track()
class SchemeVersion(models.Model):
    """The parameters of a scheme in a period. Amounts are cents; the co-financing share is a fraction."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions", verbose_name=_("scheme"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    education_rule = models.CharField(
        _("rule on education"), max_length=30, blank=True, choices=_choices(EducationRule)
    )
    provider_must_be_recognised = models.BooleanField(_("provider must be recognised"), default=True)
    uses_occupation_list = models.BooleanField(_("uses the list of occupations"), default=True)
    evidence = ArrayField(
        models.CharField(max_length=30, choices=_choices(Evidence)),
        default=list,
        blank=True,
        verbose_name=_("evidence"),
    )
    share_numerator = models.PositiveSmallIntegerField(_("share of others, numerator"), default=1)
    share_denominator = models.PositiveSmallIntegerField(_("share of others, denominator"), default=2)
    person_year_cents = models.PositiveBigIntegerField(_("maximum per person per year, in cents"), default=250_000)
    cost_kinds = ArrayField(
        models.CharField(max_length=20, choices=_choices(CostKind)), verbose_name=_("eligible costs")
    )
    sources = ArrayField(
        models.CharField(max_length=20, choices=_choices(Source)), verbose_name=_("sources that count")
    )
    decision_weeks = models.PositiveSmallIntegerField(_("weeks to decide (Awb 4:13)"), default=8)
    completion_weeks = models.PositiveSmallIntegerField(_("weeks to complete (Awb 4:5)"), default=2)
    payment_weeks = models.PositiveSmallIntegerField(_("weeks to pay (Awb 4:87)"), default=6)
    vouchers_per_year = models.PositiveIntegerField(_("target: vouchers per year"), default=0)
    conversations_per_year = models.PositiveIntegerField(_("target: LLO conversations per year"), default=0)

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a scheme")
        verbose_name_plural = _("versions of schemes")
        ordering = ("scheme", "-version")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "version"], name="scheme_version_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="scheme_version_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(share_denominator__gte=1, share_numerator__lte=models.F("share_denominator")),
                name="scheme_version_share_is_fraction",
                violation_error_message=_("The share is a fraction from 0 to 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.code}, {self.version}"

    def parameters(self, on: datetime.date) -> SchemeParameters:
        """What the rules need of this version, with the list of occupations that is valid `on` the application date."""
        listed = OccupationList.objects.valid_on(on).first() if self.uses_occupation_list else None
        return SchemeParameters(
            code=self.scheme.code,
            version=self.version,
            region_name=self.scheme.region.name,
            municipalities=frozenset(self.scheme.region.municipalities.values_list("code", flat=True)),
            min_age=self.min_age,
            max_age=self.max_age,
            education_rule=self.education_rule,
            provider_must_be_recognised=self.provider_must_be_recognised,
            occupation_list_version=listed.version if listed else None,
            occupations=self._occupations(listed),
            evidence=frozenset(self.evidence),
            share_numerator=self.share_numerator,
            share_denominator=self.share_denominator,
            person_year_cents=self.person_year_cents,
            cost_kinds=frozenset(self.cost_kinds),
            sources=frozenset(self.sources),
        )

    def _occupations(self, listed: OccupationList | None) -> frozenset[str] | None:
        if not self.uses_occupation_list:
            return None
        return frozenset(listed.occupations.values_list("code", flat=True)) if listed else frozenset()
