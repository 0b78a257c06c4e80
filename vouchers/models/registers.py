"""What the checks look things up in: occupations with a good chance of work, and recognised training providers."""

import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Sector
from werkcentrum.core.history import track


@track()
class Occupation(models.Model):
    """An occupation by code, in the sector where most people work in it."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices)

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class OccupationListQuerySet(models.QuerySet["OccupationList"]):
    """Facts about the set of lists."""

    def valid_on(self, date: datetime.date) -> "OccupationListQuerySet":
        """The version in force on a date (the newest, should two overlap)."""
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=date), valid_from__lte=date
        ).order_by("-version")


@track()
class OccupationList(models.Model):
    """One version of the kansberoepenlijst: occupations with a good chance of work, for a period."""

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    occupations = models.ManyToManyField(Occupation, related_name="lists", verbose_name=_("occupations"))

    objects = OccupationListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of occupations")
        verbose_name_plural = _("lists of occupations")
        ordering = ("-version",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="occupation_list_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.version}"


@track()
class Provider(models.Model):
    """A school or trainer that gives training and is paid by the fund."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    city = models.CharField(_("place"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("training provider")
        verbose_name_plural = _("training providers")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def is_recognised_on(self, date: datetime.date) -> bool:
        """Whether at least one recognition is valid on a date (the start of the training, BP 6)."""
        return self.recognitions.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=date), valid_from__lte=date
        ).exists()


@track()
class Recognition(models.Model):
    """A recognition of a provider, with who looked it up and when."""

    class Kind(models.TextChoices):
        RIO_BRIN = "rio_brin", "OCW (RIO/BRIN)"
        CRKBO = "crkbo", "CRKBO"
        NRTO = "nrto", "NRTO"
        SECTOR = "sector", _("sector")

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="recognitions", verbose_name=_("provider"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=40, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    verified_on = models.DateField(_("looked up on"), null=True, blank=True)

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        ordering = ("provider", "kind")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="recognition_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()
