"""Production. Every secret comes from the environment; what is missing stops the start, by name and in one line."""

import os

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")
HSTS_YEAR = 31_536_000


def refusal(environment: "os._Environ[str]") -> str:
    """Why this environment must not run in production; empty when it may."""
    missing = [name for name in REQUIRED if not environment.get(name, "").strip()]
    if missing:
        return f"missing in the environment: {', '.join(missing)}"
    if environment.get("DEMO", "").strip().lower() in {"1", "true", "yes", "on"}:
        return "DEMO=1 lets everybody log in as anybody; it is not for production"
    if len(environment["SECRET_KEY"]) < 50:
        return "SECRET_KEY is shorter than 50 characters"
    if not environment["BASE_URL"].startswith("https://"):
        return "BASE_URL must start with https://"
    return ""


if reason := refusal(os.environ):
    raise SystemExit(f"Werkcentrum does not start: {reason}.")

from werkcentrum.settings.base import *  # noqa: E402, F403
from werkcentrum.settings.base import BASE_URL, configure_storages, env  # noqa: E402

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])
STORAGES = configure_storages(manifest=True)

# TLS ends at the proxy in front, which must set (not pass on) X-Forwarded-Proto.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=HSTS_YEAR)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
