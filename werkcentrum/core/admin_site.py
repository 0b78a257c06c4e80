"""The admin site: only for the role administrator (or a superuser), after a second factor, through our own log-in."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from werkcentrum.core import second_factor
from werkcentrum.core.roles import Role, roles_of


class PortalAdminSite(admin.AdminSite):
    """Reference tables, rule sets, users and logs; nothing that a service guards can be changed here."""

    site_header = _("Administration of the Werkcentrum")
    site_title = _("Administration")
    index_title = _("What do you want to change?")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """An administrator whose session has had both factors."""
        user = request.user
        is_admin = user.is_superuser or Role.ADMIN in roles_of(user)
        return user.is_active and is_admin and second_factor.is_done(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To our own log-in; somebody who is logged in and no administrator gets 403."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("account_staff_login"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page where everybody changes a password, which asks for a recent log-in and tells by e-mail."""
        return redirect("account_change_password")
