"""The rules of the triage as versioned data, and what a draft of them is tried out on."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models.clients import Audience
from intake.rules import InvalidRule, RuleData, RuleSetData, check_rule, compile_rules
from intake.rules.language import STAGES
from intake.workflow import RULE_SET_MOVES, RuleSetStatus
from werkcentrum.core.history import track

NOT_PUBLISHED_YET = models.Q(status__in=[RuleSetStatus.DRAFT, RuleSetStatus.PROPOSED])


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Facts about the versions of the rules."""

    def published(self) -> "RuleSetQuerySet":
        """The version in force: one, or none before the first."""
        return self.filter(status=RuleSetStatus.PUBLISHED)


@track()
class RuleSet(models.Model):
    """A version of the rules, and the terms for the first answer in working days (domain 2). Published, it is fixed."""

    MOVES = RULE_SET_MOVES

    version = models.PositiveIntegerField(_("version"), unique=True)
    status = models.CharField(_("status"), max_length=10, choices=RuleSetStatus.choices, default=RuleSetStatus.DRAFT)
    days_light = models.PositiveSmallIntegerField(_("first answer, light (working days)"), default=1)
    days_basic = models.PositiveSmallIntegerField(_("first answer, basic (working days)"), default=3)
    days_specialist = models.PositiveSmallIntegerField(_("first answer, specialist (working days)"), default=2)
    notes = models.TextField(_("what changed, and why"), blank=True)
    valid_from = models.DateTimeField(_("in force from"), null=True, blank=True, editable=False)
    valid_to = models.DateTimeField(_("in force until"), null=True, blank=True, editable=False)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, editable=False, related_name="+", verbose_name=_("changed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("set of triage rules")
        verbose_name_plural = _("sets of triage rules")
        ordering = ("-version",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(status=RuleSetStatus.PUBLISHED),
                name="rule_set_one_published",
                violation_error_message=_("There is a published set of rules already."),
            ),
            models.CheckConstraint(
                condition=NOT_PUBLISHED_YET | models.Q(published_at__isnull=False, valid_from__isnull=False),
                name="rule_set_published_has_date",
                violation_error_message=_("A published set of rules says since when it is in force."),
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by__isnull=True)
                | models.Q(published_by__isnull=True)
                | ~models.Q(proposed_by=models.F("published_by")),
                name="rule_set_published_by_second_person",
                violation_error_message=_("Somebody else than who proposed the rules has to publish them."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=RuleSetStatus.PROPOSED)
                | models.Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="rule_set_proposed_by_somebody",
                violation_error_message=_("Proposed rules say who proposed them, and when."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="rule_set_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(days_light__gte=1, days_basic__gte=1, days_specialist__gte=1),
                name="rule_set_answers_take_a_day",
                violation_error_message=_("A term for the first answer is at least one working day."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="rule_set_kept", operation=pgtrigger.Delete, condition=pgtrigger.Condition("OLD.status <> 'draft'")
            ),
            pgtrigger.Protect(
                name="rule_set_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.status = 'retired' AND NEW.* IS DISTINCT FROM OLD.*)"
                    " OR (OLD.status = 'proposed' AND"
                    " (NEW.version, NEW.days_light, NEW.days_basic, NEW.days_specialist, NEW.notes) IS DISTINCT FROM"
                    " (OLD.version, OLD.days_light, OLD.days_basic, OLD.days_specialist, OLD.notes))"
                    " OR (OLD.status = 'published' AND (NEW.status = 'draft' OR"
                    " (NEW.version, NEW.days_light, NEW.days_basic, NEW.days_specialist, NEW.notes, NEW.valid_from,"
                    " NEW.proposed_at, NEW.proposed_by_id, NEW.published_at, NEW.published_by_id) IS DISTINCT FROM"
                    " (OLD.version, OLD.days_light, OLD.days_basic, OLD.days_specialist, OLD.notes, OLD.valid_from,"
                    " OLD.proposed_at, OLD.proposed_by_id, OLD.published_at, OLD.published_by_id))))"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.get_status_display()})"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.status == RuleSetStatus.DRAFT

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a second person."""
        return self.status == RuleSetStatus.PROPOSED

    def compiled(self) -> RuleSetData:
        """The rules ready for evaluation. Raises InvalidRule."""
        return compile_rules(
            version=self.version,
            working_days={"light": self.days_light, "basic": self.days_basic, "specialist": self.days_specialist},
            rules=[rule.data() for rule in self.rules.all()],
        )


@track()
class Rule(models.Model):
    """One rule, in the language of `intake.rules.language`; the order counts within its stage."""

    class Stage(models.TextChoices):
        RESPONSIBLE = "responsible", _("responsible by law (first that fits)")
        DESKS = "desks", _("desks per theme (first that fits)")
        EXTRA_DESKS = "extra_desks", _("extra desks (all that fit)")
        LEVEL = "level", _("level (first that fits)")

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="rules", verbose_name=_("set of triage rules"))
    order = models.PositiveSmallIntegerField(_("order"))
    code = models.SlugField(_("code"), max_length=60)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices, blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    effects = models.JSONField(_("effects"))
    explanation_nl = models.CharField(_("explanation"), max_length=300)
    explanation_en = models.CharField(_("explanation in English"), max_length=300, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("triage rule")
        verbose_name_plural = _("triage rules")
        ordering = ("rule_set", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule_set", "code"], name="rule_code_once"),
            models.UniqueConstraint(
                fields=["rule_set", "order"], name="rule_order_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="rule_stage_known"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="rule_of_draft_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF (TG_OP <> 'INSERT' AND EXISTS (
                            SELECT 1 FROM intake_ruleset WHERE id = OLD.rule_set_id AND status <> 'draft'))
                        OR (TG_OP <> 'DELETE' AND EXISTS (
                            SELECT 1 FROM intake_ruleset WHERE id = NEW.rule_set_id AND status <> 'draft'))
                    THEN
                        RAISE EXCEPTION 'rules of a published set do not change';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """Refuse what the evaluation could not read."""
        try:
            check_rule(self.data())
        except (InvalidRule, AttributeError, KeyError, TypeError) as error:
            raise ValidationError(_("This rule cannot be read: %(error)s") % {"error": error}) from error

    def data(self) -> RuleData:
        """The rule as the evaluation takes it."""
        return RuleData(
            code=self.code,
            stage=self.stage,
            audience=self.audience,
            conditions=self.conditions,
            effects=self.effects,
            explanation_nl=self.explanation_nl,
            explanation_en=self.explanation_en,
        )


@track()
class TriageExample(models.Model):
    """A saved example: facts as domain 4 has them, and what the rules should make of them.

    A draft of the rules is held against every example; the ones that come out differently are shown before it is
    published. The shipped ones are the worked cases of the region.
    """

    title = models.CharField(_("who asks what"), max_length=200, unique=True)
    facts = models.JSONField(_("facts"))
    responsible = models.CharField(_("responsible by law"), max_length=60)
    desks = ArrayField(models.CharField(max_length=60), verbose_name=_("desks"))
    level = models.CharField(_("level"), max_length=10)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    class Meta:
        verbose_name = _("example for the triage")
        verbose_name_plural = _("examples for the triage")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class RuleCheck(models.Model):
    """One run of the completeness check: how many questions it asked, how long it took, and what it found."""

    class Cause(models.TextChoices):
        PUBLISHING = "publishing", _("before publishing")
        DIRECTORY = "directory", _("a change in the directory")
        NIGHTLY = "nightly", _("every night")
        BY_HAND = "by_hand", _("asked for")

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="checks", verbose_name=_("set of triage rules"))
    cause = models.CharField(_("why"), max_length=20, choices=Cause.choices)
    about = models.CharField(_("about"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    combinations = models.PositiveIntegerField(_("combinations of facts"))
    milliseconds = models.PositiveIntegerField(_("duration in milliseconds"))
    problem_count = models.PositiveIntegerField(_("combinations without a desk"))
    problems = models.JSONField(_("what is wrong"), default=list, blank=True)

    class Meta:
        verbose_name = _("completeness check")
        verbose_name_plural = _("completeness checks")
        ordering = ("-at",)
        indexes: ClassVar = [models.Index(fields=["rule_set", "-at"], name="rule_check_latest")]

    def __str__(self) -> str:
        return f"{self.rule_set_id} {self.at:%d-%m-%Y %H:%M}"

    @property
    def is_complete(self) -> bool:
        """Whether nobody is left without a desk."""
        return self.problem_count == 0
