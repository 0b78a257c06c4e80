"""Who may do what: helpers that every app's `permissions.py` and views build on."""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role, roles_of

View = TypeVar("View", bound=Callable[..., HttpResponse])


def has_role(user: User | AnonymousUser, *roles: Role) -> bool:
    """Whether the user holds one of these roles today, at any organisation."""
    return bool(roles_of(user) & frozenset(roles))


def require_roles(*roles: Role, secret: bool = True) -> Callable[[View], View]:
    """Only let these roles into a view: others get 404, or 403 when the page itself is no secret (`secret=False`).

    Somebody who is not logged in goes to the log-in page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if has_role(request.user, *roles):
                return view(request, *args, **kwargs)
            raise Http404 if secret else PermissionDenied

        checked.required_roles = frozenset(roles)  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return decorate


def require_role(user: User, *roles: Role) -> None:
    """For services: raise NotAllowed unless the user holds one of these roles today."""
    if not has_role(user, *roles):
        raise NotAllowed(_("Your role does not allow this."), code="role")


def organizations_of(user: User | AnonymousUser, roles: Iterable[Role] = ()) -> list[uuid.UUID]:
    """Ids of the organisations where the user works today; with `roles`, only where one of those is held."""
    if not user.is_authenticated:
        return []
    memberships = user.memberships.valid_on(timezone.localdate())
    if roles:
        memberships = memberships.filter(role__in=list(roles))
    return list(memberships.order_by("organization_id").values_list("organization_id", flat=True).distinct())
