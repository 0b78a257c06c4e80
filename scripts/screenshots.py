"""`make screenshots`: pictures of the main pages for the README, in docs/screenshots/.

Without an argument it uses a portal of its own with demo data; with one it uses a running one:
scripts/screenshots.py http://localhost:8000. The pages are data: add yours to PAGES.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright
from portal import ROOT, own_portal

from werkcentrum.local.browser import FLAGS, MISSING, find_chromium

TARGET = ROOT / "docs" / "screenshots"
DEMO = "demo.werkcentrum-twente.example"


@dataclass(frozen=True)
class Shot:
    """A page to take a picture of. `link` is clicked first: the text of a link on the page at `path`."""

    name: str
    path: str
    login: str = ""
    width: int = 1280
    link: str = ""


ADVISOR, PARTNER, MANAGER = "marieke.ter.braak", "bram.kuipers", "joost.veldhuis"
COORDINATOR = "harriet.wolberink"

PAGES = [
    Shot("home", "/"),
    Shot("home-phone", "/", width=360),
    Shot("question", "/vraag/?voor=inwoner&onderwerp=training"),
    Shot("services", "/hulp-en-diensten/"),
    Shot("voucher-check", "/scholingscheque/?prijs=3000&werkgever=1200&zelf=300"),
    Shot("enter-question", "/nieuwe-vraag/?q=nijhuis", login=ADVISOR),
    Shot("walk-in", "/inloop/enschede/", login=ADVISOR),
    Shot("partner-passes-on", "/aanmeldingen/", login=PARTNER),
    Shot("rules", "/triageregels/2/", login=COORDINATOR),
    Shot("rules-effects", "/triageregels/2/gevolgen/", login=COORDINATOR),
    Shot("suspicious", "/werkvoorraad/verdacht/", login=ADVISOR),
    Shot("worklist", "/werkvoorraad/", login=ADVISOR),
    Shot("worklist-phone", "/werkvoorraad/", login=ADVISOR, width=360),
    Shot("case", "/werkvoorraad/?q=Iris+Nijhuis", login=ADVISOR, link="Iris Nijhuis"),
    Shot("partner-inbox", "/doorverwijzingen/", login=PARTNER),
    Shot("application", "/scholingscheques/", login=MANAGER, link="Samira Bakkali"),
    Shot("own-space", "/mijn/", login="iris.nijhuis"),
    Shot("own-space-phone", "/mijn/", login="iris.nijhuis", width=360),
    Shot("figures", "/cijfers/", login=MANAGER),
]


def main(arguments: list[str]) -> int:
    """Take every picture; says which pages did not answer as they should."""
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with portal(arguments) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        failures = [line for shot in PAGES for line in take(browser, address, shot)]
        browser.close()
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def take(browser: Browser, address: str, shot: Shot) -> list[str]:
    """One picture, in a browser without history; what went wrong, if anything."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": shot.width, "height": 900},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    page = context.new_page()
    try:
        if shot.login:
            page.goto("/demo/")
            page.locator(f"button[value='{shot.login}@{DEMO}']").first.click()
            page.wait_for_load_state("load")
        answer = page.goto(shot.path)
        if shot.link:
            page.get_by_role("link", name=shot.link, exact=True).first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=TARGET / f"{shot.name}.png", full_page=True)
        print(f"docs/screenshots/{shot.name}.png  {shot.path}")
        return [] if answer and answer.ok else [f"{shot.path} answered {answer.status if answer else 'nothing'}"]
    finally:
        context.close()


@contextmanager
def portal(arguments: list[str]) -> Iterator[str]:
    """The address of a portal: the one that was given, or one of our own that ends with us."""
    if arguments:
        yield arguments[0].rstrip("/")
        return
    with own_portal() as running:
        yield running.address


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
