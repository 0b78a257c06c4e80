"""Contact moments: every conversation with a client, with its duration."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models.cases import Case
from advisors.vocabulary import Education, Route
from advisors.workflow import ContactKind
from directory.models import Organization
from werkcentrum.core.history import track


@track()
class ContactMoment(models.Model):
    """One contact, in minutes. An LLO conversation counts for the fund (BP 5) and says what its figures need."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_moments", verbose_name=_("case"))
    kind = models.CharField(_("kind"), max_length=20, choices=ContactKind.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"))
    note = models.TextField(_("note"), blank=True)
    visible_to_client = models.BooleanField(_("visible to the client"), default=True)
    goal = models.CharField(_("goal"), max_length=200, blank=True)
    education = models.CharField(_("education at the time"), max_length=20, blank=True, choices=Education.choices)
    route = models.CharField(_("route"), max_length=20, blank=True, choices=Route.choices)
    sector_from = models.CharField(_("sector now"), max_length=60, blank=True)
    sector_to = models.CharField(_("sector wanted"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("contact moment")
        verbose_name_plural = _("contact moments")
        ordering = ("-at",)
        indexes: ClassVar = [models.Index(fields=["kind", "at"], name="contact_kind_at")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=600),
                name="contact_minutes_plausible",
                violation_error_message=_("Give the duration in minutes, from 1 to 600."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d-%m-%Y}"
