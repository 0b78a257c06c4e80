"""URLs for machines: is the process alive, is it ready for traffic, and where to report a vulnerability.

They have no language in their path and need no account. Answers name what fails, never why: no addresses, no secrets.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from werkcentrum.celery import app as celery

BROKER_SECONDS = 2
SECURITY_TXT_DAYS = 180
log = structlog.get_logger(__name__)


class NotReady(RuntimeError):
    """A part is reachable but not in the state that requests need."""


def check_database() -> None:
    """PostgreSQL answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Every migration of this version has been applied. Once that is so, it stays so for this process."""
    if not _migrations_applied():
        _migrations_applied.cache_clear()
        raise NotReady


@cache
def _migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def check_redis() -> None:
    """The cache can be written and read."""
    caches["default"].set("health", "ok", timeout=10)
    if caches["default"].get("health") != "ok":
        raise NotReady


def check_broker() -> None:
    """Celery's broker accepts a connection."""
    with celery.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "redis": check_redis,
    "broker": check_broker,
}


@login_not_required
@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. A failure here means: restart the container."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Everything that a request needs is there; 503 with the names of what is not. Means: send no traffic yet."""
    results = {name: _outcome(name, check) for name, check in CHECKS.items()}
    failing = [name for name, result in results.items() if result != "ok"]
    body = {"status": "unavailable" if failing else "ok", "checks": results}
    return JsonResponse(body, status=503 if failing else 200)


def _outcome(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:
        log.warning("health_check_failed", check=name, error=type(error).__name__)
        return "failing"
    return "ok"


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a vulnerability."""
    expires = timezone.now() + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.replace(microsecond=0).isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("health/live", live, name="health-live"),
    path("health/ready", ready, name="health-ready"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
