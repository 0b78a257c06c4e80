"""Middleware of our own: private by default, sessions that end, a second factor for staff, GETs that cannot write."""

import time
from collections.abc import Callable
from contextlib import ExitStack

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from werkcentrum.core import audit, second_factor
from werkcentrum.core.readonly import read_only
from werkcentrum.core.roles import is_workplace_user

GetResponse = Callable[[HttpRequest], HttpResponse]

READING = frozenset({"GET", "HEAD", "OPTIONS"})
REFRESH_HEADER = "X-Refresh"
NOT_OURS = frozenset({"django", "allauth", "django_prometheus"})


class PrivateMiddleware(LoginRequiredMiddleware):
    """Private by default: every view asks for a log-in, unless it says `@login_not_required`.

    Django's own, but the admin leads to the log-in of staff, and an htmx request to the log-in as a whole page.
    """

    def handle_no_permission(  # type: ignore[override]  # a whole-page answer to htmx is no redirect to Django
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponse:
        """To the log-in, and back to the page that the person was on."""
        if getattr(request, "htmx", False):
            here = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
        if request.path.startswith(reverse("admin:index")):
            return redirect_to_login(request.get_full_path(), reverse("account_staff_login"))
        return super().handle_no_permission(request, view_func)


class AuditOriginMiddleware:
    """Tells the audit log where an act came from: `web`, or `admin` for the Django admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = audit.origin.set("admin" if request.path.startswith(reverse("admin:index")) else "web")
        try:
            return self.get_response(request)
        finally:
            audit.origin.reset(token)


class ReadOnlyGetMiddleware:
    """Runs GET, HEAD and OPTIONS of our own views read-only: a query that writes is refused before it is sent.

    A view that must write on GET is exempt by `readonly.may_write`; so are the admin and allauth. This must be the
    innermost middleware that touches the database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as guards:
            request.guards = guards  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Close the connection for writing until the answer is ready."""
        is_ours = view.__module__.partition(".")[0] not in NOT_OURS
        if is_ours and request.method in READING and not getattr(view, "may_write", False):
            request.guards.enter_context(read_only())  # type: ignore[attr-defined]


class SessionLimitMiddleware:
    """Ends sessions that were idle too long or are too old; `SESSION_LIMITS` has the seconds per kind of user."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self.is_over(request):
            audit.record("account.session_ended", request.user, by=request.user)
            logout(request)
            messages.info(request, _("You have been logged out for your safety. Log in again to go on."))
            return go_to(request, with_next(reverse(settings.LOGIN_URL), request))
        return self.get_response(request)

    def is_over(self, request: HttpRequest) -> bool:
        """Whether the session is past its limits; else note that it is in use, at most once a minute.

        A page that refreshes itself (`X-Refresh`) does not count as use: nobody may be there.
        """
        limits = settings.SESSION_LIMITS["staff" if is_workplace_user(request.user) else "resident"]
        now, session = time.time(), request.session
        seen_at = session.get("seen_at", now)
        if now - seen_at > limits["idle"] or now - session.setdefault("logged_in_at", now) > limits["absolute"]:
            return True
        if REFRESH_HEADER in request.headers:
            return False
        if now - seen_at > 60 or "seen_at" not in session:
            session["seen_at"] = now
        return False


class SecondFactorMiddleware:
    """Staff and partners reach nothing but the set-up of a second factor until their session has one.

    A session that began with a code by e-mail does not count for staff at all: it is ended.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Let through, or lead to where the second factor is given or set up."""
        if not second_factor.is_needed(request.user) or second_factor.is_done(request):
            return None
        match = request.resolver_match
        if match is not None and match.url_name in second_factor.ALWAYS_REACHABLE:
            return None
        if not second_factor.has_first_factor(request):
            logout(request)
            messages.info(request, _("Your work account asks for a password and a second step. Log in below."))
            return go_to(request, reverse("account_staff_login"))
        if match is not None and match.url_name in second_factor.SET_UP:
            return None
        if second_factor.has_authenticator(request.user):
            return go_to(request, with_next(reverse("mfa_reauthenticate"), request))
        return go_to(request, reverse("mfa_index"))


def with_next(url: str, request: HttpRequest) -> str:
    """The address with the page to come back to; not for a form that was sent, because its content is gone."""
    back = request.get_full_path() if request.method == "GET" else ""
    return f"{url}?{urlencode({'next': back})}" if back else url


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect the whole page, also when htmx asked for a part of it."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)
