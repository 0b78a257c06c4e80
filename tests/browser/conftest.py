"""Fixtures for browser tests: `portal` (the running stack), `new_page` and `page`, `login`, `check_axe`."""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser import axe
from tests.browser.portal import RESULTS, Portal
from werkcentrum import embedded
from werkcentrum.local.browser import FLAGS, MISSING, find_chromium

TIMEOUT_MS = 15_000
FAILED = pytest.StashKey[bool]()


def pytest_itemcollected(item: pytest.Item) -> None:
    """So that `-m "not browser"` leaves them out."""
    item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember failures, for the screenshots."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The real portal: gunicorn, Celery worker, own database with reference and demo data, local SMTP server."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    running = Portal(
        database_url=os.environ.get("DATABASE_URL") or embedded.database_url(settings.TEST_DATA),
        redis_url=settings.REDIS_URL,
        name=f"wc_portal_{worker}_{os.getpid()}",
        directory=tmp_path_factory.mktemp("portal"),
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(MISSING)
    # Playwright keeps an event loop in this thread, which Django would take for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser, portal: Portal, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Makes pages, each with cookies of its own: `new_page(width=360, javascript=False, language="en-GB")`.

    Relative addresses work: `page.goto("/hulp-en-diensten/")`. An error in the browser's console fails the test;
    after a failure every open page is in test-results/.
    """
    pages: list[Page] = []
    errors: list[str] = []

    def make(*, width: int = 1280, height: int = 900, javascript: bool = True, language: str = "nl-NL") -> Page:
        context = browser.new_context(
            base_url=portal.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
        )
        context.set_default_timeout(TIMEOUT_MS)
        page = context.new_page()
        page.on("console", lambda message: errors.extend(_errors(message)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        pages.append(page)
        return page

    yield make
    failed = request.node.stash.get(FAILED, False) or bool(errors)
    for number, page in enumerate(pages):
        if failed:
            RESULTS.mkdir(exist_ok=True)
            name = re.sub(r"[^\w-]+", "-", request.node.name)
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        page.context.close()
    assert not errors, "In the browser's console: " + "; ".join(errors)


def _errors(message: ConsoleMessage) -> list[str]:
    """Console errors that are ours; the browser also reports pages that a test visits to see a 403 or 404."""
    if message.type != "error" or message.text.startswith("Failed to load resource"):
        return []
    return [f"{message.text} ({message.location.get('url')})"]


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of 1280 px wide."""
    return new_page()


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def sized_page(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """The same test on a page of 360 and of 1280 px wide."""
    return new_page(width=request.param)


@pytest.fixture
def login() -> Callable[[Page, str], None]:
    """Log in as a demo account with one click: `login(page, "advisor@...")`."""

    def log_in(page: Page, email: str) -> None:
        page.goto("/demo/")
        page.locator(f"button[value='{email}']").first.click()
        page.wait_for_load_state("load")

    return log_in


@pytest.fixture
def check_axe() -> Callable[[Page], None]:
    """`check_axe(page)` fails with everything that axe finds on the page as it is now."""
    return axe.check_axe
