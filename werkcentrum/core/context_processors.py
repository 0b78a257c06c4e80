"""What every page knows: the portal's name and telephone number, the menus, who is looking, whether this is a demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from werkcentrum.core import navigation
from werkcentrum.core.roles import is_workplace_user, roles_of


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal`, `nav_public`, `nav_workplace`, `user_roles`, `is_workplace`, `demo`; the costly ones only when used."""
    user = getattr(request, "user", None) or AnonymousUser()
    roles = SimpleLazyObject(lambda: roles_of(user))
    return {
        "portal": settings.PORTAL,
        "demo": settings.DEMO,
        "user_roles": roles,
        "is_workplace": SimpleLazyObject(lambda: is_workplace_user(user)),
        "nav_public": SimpleLazyObject(lambda: navigation.links(request, "public", roles)),
        "nav_workplace": SimpleLazyObject(lambda: navigation.links(request, "workplace", roles)),
    }
