"""Staff and partners need a second factor; this says who, and whether the session at hand has had one.

allauth keeps in the session how somebody logged in. A second factor is a code from an app, a passkey or a recovery code
("mfa"), or a log-in at an identity provider of which the settings say that it asks for one itself.
"""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from werkcentrum.core.models import User
from werkcentrum.core.roles import is_workplace_user

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# Names of pages that staff reach before the second factor: always, and after the first one.
ALWAYS_REACHABLE = frozenset({"account_logout", "account_inactive", "health-live", "health-ready", "security-txt"})
SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
    }
)


def is_needed(user: User | AnonymousUser) -> bool:
    """Whether this user needs a second factor: everybody with a role other than resident, and who may use the admin."""
    return is_workplace_user(user)


def is_done(request: HttpRequest) -> bool:
    """Whether this session has had a first and a second factor that count for staff; costs no query."""
    records = _records(request)
    if settings.OIDC_STAFF_HAS_SECOND_FACTOR and _by_staff_provider(records):
        return True
    return _began_well(records) and any(record["method"] == "mfa" for record in records)


def has_first_factor(request: HttpRequest) -> bool:
    """Whether this session began with a password or at the identity provider of staff, not with a code by e-mail."""
    return _began_well(_records(request))


def was_recently_given(request: HttpRequest) -> bool:
    """Whether somebody proved within the last minutes, in any way that counts for staff, who they are."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in _records(request) if record["method"] != "code")


def has_authenticator(user: User | AnonymousUser) -> bool:
    """Whether the user has set up an app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def _records(request: HttpRequest) -> list[dict]:
    return get_authentication_records(request, request.user if request.user.is_authenticated else None)


def _began_well(records: list[dict]) -> bool:
    return any(record["method"] == "password" for record in records) or _by_staff_provider(records)


def _by_staff_provider(records: list[dict]) -> bool:
    provider = settings.OIDC_STAFF_PROVIDER
    return any(record["method"] == "socialaccount" and record.get("provider") == provider for record in records)
