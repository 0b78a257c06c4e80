"""Helpers for every team's tests.

Logging in: `client.force_login(user)` is enough, for staff too. The suite has no log-in pages to go through, so a
receiver (`second_factor_by_force`, connected in tests/conftest.py) marks such a session as one with password and second
factor, which is what the middleware asks of staff. Without it: `login(client, user, second_factor=False)`.
"""

import time
from io import StringIO
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client

from werkcentrum.core.models import User


def record_methods(session: SessionBase, user: User, *methods: str) -> None:
    """Write down how somebody logged in, the way allauth does; `password`, `code`, `mfa` or `socialaccount`."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time()} for method in methods]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)


def second_factor_by_force(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of `user_logged_in`: a request without a path is the test client's `force_login`."""
    if not request.path:
        record_methods(request.session, user, "password", "mfa")


def login(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """Log somebody in with a password, and (unless told not to) a second factor; returns the client."""
    client.force_login(user)
    session = client.session
    record_methods(session, user, "password", *(["mfa"] if second_factor else []))
    session.save()
    return client


def load_reference() -> None:
    """Everything that an installation needs: municipalities, desks, rule sets, schemes and money."""
    call_command("load_reference", stdout=StringIO())
