"""The answer to Django's own permission checks, which the admin makes: the role administrator may do what it offers."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from werkcentrum.core.models import User
from werkcentrum.core.roles import Role, roles_of


class RoleBackend(BaseBackend):
    """Grants model permissions by role; it authenticates nobody."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        """Whether the role of an active user gives this permission."""
        return user_obj.is_active and Role.ADMIN in roles_of(user_obj)

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        """Whether the user may see anything of an app in the admin."""
        return self.has_perm(user_obj, app_label)

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Never: logging in is allauth's."""
