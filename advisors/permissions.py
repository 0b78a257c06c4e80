"""Who may see and handle which case."""

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.workflow import CaseStatus
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.roles import CASE_ROLES, roles_of


class CaseQuerySet(models.QuerySet):
    """Facts about the set of cases, and who sees which."""

    def visible_to(self, user: User | AnonymousUser) -> "CaseQuerySet":
        """Advisors and coordinators see every case of the Werkcentrum, a resident the own ones, nobody else any."""
        roles = roles_of(user)
        if roles & CASE_ROLES:
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(client__user=user)

    def open(self) -> "CaseQuerySet":
        """Cases that are not closed."""
        return self.exclude(status=CaseStatus.CLOSED)

    def unassigned(self) -> "CaseQuerySet":
        """Open cases that nobody has claimed."""
        return self.open().filter(owner__isnull=True)

    def owned_by(self, user: User) -> "CaseQuerySet":
        """Open cases of one advisor."""
        return self.open().filter(owner=user)

    def overdue(self, today: datetime.date | None = None) -> "CaseQuerySet":
        """Open cases of which the next step should have been done before today."""
        return self.open().filter(next_step_on__lt=today or timezone.localdate())


def is_case_worker(user: User | AnonymousUser) -> bool:
    """Whether this is an advisor or coordinator of the Werkcentrum."""
    return bool(roles_of(user) & CASE_ROLES)


def require_case_worker(user: User) -> None:
    """Raises NotAllowed for everybody who does not handle cases."""
    if not is_case_worker(user):
        raise NotAllowed(_("Only advisors and coordinators of the Werkcentrum handle cases."))


def case_workers() -> models.QuerySet[User]:
    """Active people who can own a case today."""
    today = timezone.localdate()
    valid = models.Q(memberships__valid_until__isnull=True) | models.Q(memberships__valid_until__gte=today)
    return User.objects.filter(
        valid,
        memberships__role__in=CASE_ROLES,
        memberships__valid_from__lte=today,
        memberships__organization__is_active=True,
        is_active=True,
    ).distinct()


def proven_addresses(user: User) -> frozenset[str]:
    """The e-mail addresses of which this user has shown that they are theirs, in small letters."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in addresses)
