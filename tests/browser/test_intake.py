"""The form of the front door in a real browser: every step and every error, small screens, keyboard only, no script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk

RESIDENT = {
    "question": "Ik wil in de ouderenzorg werken. Welke opleiding past bij mij?",
    "themes": "training,training_funding",
    "postcode": "7571 AA",
    "situation": "flex",
    "age": "26",
    "education": "mbo2",
    "name": "Vera Browser",
    "contact_preference": "email",
    "email": "vera.browser@post.example",
}
EMPLOYER = {
    "question": "Wij zoeken vijf mensen die het vak nog willen leren.",
    "themes": "find_staff,train_staff",
    "postcode": "7607 AA",
    "company_name": "Bakkerij De Korenaar",
    "sector": "voeding",
    "name": "Henk Jansen",
    "contact_preference": "email",
    "email": "henk.browser@post.example",
}
VISITOR = {**RESIDENT, "contact_preference": "visit", "email": ""}
AUDIENCES = {"inwoner": RESIDENT, "werkgever": EMPLOYER}
PREFIXES = {"nl": "", "en": "/en"}
AT_400_PERCENT = {"width": 320, "height": 256}
MOST_STEPS = 8
REFERENCE = re.compile(r"WCT-\d{4}-\d{5}")


def answer(walk: Walk, answers: dict[str, str]) -> None:
    """Fill in what this step asks; a field that appears after an answer is filled in as well."""
    for name, value in answers.items():
        if walk.page.locator(f"main [name='{name}']:not([type=hidden])").count():
            walk.fill(**{name: value})


def at_check(page: Page) -> bool:
    return "/controleren/" in page.url


def to_check(walk: Walk, path: str, answers: dict[str, str], *, with_errors: bool = False) -> None:
    """Every step up to the check; `with_errors` sends each one empty first."""
    walk.to(path)
    for _ in range(MOST_STEPS):
        if at_check(walk.page):
            return
        if with_errors:
            send_empty(walk)
        answer(walk, answers)
        walk.press()
    pytest.fail(f"No end after {MOST_STEPS} steps: {walk.page.url}")


def send_empty(walk: Walk) -> None:
    """The step as it is: if something has to be filled in, the error summary has the focus and leads to the field."""
    before = walk.page.url
    with walk.page.expect_navigation():
        walk.page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
    summary = walk.page.locator("[data-error-summary]").first
    if not summary.count():
        walk.page.goto(before)  # everything on it was optional
        return
    walk.look()
    assert walk.page.title().startswith(("Fout:", "Error:"))
    link = summary.get_by_role("link").first
    field = link.get_attribute("href")
    link.click()
    assert walk.page.evaluate("document.activeElement.closest('fieldset, div') !== null")
    assert field
    assert walk.page.locator(field).count()


def reference_of(page: Page) -> str:
    found = REFERENCE.search(page.locator("main").inner_text())
    assert found
    return found[0]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("who", ["inwoner", "werkgever"])
def test_every_step_and_every_error(new_page, check_axe, who, width, language):
    walk = Walk(new_page(width=width), check_axe)
    to_check(walk, f"{PREFIXES[language]}/vraag/?voor={who}", AUDIENCES[who], with_errors=True)
    walk.press()
    reference_of(walk.page)
    assert walk.page.locator("html").get_attribute("lang") == language
    assert ("/en/" in walk.page.url) == (language == "en")


def test_who_comes_in_gets_a_number_and_the_opening_hours(sized_page, check_axe):
    walk = Walk(sized_page, check_axe)
    to_check(walk, "/vraag/?voor=inwoner", VISITOR)
    walk.press()
    reference_of(walk.page)
    expect(walk.page.get_by_text("Enschede").first).to_be_visible()


def test_at_400_percent_everything_is_within_reach(new_page, check_axe):
    walk = Walk(new_page(**AT_400_PERCENT), check_axe)
    to_check(walk, "/vraag/?voor=inwoner", RESIDENT, with_errors=True)
    walk.press()
    reference_of(walk.page)


def test_without_script(new_page):
    page = new_page(javascript=False)
    page.goto("/vraag/?voor=inwoner")
    for _ in range(MOST_STEPS):
        if at_check(page):
            break
        for name, value in RESIDENT.items():
            fields = page.locator(f"main [name='{name}']:not([type=hidden])")
            if not fields.count():
                continue
            for one in value.split(",") if fields.first.get_attribute("type") in {"radio", "checkbox"} else ():
                page.locator(f"main [name='{name}'][value='{one}']").check()
            if fields.first.get_attribute("type") not in {"radio", "checkbox"}:
                (fields.select_option if fields.first.evaluate("e => e.tagName") == "SELECT" else fields.fill)(value)
        page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
    page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
    reference_of(page)


class Keyboard:
    """Somebody who uses nothing but the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> dict[str, str]:
        return self.page.evaluate(
            "(() => { const it = document.activeElement; return {name: it.name || '', value: it.value || '',"
            " type: it.type || '', main: String(it.closest('main') !== null), tag: it.tagName,"
            " seen: String(it.getBoundingClientRect().width > 0)} })()"
        )

    def tab_to(self, **wanted: str) -> None:
        """Press Tab until the focus is there; it is visible all the way."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            here = self.focused()
            if all(here[key] == value for key, value in wanted.items()):
                return
        pytest.fail(f"The keyboard does not reach {wanted} on {self.page.url}")

    def choose(self, name: str, value: str) -> None:
        """A radio button with the arrows, a checkbox with the space bar."""
        kind = self.page.locator(f"main [name='{name}']").first.get_attribute("type")
        if kind == "checkbox":
            self.tab_to(name=name, value=value)
            self.page.keyboard.press("Space")
            return
        self.tab_to(name=name)
        self.page.keyboard.press("Space")
        for _ in range(20):
            if self.focused()["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"The arrows do not reach {name}={value}")


def test_with_the_keyboard_only(new_page):
    page = new_page()
    hands = Keyboard(page)
    page.goto("/vraag/?voor=inwoner")
    for _ in range(MOST_STEPS):
        if at_check(page):
            break
        names = page.locator("main form [name]:not([type=hidden])").evaluate_all("all => all.map(each => each.name)")
        for name in dict.fromkeys(names):
            if name not in RESIDENT or not RESIDENT[name]:
                continue
            kind = page.locator(f"main [name='{name}']").first.evaluate("field => field.type")
            if kind in {"radio", "checkbox"}:
                for value in RESIDENT[name].split(","):
                    hands.choose(name, value)
            elif kind == "select-one":
                hands.tab_to(name=name)
                label = page.locator(f"main [name='{name}'] option[value='{RESIDENT[name]}']").inner_text()
                page.keyboard.type(label)
            else:
                hands.tab_to(name=name)
                page.keyboard.press("Control+a")
                page.keyboard.type(RESIDENT[name])
        hands.tab_to(type="submit", main="true")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    hands.tab_to(type="submit", main="true")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reference_of(page)


def test_a_double_click_is_one_question(new_page, portal, check_axe):
    walk = Walk(new_page(), check_axe)
    answers = RESIDENT | {"name": "Dubbele Klik"}
    to_check(walk, "/vraag/?voor=inwoner", answers)
    walk.page.locator("main button.utrecht-button--primary-action[type=submit]").last.dblclick()
    walk.page.wait_for_url("**/vraag/ontvangen/**")
    reference_of(walk.page)
    walk.page.go_back()
    walk.page.reload()
    rows = portal.sql(
        "select count(*) from advisors_case join advisors_client on advisors_client.id = client_id where name = %s",
        "Dubbele Klik",
    )
    assert rows == [(1,)]


def test_the_mailed_link_goes_on_anywhere(new_page, portal, check_axe):
    walk = Walk(new_page(), check_axe)
    walk.to("/vraag/?voor=inwoner").fill(question="Later ga ik hiermee verder.", themes="training").press()
    walk.page.locator("main button[name='go'][value='later']").click()
    walk.look()
    before = portal.mail.count()
    walk.fill(email="later@post.example")
    walk.page.locator("main form:has([name=email]) button[type=submit]").click()
    walk.page.wait_for_load_state("load")
    link = next(link for link in portal.mail.wait_for("later@post.example", after=before).links if "/vraag/" in link)
    for width in (360, 1280):
        other = Walk(new_page(width=width), check_axe)
        other.to(link)
        if other.page.locator("main form[method=post] button[type=submit]").count() and "/verder/" in other.page.url:
            other.press()
        assert "/vraag/plaats/" in other.page.url


def test_two_tabs_do_not_overwrite_each_other(new_page, check_axe):
    page = new_page()
    walk = Walk(page, check_axe)
    walk.to("/vraag/?voor=inwoner").fill(question="Uit het eerste tabblad.", themes="training").press()
    walk.to("/vraag/uw-vraag/")
    second = Walk(page.context.new_page(), check_axe)
    second.to("/vraag/uw-vraag/").fill(question="Uit het tweede tabblad.").press()
    walk.fill(question="Weer uit het eerste tabblad.")
    with page.expect_navigation():
        page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
    walk.look()
    expect(page.get_by_text("Uit het tweede tabblad.").first).to_be_visible()
    expect(page.locator("main [name='question']")).to_have_value("Weer uit het eerste tabblad.")


def kept_in_browser(page: Page) -> list[str]:
    return page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('wc-unsent:'))")


def test_what_was_typed_and_not_sent_survives_going_back(new_page, check_axe):
    page = new_page()
    walk = Walk(page, check_axe)
    walk.to("/vraag/?voor=inwoner").fill(question="Ik klik straks op terug.", themes="training").press()
    walk.fill(postcode="7571 AA").press()
    walk.fill(age="47")
    page.go_back()
    page.go_forward()
    expect(page.locator("main [name='age']")).to_have_value("47")
    assert kept_in_browser(page)
    page.goto("/vraag/later/")
    page.locator("main form[action*='wissen'] button[type=submit]").click()
    page.wait_for_load_state("load")
    assert kept_in_browser(page) == []
