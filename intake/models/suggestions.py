"""What people say of the services that the menukaart suggested."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from directory.models import Service


class SuggestionFeedback(models.Model):
    """ "Does this suit you?" about one service that was suggested with one question; the last answer counts."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="suggestion_feedback", verbose_name=_("case"))
    service = models.ForeignKey(Service, models.CASCADE, related_name="+", verbose_name=_("service"))
    fits = models.BooleanField(_("suits the client"))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("answer about a suggestion")
        verbose_name_plural = _("answers about suggestions")
        ordering = ("-at",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "service"], name="suggestion_feedback_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.service_id}"
