"""The main job, end to end: from a first question to a paid-for training, through gunicorn and a real worker.

At 360 and at 1280 px; axe looks at every page on the way.
"""

import datetime
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.portal import Portal
from tests.browser.walk import Walk

DEMO = "demo.werkcentrum-twente.example"
ADVISOR, PARTNER = f"marieke.ter.braak@{DEMO}", f"bram.kuipers@{DEMO}"
OFFICER, MANAGER, CONTROLLER = f"sanne.wolters@{DEMO}", f"joost.veldhuis@{DEMO}", f"petra.asbreuk@{DEMO}"
NAME = "Vera Story"
MONEY = re.compile(r"€\s1\.700,00")


def ask(walk: Walk, email: str) -> str:
    """A resident asks a question without an account; returns the reference number."""
    walk.to("/")
    walk.page.get_by_label("Uw vraag, in uw eigen woorden").fill("Ik wil in de ouderenzorg werken. Wie betaalt mee?")
    walk.page.get_by_role("button", name="Verder als inwoner").click()
    walk.look().fill(themes="training,training_funding,orientation").press()
    walk.fill(postcode="7571 AA").press()
    walk.fill(situation="flex", age="26", education="mbo2").press()
    walk.fill(name=NAME, email=email, contact_preference="email").press()
    walk.look().press()  # no interpreter, nobody who helps
    expect(walk.page.get_by_text("Leerwerkloket Twente").first).to_be_visible()
    walk.press()
    reference = re.search(r"WCT-\d{4}-\d{5}", walk.page.locator("main").inner_text())
    assert reference
    return reference[0]


def handle(walk: Walk, reference: str) -> None:
    """An advisor finds the question, picks it up, and talks."""
    walk.to("/werkvoorraad/?lijst=niet-opgepakt")
    walk.page.get_by_role("link", name=NAME).first.click()
    walk.look()
    walk.page.get_by_role("button", name="Pak deze zaak op").click()
    expect(walk.page.get_by_text("Deze zaak is nu van u.")).to_be_visible()
    walk.to(f"/zaken/{reference}/contact/").fill(kind="llo", minutes="55", note="Een kort certificaat past goed.")
    walk.fill(goal="Werken in de ouderenzorg", education="mbo2", route="other_sector")
    walk.fill(sector_from="handel", sector_to="zorg")
    walk.press()
    expect(walk.page.get_by_text("LLO-gesprek, 55 minuten")).to_be_visible()


def refer(walk: Walk, reference: str) -> None:
    """The advisor refers with spoken consent."""
    walk.to(f"/zaken/{reference}/doorverwijzen/").fill(desk="leerwerkloket", groups="contact,question").press()
    walk.fill(how="spoken").press()
    walk.to(f"/zaken/{reference}/")
    expect(walk.page.get_by_text("Nog niet overgenomen").first).to_be_visible()


def take_over(walk: Walk) -> None:
    """The partner sees only what was shared, and takes over."""
    walk.to("/doorverwijzingen/")
    walk.page.get_by_role("link", name=NAME).first.click()
    walk.look()
    expect(walk.page.get_by_text("Niet gedeeld").first).to_be_visible()
    walk.page.get_by_role("link", name="Overnemen").first.click()
    walk.look().fill(contact_name="Bram Kuipers")
    walk.date("first_contact_on", datetime.date.today() + datetime.timedelta(days=3)).press()


def log_in_with_code(walk: Walk, portal: Portal, email: str, reference: str) -> None:
    """The resident logs in with a code by e-mail and adds the question with its number."""
    before = portal.mail.count()
    walk.to(f"/mijn/koppelen/?zaak={reference}").fill(email=email).press()
    code = portal.mail.wait_for(email, after=before).find(r"\b([A-Z0-9]{3}-?[A-Z0-9]{3})\b")
    walk.fill(code=code).press()
    if "/koppelen/" not in walk.page.url:
        walk.to(f"/mijn/koppelen/?zaak={reference}")
    walk.press()
    expect(walk.page.get_by_text("Leerwerkloket Twente").first).to_be_visible()


def apply(walk: Walk, reference: str) -> str:
    """The resident applies; the amounts are shown before sending. Returns the number of the application."""
    walk.to(f"/mijn/zaken/{reference}/scholingscheque/").press()
    walk.date("birth_date", datetime.date(1999, 5, 1)).fill(education="mbo2").press()
    walk.fill(route="other_sector", sector_from="handel", sector_to="zorg", occupation="care-assistant")
    walk.fill(motivation="Ik wil met ouderen werken, thuis en niet in ploegendienst.").press()
    start = datetime.date.today() + datetime.timedelta(days=60)
    walk.fill(training_name="Mbo-certificaat Ondersteuning Thuis", level="certificate")
    walk.page.locator("[name=provider]").select_option(label="ROC van Twente")
    walk.date("start_date", start).press()
    walk.fill(cost_tuition="3.400,00", pay_employer="1.450,00", payer_employer="Zorggroep De Esch", pay_own="250,00")
    walk.press()
    expect(walk.page.get_by_text(MONEY).first).to_be_visible()
    walk.press()
    number = re.search(r"TF-\d{4}-\d{5}", walk.page.locator("main").inner_text())
    assert number
    return number[0]


def test_from_a_first_question_to_a_paid_for_training(
    sized_page: Page,
    new_page: Callable[..., Page],
    portal: Portal,
    login: Callable[[Page, str], None],
    check_axe: Callable[[Page], None],
):
    width = sized_page.viewport_size["width"]
    email = f"vera{width}@post.example"
    resident = Walk(sized_page, check_axe)

    def staff(account: str) -> Walk:
        page = new_page(width=width)
        login(page, account)
        return Walk(page, check_axe)

    reference = ask(resident, email)
    assert reference in portal.mail.wait_for(email, containing=reference).text

    advisor = staff(ADVISOR)
    handle(advisor, reference)
    refer(advisor, reference)
    take_over(staff(PARTNER))
    portal.mail.wait_for(email, containing="Bram Kuipers")

    log_in_with_code(resident, portal, email, reference)
    number = apply(resident, reference)
    portal.mail.wait_for(email, containing=number)

    advisor.to(f"/scholingscheques/{number}/advies/")
    advisor.fill(advice="positive", motivation="Na het certificaat een vast contract.").press()
    officer = staff(OFFICER)
    officer.to(f"/scholingscheques/{number}/voorbereiden/").press()
    manager = staff(MANAGER)
    manager.to("/cijfers/")
    awarded_before = int(manager.page.locator("#t-vouchers ~ .wc-target__n .wc-big").inner_text().replace(".", ""))
    manager.to(f"/scholingscheques/{number}/besluit/")
    manager.fill(decision="awarded", motivation="Deze opleiding leidt tot werk in de zorg.")
    manager.page.locator("[name=declares_no_interest]").check()
    manager.press()

    message = portal.mail.wait_for(email, containing="brief")
    assert "1.700" not in message.text
    resident.to(f"/mijn/scholingscheques/{number}/")
    expect(resident.page.get_by_text(MONEY).first).to_be_visible()
    letter = resident.page.request.get(f"/scholingscheques/{number}/brief/")
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.body().startswith(b"%PDF")
    resident.to(f"/mijn/zaken/{reference}/")

    today = datetime.date.today()
    officer.to(f"/scholingscheques/{number}/start/").date("started_on", today).press()
    officer.to(f"/scholingscheques/{number}/factuur/").fill(number="F-2026-1").date("received_on", today).press()
    controller = staff(CONTROLLER)
    controller.to(f"/scholingscheques/{number}/betalen/").press()
    resident.to(f"/mijn/scholingscheques/{number}/")

    manager.page.wait_for_timeout(3_000)
    manager.to("/cijfers/")
    awarded = int(manager.page.locator("#t-vouchers ~ .wc-target__n .wc-big").inner_text().replace(".", ""))
    assert awarded == awarded_before + 1
