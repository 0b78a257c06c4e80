"""The roles that people have in the portal. A role is held per organisation (`directory.Membership`)."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.models.users import User


class Role(models.TextChoices):
    """What somebody may do; a person without a membership is a resident (or employer) with an own space."""

    RESIDENT = "resident", _("resident")
    ADVISOR = "advisor", _("advisor")
    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner staff")
    FUND_OFFICER = "fund_officer", _("fund officer")
    FUND_MANAGER = "fund_manager", _("fund manager")
    CONTROLLER = "controller", _("controller")
    ANALYST = "analyst", _("analyst")
    ADMIN = "admin", _("administrator")


WORKPLACE_ROLES = frozenset(set(Role) - {Role.RESIDENT})
CASE_ROLES = frozenset({Role.ADVISOR, Role.COORDINATOR})
FUND_ROLES = frozenset({Role.FUND_OFFICER, Role.FUND_MANAGER, Role.CONTROLLER})


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles of a user: those of the valid memberships, else resident; nobody logged in has none."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Role(value) for value in user.role_values)


def is_workplace_user(user: User | AnonymousUser) -> bool:
    """Whether this user works here or at a partner (and so needs a second factor)."""
    return bool(roles_of(user) & WORKPLACE_ROLES) or getattr(user, "is_staff", False)
