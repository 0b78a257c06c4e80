"""Who may see which question that a partner brought, and who may change the rules of the triage."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.workflow import CaseStatus
from directory.models import Membership, Organization
from intake.workflow import InboundStatus
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.permissions import has_role, organizations_of
from werkcentrum.core.roles import CASE_ROLES, Role

EDITORS = (Role.COORDINATOR, Role.ADMIN)
"""Who makes, proposes and publishes the rules of the triage."""

STILL_OPEN = Q(status=InboundStatus.SENT, consent_withdrawn_at__isnull=True) & ~Q(case__status=CaseStatus.CLOSED)


class InboundQuerySet(models.QuerySet):
    """Facts about the questions that partners brought, and who sees which."""

    def visible_to(self, user: User | AnonymousUser) -> "InboundQuerySet":
        """Advisors and coordinators see all; partner staff those of their own organisation; a client the own ones."""
        if not user.is_authenticated:
            return self.none()
        if has_role(user, *CASE_ROLES):
            return self.all()
        return self.filter(Q(case__client__user=user.pk) | Q(organization__in=partner_organizations(user)))

    def visible_to_partner(self, user: User | AnonymousUser) -> "InboundQuerySet":
        """Those that the organisations brought at which this user is partner staff today."""
        return self.filter(organization__in=partner_organizations(user))

    def visible_to_client(self, user: User | AnonymousUser) -> "InboundQuerySet":
        """Those about the own questions."""
        return self.filter(case__client__user=user.pk) if user.is_authenticated else self.none()

    def waiting(self) -> "InboundQuerySet":
        """Neither answered, nor closed, nor stopped by the client."""
        return self.filter(STILL_OPEN)

    def ended(self) -> "InboundQuerySet":
        """Answered, closed or stopped by the client."""
        return self.exclude(STILL_OPEN)


def partner_organizations(user: User | AnonymousUser) -> list[uuid.UUID]:
    """Ids of the organisations for which this user may bring clients today."""
    return organizations_of(user, [Role.PARTNER]) if has_role(user, Role.PARTNER) else []


def brings_for(user: User | AnonymousUser) -> list[Organization]:
    """The organisations for which this user may bring clients today, by name."""
    return list(Organization.objects.filter(pk__in=partner_organizations(user)).order_by("name"))


def require_brings_for(user: User, organization: Organization) -> None:
    """Raises NotAllowed for everybody who does not work for this organisation as partner staff."""
    if organization.pk not in partner_organizations(user):
        raise NotAllowed(_("You can only bring clients for an organisation where you work."), code="organization")


def works_for(user: User, organization: Organization) -> bool:
    """Whether somebody is (still) partner staff of an organisation; read from the table, not from the log-in."""
    valid = Membership.objects.valid_on(timezone.localdate())
    return user.is_active and valid.filter(user=user, organization=organization, role=Role.PARTNER).exists()
