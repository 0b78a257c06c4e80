"""Who may see and answer which referral."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Membership, Organization
from directory.services import holders_of
from referrals.workflow import OPEN, PARTNER_KNOWS, ReferralStatus
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.permissions import has_role, organizations_of
from werkcentrum.core.roles import CASE_ROLES, Role


class ReferralQuerySet(models.QuerySet):
    """Facts about the set of referrals, and who sees which."""

    def visible_to(self, user: User | AnonymousUser) -> "ReferralQuerySet":
        """Advisors and coordinators see all; partner staff those to their own organisation; a client the own ones.

        A partner needs a basis that is in force: what has not been sent, was withdrawn or has run out does not exist
        for it. What is in a referral is another question: see `referrals.sharing`.
        """
        if not user.is_authenticated:
            return self.none()
        if has_role(user, *CASE_ROLES):
            return self.all()
        mine = self.filter(of_client(user))
        desks = partner_desks(user)
        return self.filter(of_client(user) | known_to(desks)) if desks else mine

    def visible_to_partner(self, user: User | AnonymousUser) -> "ReferralQuerySet":
        """Those that were sent to the organisations for which this user answers."""
        return self.filter(known_to(partner_desks(user)))

    def visible_to_client(self, user: User | AnonymousUser) -> "ReferralQuerySet":
        """Those about the own questions: sent ones, and those for which consent is asked."""
        return self.filter(of_client(user)) if user.is_authenticated else self.none()

    def open(self) -> "ReferralQuerySet":
        """Still going on: drafts, waiting for an answer, or taken over."""
        return self.filter(status__in=OPEN)

    def waiting(self) -> "ReferralQuerySet":
        """Sent and not answered."""
        return self.filter(status=ReferralStatus.SENT)

    def for_page(self) -> "ReferralQuerySet":
        """With everything that a list or a page reads."""
        return self.select_related(
            "case__client__municipality",
            "case__municipality",
            "case__owner",
            "case__team",
            "organization",
            "from_organization",
            "consent",
            "sent_by",
            "proposal",
        )


def known_to(desks: list[uuid.UUID]) -> Q:
    """The condition for what the staff of these organisations may know of today."""
    return Q(
        organization__in=desks,
        status__in=sorted(PARTNER_KNOWS),
        consent__withdrawn_at__isnull=True,
        consent__valid_until__gte=timezone.localdate(),
    )


def of_client(user: User | AnonymousUser) -> Q:
    """The condition for what a client knows of: not what an advisor is still preparing."""
    return Q(case__client__user=user.pk) & (Q(sent_at__isnull=False) | Q(consent_asked_at__isnull=False))


def partner_desks(user: User | AnonymousUser) -> list[uuid.UUID]:
    """The organisations for which this user answers referrals today."""
    if not user.is_authenticated or not has_role(user, Role.PARTNER):
        return []
    return organizations_of(user, [Role.PARTNER])


def answers_for(user: User | AnonymousUser, organization_id: uuid.UUID) -> bool:
    """Whether this user may take over, decline and report on behalf of an organisation."""
    return organization_id in partner_desks(user)


def require_answers_for(user: User, organization_id: uuid.UUID) -> None:
    """Raises NotAllowed for everybody who does not answer for this organisation."""
    if not answers_for(user, organization_id):
        raise NotAllowed(_("Only staff of this organisation can answer."), code="not-your-organization")


def sends_for(user: User) -> Organization | None:
    """The organisation on whose behalf an advisor refers: the first in which the user handles cases today."""
    membership = (
        Membership.objects.valid_on(timezone.localdate())
        .filter(user=user, role__in=CASE_ROLES)
        .select_related("organization")
        .order_by("pk")
        .first()
    )
    return membership.organization if membership else None


def partner_staff(organization_id: uuid.UUID) -> models.QuerySet[Membership]:
    """Valid memberships of the people who answer for an organisation."""
    return (
        Membership.objects.valid_on(timezone.localdate())
        .filter(organization=organization_id, role=Role.PARTNER, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "pk")
    )


def coordinators() -> models.QuerySet[User]:
    """Active coordinators of the Werkcentrum."""
    return holders_of(Role.COORDINATOR)
