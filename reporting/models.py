"""Daily aggregates: pages read these rows, never the cases and vouchers themselves."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Figure(models.TextChoices):
    """What is counted, on the day it happened (Europe/Amsterdam)."""

    QUESTIONS = "questions", _("questions asked")
    CLOSED = "closed", _("questions closed")
    CONVERSATIONS = "conversations", _("LLO conversations")
    APPLICATIONS = "applications", _("vouchers applied for")
    VOUCHERS = "vouchers", _("vouchers awarded")
    REFUSALS = "refusals", _("applications refused")


class DailyFigure(models.Model):
    """How often something happened on a day in a municipality ("" where that is not known), and for how many cents."""

    day = models.DateField(_("day"))
    figure = models.CharField(_("figure"), max_length=20, choices=Figure.choices)
    municipality = models.CharField(_("municipality"), max_length=6, blank=True)
    count = models.PositiveIntegerField(_("count"))
    cents = models.PositiveBigIntegerField(_("cents"), default=0)

    class Meta:
        verbose_name = _("daily figure")
        verbose_name_plural = _("daily figures")
        ordering = ("-day", "figure", "municipality")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["figure", "day", "municipality"], name="daily_figure_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="daily_figure_counts_something"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.figure}"
