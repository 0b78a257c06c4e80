"""Fixtures for all tests, and the servers they run on: embedded ones, unless DATABASE_URL and REDIS_URL are set."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from tests.commits import commits_run
from tests.helpers import second_factor_by_force
from tests.scheduling import TogetherScheduling
from tests.strict import StrictClient, StringIfInvalid
from werkcentrum import embedded

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SERVERS = pytest.StashKey[embedded.EmbeddedServers]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded servers once, in the process that starts the xdist workers."""
    # in the settings, not in the engine: Django builds a new engine when a test changes DEBUG or INSTALLED_APPS
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = StringIfInvalid()
    if "PYTEST_XDIST_WORKER" in os.environ or config.option.collectonly:
        return
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    servers = embedded.EmbeddedServers(settings.TEST_DATA, durable=False, holder="another test run")
    try:
        servers.start()
    except embedded.EmbeddedError as error:
        pytest.exit(str(error), returncode=1)
    config.stash[SERVERS] = servers


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what `pytest_configure` started."""
    servers = config.stash.get(SERVERS, None)
    if servers:
        servers.stop()


@pytest.fixture(autouse=True, scope="session")
def _force_login_has_second_factor() -> None:
    user_logged_in.connect(second_factor_by_force)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TogetherScheduling:
    """Browser tests stay together; see there."""
    return TogetherScheduling(config, log)


@pytest.fixture(autouse=True)
def _template_errors_may_be_ignored(request: pytest.FixtureRequest) -> Iterator[None]:
    StringIfInvalid.enabled = request.node.get_closest_marker("ignore_template_errors") is None
    yield
    StringIfInvalid.enabled = True


@pytest.fixture
def client() -> StrictClient:
    """Django's test client that fails on a POST form without a CSRF token."""
    return StrictClient()


@pytest.fixture
def htmx() -> StrictClient:
    """The same client as htmx sends its requests."""
    return StrictClient(headers={"HX-Request": "true"})


@pytest.fixture(autouse=True)
def _commits_run(request: pytest.FixtureRequest) -> Iterator[None]:
    """`on_commit` callbacks run where the code under test leaves its outermost transaction."""
    if "transactional_db" in request.fixturenames or not _uses_database(request):
        yield
        return
    request.getfixturevalue("db")
    if not connection.in_atomic_block:  # a transactional test commits for real
        yield
        return
    with commits_run():
        yield


def _uses_database(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
        return False
    return marker is not None or "db" in request.fixturenames


@pytest.fixture(autouse=True)
def _dutch_first() -> Iterator[None]:
    """Every test starts in Dutch; a request for an English page leaves its language behind in this thread."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_cache() -> Iterator[None]:
    """No test sees what another one left in Redis. Each xdist worker has its own key prefix."""
    yield
    cache.delete_pattern("*")


@pytest.fixture
def freeze() -> Iterator[Callable[[str], None]]:
    """Stop the clock: `freeze("2026-03-10 09:00")`, Amsterdam time. Call again to move on."""
    travels: list[time_machine.travel] = []

    def stop_at(moment: str) -> None:
        at = datetime.fromisoformat(moment)
        if travels:
            travels.pop().stop()
        travels.append(time_machine.travel(at if at.tzinfo else at.replace(tzinfo=AMSTERDAM), tick=False))
        travels[0].start()

    yield stop_at
    for travel in travels:
        travel.stop()
