"""The organisations of the network, their teams, and who works there in which role."""

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality
from werkcentrum.core.roles import Role


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Facts about the set of organisations."""

    def active(self) -> "OrganizationQuerySet":
        """Organisations that take part now."""
        return self.filter(is_active=True)

    def desks(self) -> "OrganizationQuerySet":
        """Organisations that a case can be referred to."""
        return self.active().filter(is_desk=True)


@track()
class Organization(models.Model):
    """HSDS organization. `code` is the desk code of the triage rules; the three clock fields are working days."""

    class Kind(models.TextChoices):
        WERKCENTRUM = "werkcentrum", _("Werkcentrum")
        BENEFITS_AGENCY = "benefits_agency", _("benefits agency")
        MUNICIPALITY = "municipality", _("municipality")
        DESK = "desk", _("regional desk")
        FUND = "fund", _("fund")
        UNION = "union", _("union")
        EDUCATION = "education", _("education")
        OO_FUND = "oo_fund", _("O&O fund")
        CIVIC = "civic", _("civic organisation")
        EMPLOYERS = "employers", _("employers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    alternate_name = models.CharField(_("other name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DESK)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("municipality"),
    )
    is_desk = models.BooleanField(_("takes referrals"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    reminder_days = models.PositiveSmallIntegerField(_("reminder after (working days)"), default=2)
    escalation_days = models.PositiveSmallIntegerField(_("team lead after (working days)"), default=4)
    overdue_days = models.PositiveSmallIntegerField(_("back to the sender after (working days)"), default=5)
    assured_date = models.DateField(_("information checked on"), null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reminder_days__lte=models.F("escalation_days"))
                & models.Q(escalation_days__lte=models.F("overdue_days")),
                name="organization_clock_in_order",
                violation_error_message=_("The reminder comes first, then the team lead, then back to the sender."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Team(models.Model):
    """A group of colleagues in one organisation that can own cases together."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="teams", verbose_name=_("organisation"))
    name = models.CharField(_("name"), max_length=100)
    location = models.ForeignKey(
        "directory.Location", models.SET_NULL, null=True, blank=True, related_name="teams", verbose_name=_("location")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_front_desk = models.BooleanField(_("front desk: owns what nobody else owns"), default=False)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("organization", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "name"], name="team_name_once_per_organization"),
            models.UniqueConstraint(
                fields=["is_front_desk"],
                condition=models.Q(is_front_desk=True),
                name="team_one_front_desk",
                violation_error_message=_("There is one front desk team; take that mark from the other team first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization.name}, {self.name}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Facts about the set of memberships."""

    def valid_on(self, date: datetime.date) -> "MembershipQuerySet":
        """Memberships in force on a date."""
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=date),
            valid_from__lte=date,
            organization__is_active=True,
        )


@track()
class Membership(models.Model):
    """Somebody's role at an organisation, for a period."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("team")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    is_lead = models.BooleanField(_("team lead"), default=False)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("organization", "user")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organization", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organization}"
