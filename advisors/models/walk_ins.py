"""Who walked in at a location today."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models.cases import Case
from advisors.workflow import WALK_IN_MOVES, WalkInStatus
from directory.models import Location


class WalkIn(models.Model):
    """Somebody at the counter: what to call them, since when, for whom, taken by whom. The name is wiped after a week.

    No more than is needed to call the next person: the question itself belongs in a case.
    """

    MOVES = WALK_IN_MOVES

    location = models.ForeignKey(Location, models.PROTECT, related_name="walk_ins", verbose_name=_("location"))
    name = models.CharField(_("what to call the visitor"), max_length=100, blank=True)
    about = models.CharField(_("comes for"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=WalkInStatus.choices, default=WalkInStatus.WAITING)
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for")
    )
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="walk_ins", verbose_name=_("case")
    )
    arrived_at = models.DateTimeField(_("waits since"), default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("walk-in")
        verbose_name_plural = _("walk-ins")
        ordering = ("arrived_at", "pk")
        indexes: ClassVar = [models.Index(fields=["location", "arrived_at"], name="walk_in_of_location")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status=WalkInStatus.TAKEN)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
                name="walk_in_taken_by_somebody",
                violation_error_message=_("Say who takes the visitor."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[WalkInStatus.HELPED, WalkInStatus.LEFT])
                | models.Q(ended_at__isnull=False),
                name="walk_in_ended_at_a_time",
                violation_error_message=_("A visit that is over has an end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id} {self.arrived_at:%d-%m %H:%M}"
