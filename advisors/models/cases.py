"""The case (klantvraag) and its timeline. It always has an owner and a next step until it is closed with an outcome."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models.clients import Client
from advisors.permissions import CaseQuerySet
from advisors.workflow import CASE_MOVES, CaseStatus, Channel, Level, Missing, Outcome, RegistrationConsent, WaitingFor
from directory.models import Team
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality

CLOSED = models.Q(status=CaseStatus.CLOSED)


@track()
class Case(models.Model):
    """One question of one client, from the first word to the outcome. Facts are those of the triage at the time."""

    MOVES = CASE_MOVES

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="cases", verbose_name=_("client"))
    status = models.CharField(_("status"), max_length=10, choices=CaseStatus.choices, default=CaseStatus.NEW)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    question = models.TextField(_("question, in the client's words"))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("municipality")
    )
    situation = models.CharField(_("situation"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)
    themes = ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=_("themes"))
    responsible = models.CharField(_("responsible by law"), max_length=60, blank=True)
    desks = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("desks"))
    triage = models.JSONField(_("triage"), default=dict, blank=True)
    contact_preference = models.CharField(_("preferred contact"), max_length=20, blank=True)
    offers = models.TextField(_("what the company offers"), blank=True)
    seeks = models.TextField(_("what the company looks for"), blank=True)
    consent_kind = models.CharField(
        _("agreed to be registered"), max_length=10, choices=RegistrationConsent.choices, blank=True
    )
    disputed_at = models.DateTimeField(_("client said that the outcome is not right, at"), null=True, blank=True)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("advisor")
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="cases", verbose_name=_("team"))
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("date of the next step"), null=True, blank=True)
    waiting_for = models.CharField(_("waiting for"), max_length=10, choices=WaitingFor.choices, default=WaitingFor.US)
    reminded_on = models.DateField(_("owner reminded on"), null=True, blank=True)

    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    answer_by = models.DateField(_("first answer by"))
    first_answered_at = models.DateTimeField(_("first answer at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(_("explanation of the outcome"), blank=True)
    missing = models.CharField(_("what was missing"), max_length=200, blank=True, choices=Missing.choices)
    submission_key = models.UUIDField(_("submission"), null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("next_step_on", "pk")
        indexes: ClassVar = [
            models.Index(fields=["owner", "next_step_on"], condition=~CLOSED, name="case_worklist_owner"),
            models.Index(fields=["team", "next_step_on"], condition=~CLOSED, name="case_worklist_team"),
            models.Index(fields=["next_step_on"], condition=~CLOSED, name="case_worklist_date"),
            models.Index(fields=["client", "-opened_at"], name="case_of_client"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=CLOSED | (~models.Q(next_step="") & models.Q(next_step_on__isnull=False)),
                name="case_has_next_step",
                violation_error_message=_("A case needs a next step with a date until it is closed."),
            ),
            models.CheckConstraint(
                condition=CLOSED | models.Q(status=CaseStatus.NEW) | models.Q(owner__isnull=False),
                name="case_in_progress_has_owner",
                violation_error_message=_("A case in progress needs an advisor who owns it."),
            ),
            models.CheckConstraint(
                condition=(CLOSED & ~models.Q(outcome="") & models.Q(closed_at__isnull=False))
                | (~CLOSED & models.Q(outcome="") & models.Q(closed_at__isnull=True)),
                name="case_closed_with_outcome",
                violation_error_message=_("A case is closed with an outcome, and an open case has none."),
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NO_SOLUTION) | ~models.Q(missing=""),
                name="case_no_solution_says_what_was_missing",
                violation_error_message=_("Say what was missing when no solution was found."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether the case still needs an owner and a next step."""
        return self.status != CaseStatus.CLOSED

    @property
    def is_overdue(self) -> bool:
        """Whether the next step should have been done before today."""
        return self.is_open and self.next_step_on is not None and self.next_step_on < timezone.localdate()

    @property
    def owner_name(self) -> str:
        """The person, or else the team, that has the case."""
        return str(self.owner) if self.owner_id else self.team.name


class TimelineEntry(models.Model):
    """One line of the timeline. `kind` is registered in `advisors.timeline`, which knows its words and its icon."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="timeline", verbose_name=_("case"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("actor")
    )
    actor_label = models.CharField(_("actor as shown"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)
    visible_to_client = models.BooleanField(_("visible to the client"), default=True)

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=["case", "-at"], name="event_timeline")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
