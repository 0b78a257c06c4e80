"""Private by default: a page is public only when it is in this list. A new public page belongs here, with a thought."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    # logging in
    "account_confirm_email",  # 404
    "account_confirm_login_code",
    "account_email_verification_sent",  # 404
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # 404
    "account_staff_login",
    "mfa_authenticate",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",  # 404
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    # the machine
    "health-live",
    "health-ready",
    "security-txt",
    # the API for other sites: the triage keeps nothing, the menukaart is public anyway
    "api-docs",
    "api:landing",
    "api:location",
    "api:locations",
    "api:openapi",
    "api:organization",
    "api:organizations",
    "api:service",
    "api:services",
    "api:taxonomies",
    "api:taxonomy",
    "api:taxonomy-term",
    "api:taxonomy-terms",
    "api:triages",
    # the front door: what is typed here belongs to the browser that types it
    "intake:check",
    "intake:dispute",
    "intake:done",
    "intake:employers",
    "intake:forget",
    "intake:home",
    "intake:later",
    "intake:residents",
    "intake:restart",
    "intake:resume",
    "intake:start",
    "intake:step",
    "intake:suggestion-feedback",
    # asks to log in by itself, after keeping what a colleague typed when the session had ended meanwhile
    "intake:enter",
    # what a voucher is, and a calculator that keeps nothing
    "vouchers:check",
}
# Apps of which everything may be public: the menukaart. It tests that nothing personal is on it.
PUBLIC_APPS = {"directory"}
SAMPLES = {"int": "1", "slug": "x-1", "str": "x1", "uuid": "0b36f1a2-0000-4000-8000-000000000000", "path": "x/y"}


def patterns(resolver: URLResolver, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every URL pattern with its full route and its name."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route, pattern.namespace or namespace)
        else:
            yield route, f"{namespace}:{pattern.name}" if namespace else str(pattern.name), pattern


def sample(route: str) -> str:
    """An address that matches a route."""
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES.get(part[1] or "str", "x1"), route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "1", route)
    return "/" + re.sub(r"[\^$\\]|\(\?:\.\*\)|\.\*|\(|\)", "", route)


ALL = {name: (route, pattern) for route, name, pattern in patterns(get_resolver())}
PRIVATE = {
    name: route
    for name, (route, pattern) in ALL.items()
    if name not in PUBLIC and name.partition(":")[0] not in PUBLIC_APPS and name != "home"
}


def test_what_is_public_is_in_the_list():
    public = {name for name, (_, pattern) in ALL.items() if getattr(pattern.callback, "login_required", True) is False}
    assert public - PUBLIC - {name for name in public if name.partition(":")[0] in PUBLIC_APPS} <= {"home"}


def test_the_list_has_nothing_that_is_gone():
    assert set(ALL) >= PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PRIVATE))
@pytest.mark.parametrize("method", ["get", "post"])
def test_everything_else_asks_to_log_in(client, name, method):
    response = getattr(client, method)(sample(PRIVATE[name]))
    assert response.status_code == 302
    assert "/account/inloggen/" in response.url
