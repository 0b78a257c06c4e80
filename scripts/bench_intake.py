"""`make bench-intake`: how fast the front door is, on a portal of its own with demo data.

Prints the time of the triage and of the completeness check, the queries of the last POST, what a browser transfers,
and how long 50 people who send at the same time wait. Ends with 1 when a promise is broken.
"""

import gzip
import http.client
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, sync_playwright
from portal import own_portal

from werkcentrum.local.browser import FLAGS, MISSING, find_chromium

SUBMITTERS = 50
FASTEST_PERSON_SECONDS = 8  # a form that is filled in faster is looked at by a person first
FIRST_VISIT_KB, NEXT_STEP_KB = 150, 15
ANSWERS = {
    "question": "Ik wil in de ouderenzorg werken. Welke opleiding past bij mij, en wie betaalt mee?",
    "themes": ["training", "training_funding"],
    "postcode": "7571 AB",
    "municipality": "GM0173",
    "situation": "flex",
    "age": "26",
    "education": "mbo2",
    "name": "Vera Meting",
    "email": "vera.meting@post.example",
    "phone": "0612345678",
    "contact_preference": "email",
    "language": "nl",
}


class Form(HTMLParser):
    """The last form of the page's main part that is sent: its address, what is in it, and its first button."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self._in_main = self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Forms, and the fields inside them."""
        found = {name: value or "" for name, value in attributes}
        if tag == "main":
            self._in_main = True
        elif tag == "form" and self._in_main and found.get("method", "").lower() == "post":
            self.action, self.hidden, self.names, self._inside = found.get("action", ""), [], set(), True
        elif self._inside and tag in {"input", "select", "textarea"} and found.get("name"):
            self.names.add(found["name"])
            if found.get("type") == "hidden":
                self.hidden.append((found["name"], found.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Where a form ends."""
        if tag == "form":
            self._inside = False

    def filled(self, answers: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
        """What a browser sends after somebody filled it in."""
        sent = list(self.hidden)
        kept = {name for name, _ in sent}
        for name, value in answers.items():
            if name in self.names - kept:
                sent += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        return sent


@dataclass
class Submitter:
    """One person with a browser: cookies, an address of its own, and the seconds that each request took."""

    address: str
    number: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    seconds: list[float] = field(default_factory=list)
    sending: float = 0.0
    reference: str = ""
    error: str = ""

    def __post_init__(self) -> None:
        where = urlsplit(self.address)
        self.connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)

    def request(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Status, address of a redirect, and page."""
        headers = {"Accept-Encoding": "gzip", "X-Forwarded-For": f"10.0.{self.number // 250}.{self.number % 250 + 1}"}
        headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        page = answer.read()
        self.seconds.append(time.perf_counter() - started)
        if answer.headers.get("Content-Encoding") == "gzip":
            page = gzip.decompress(page)
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return answer.status, answer.headers.get("Location", ""), page.decode()

    def send(self, path: str, form: Form, answers: Mapping[str, str | Sequence[str]]) -> str:
        """Send a form; the address that it leads to. RuntimeError when it does not."""
        status, location, page = self.request("POST", form.action or path, urlencode(form.filled(answers)))
        if status != http.client.FOUND:
            raise RuntimeError(f"{path} answered {status}: {page[:200]!r}")
        return location

    def read(self, path: str) -> None:
        """Look at the receipt. RuntimeError when the number is not on it."""
        status, _, page = self.request("GET", path)
        if status != http.client.OK or self.reference not in page:
            raise RuntimeError(f"{path} answered {status}")

    def fill_in(self) -> tuple[str, Form]:
        """Every step up to the check; the address and form that are left to send."""
        path = "/vraag/?voor=inwoner"
        while True:
            status, location, page = self.request("GET", path)
            if status == http.client.FOUND:
                path = location
                continue
            form = Form(page)
            if "/controleren/" in path:
                return path, form
            path = self.send(path, form, ANSWERS | {"question": f"{ANSWERS['question']} Ik ben nummer {self.number}."})


def submit(person: Submitter, everybody: threading.Barrier) -> None:
    """Fill in, wait for the others, and send at the same moment."""
    try:
        started = time.perf_counter()
        path, form = person.fill_in()
        person.connection.close()  # as a browser does while somebody reads; it opens again by itself
        time.sleep(max(0.0, FASTEST_PERSON_SECONDS - (time.perf_counter() - started)))
        everybody.wait(timeout=180)
        location = person.send(path, form, {})
        person.sending = person.seconds[-1]
        person.reference = location.rstrip("/").rpartition("/")[2]
        person.read(location)
    except Exception as error:  # whatever goes wrong counts as an error of this person
        person.error = f"{type(error).__name__}: {error}"
        everybody.abort()


def submitting(address: str) -> bool:
    """50 people at once: prints p50 and p95 and the errors; whether there were none."""
    people = [Submitter(address, number) for number in range(SUBMITTERS)]
    everybody = threading.Barrier(len(people))
    threads = [threading.Thread(target=submit, args=(person, everybody)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    errors = [person.error for person in people if person.error]
    references = {person.reference for person in people if person.reference}
    sending = [person.sending for person in people if person.sending]
    steps = [each for person in people for each in person.seconds]
    print(f"{SUBMITTERS} people at once through gunicorn: {len(references)} questions, {len(errors)} errors")
    for name, values in (("sending", sending), ("any request", steps)):
        if len(values) > 1:
            p95 = quantiles(values, n=20)[-1]
            print(
                f"  {name:<12} p50 {median(values) * 1000:6.0f} ms, p95 {p95 * 1000:6.0f} ms  ({len(values)} requests)"
            )
    for line in sorted(set(errors)):
        print(f"  error: {line}")
    return not errors and len(references) == SUBMITTERS


@contextmanager
def counted(page: Page) -> Iterator[list[int]]:
    """The bytes that come over the line while the block runs, as the browser counts them."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    yield received
    page.wait_for_load_state("networkidle")
    session.detach()


def transferred(address: str) -> bool:
    """What a browser transfers for home and for each step, first and next; whether it stays within the promise."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(MISSING)
    kept = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for path in ("/", "/vraag/?voor=inwoner"):
            kept &= _first_visit(browser.new_context(locale="nl-NL").new_page(), address, path)
        kept &= _each_step(browser.new_context(locale="nl-NL").new_page(), address)
        browser.close()
    return kept


def _first_visit(page: Page, address: str, path: str) -> bool:
    with counted(page) as received:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    return _say(f"first visit {path}", sum(received), FIRST_VISIT_KB)


def _each_step(page: Page, address: str) -> bool:
    kept = True
    page.goto(f"{address}/vraag/?voor=inwoner")
    while "/controleren/" not in page.url:
        _fill(page)
        with counted(page) as received:
            page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
            page.wait_for_load_state("networkidle")
        kept &= _say(f"next step {urlsplit(page.url).path}", sum(received), NEXT_STEP_KB)
    return kept


def _fill(page: Page) -> None:
    for name, value in ANSWERS.items():
        fields = page.locator(f"main [name='{name}']:not([type=hidden])")
        if not fields.count():
            continue
        kind = fields.first.evaluate("field => field.type")
        if kind in {"radio", "checkbox"}:
            for one in [value] if isinstance(value, str) else value:
                page.locator(f"main [name='{name}'][value='{one}']").check()
        elif kind == "select-one":
            fields.select_option(str(value))
        else:
            fields.fill(str(value))


def _say(what: str, size: int, most: int) -> bool:
    kept = size <= most * 1000
    print(f"  {what:<40} {size / 1000:6.1f} kB  (at most {most}){'' if kept else '  TOO MUCH'}")
    return kept


def main() -> int:
    """Measure everything; 1 when a promise is broken."""
    with own_portal(TRUSTED_PROXY_COUNT="1", WEB_CONCURRENCY="2") as running:
        kept = running.python("scripts/bench_triage.py") == 0
        print("Transferred, compressed:")
        kept &= transferred(running.address)
        kept &= submitting(running.address)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
