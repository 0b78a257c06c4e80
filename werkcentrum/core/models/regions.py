"""Regions, municipalities and their postcodes: where people live decides which desk and which fund can help."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.history import track


class Region(models.Model):
    """A labour-market region with one Werkcentrum."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


@track()
class Municipality(models.Model):
    """A municipality by its CBS code; inhabitants are CBS figures, rounded."""

    code = models.CharField(_("CBS code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities", verbose_name=_("region"))
    inhabitants = models.PositiveIntegerField(_("inhabitants"))
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^GM\d{4}$"),
                name="municipality_code_is_cbs",
                violation_error_message=_("A CBS code is GM and four digits, for example GM0153."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostcodeArea(models.Model):
    """Four digits of a postcode within a municipality; digits can straddle a border, so they may occur twice."""

    digits = models.CharField(_("four digits"), max_length=4, db_index=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="postcodes", verbose_name=_("municipality")
    )

    class Meta:
        verbose_name = _("postcode area")
        verbose_name_plural = _("postcode areas")
        ordering = ("digits",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digits", "municipality"], name="postcode_area_once_per_municipality"),
            models.CheckConstraint(condition=models.Q(digits__regex=r"^\d{4}$"), name="postcode_area_four_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.digits} {self.municipality_id}"
