"""What colleagues and partners do at the front door, in a real browser: telephone, counter, partners, rules, spam."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk

DEMO = "demo.werkcentrum-twente.example"
ADVISOR, COORDINATOR = f"marieke.ter.braak@{DEMO}", f"harriet.wolberink@{DEMO}"
PARTNER = f"bram.kuipers@{DEMO}"

PAGES = [
    (ADVISOR, ["/nieuwe-vraag/", "/inloop/?kies=1", "/inloop/enschede/", "/werkvoorraad/verdacht/"]),
    (PARTNER, ["/aanmeldingen/", "/aanmeldingen/nieuw/"]),
    (
        COORDINATOR,
        [
            "/triageregels/",
            "/triageregels/1/",
            "/triageregels/2/",
            "/triageregels/2/gevolgen/",
            "/triageregels/2/proberen/",
            "/triageregels/2/regel/training/",
            "/triageregels/2/nieuwe-regel/loket/",
            "/triageregels/voorbeelden/",
        ],
    ),
]


@pytest.mark.parametrize(("who", "paths"), PAGES, ids=["advisor", "partner", "coordinator"])
def test_every_page_is_well(sized_page, login, check_axe, who, paths):
    login(sized_page, who)
    walk = Walk(sized_page, check_axe)
    for path in paths:
        walk.to(path)
        assert "/account/" not in sized_page.url, path


def reference_of(page: Page) -> str:
    found = re.search(r"WCT-\d{4}-\d{5}", page.locator("main").inner_text())
    assert found
    return found[0]


def test_a_question_by_telephone(page, login, check_axe):
    login(page, ADVISOR)
    walk = Walk(page, check_axe)
    walk.to("/nieuwe-vraag/").fill(question="Ik wil leren lassen. Waar kan dat?", themes="training")
    walk.fill(name="Willem Telefoon", phone="06 12345670", postcode="7571 AA", situation="employed")
    walk.fill(born="44", consent_kind="spoken")
    page.locator("[name=mine]").check()
    walk.press()
    page.goto(f"/zaken/{reference_of(page)}/")
    expect(page.get_by_text("Willem Telefoon").first).to_be_visible()
    expect(page.get_by_text("Marieke ter Braak").first).to_be_visible()


def test_a_partner_passes_on_a_client_and_hears_back(new_page, login, check_axe):
    partner, advisor = Walk(new_page(), check_axe), Walk(new_page(), check_axe)
    login(partner.page, PARTNER)
    partner.to("/aanmeldingen/nieuw/")
    partner.fill(name="Klaas Aangemeld", phone="06 12345671", postcode="7571 AA", born="38", situation="ww")
    partner.fill(question="Ik wil weer aan het werk.", themes="find_work", note="Hij wil snel beginnen.")
    partner.fill(contact_preference="phone", consent="spoken").press()
    reference = reference_of(partner.page)
    login(advisor.page, ADVISOR)
    advisor.to(f"/zaken/{reference}/")
    expect(advisor.page.get_by_text("Leerwerkloket Twente").first).to_be_visible()
    advisor.to(f"/zaken/{reference}/antwoord-aan-partner/")
    advisor.page.locator("main textarea").first.fill("Hij heeft vrijdag een gesprek met ons.")
    advisor.press()
    partner.to(f"/aanmeldingen/{reference}/")
    expect(partner.page.get_by_text("Hij heeft vrijdag een gesprek met ons.")).to_be_visible()


def test_a_visitor_waits_and_is_helped(sized_page, login, check_axe):
    login(sized_page, ADVISOR)
    walk = Walk(sized_page, check_axe)
    walk.to("/inloop/almelo/").fill(name="Bezoeker Blauwe Jas", about="Een vraag over een cursus")
    sized_page.locator("main form:has([name=name]) button[type=submit]").first.click()
    sized_page.get_by_role("button", name=re.compile("Ik help.*Blauwe Jas")).click()
    sized_page.get_by_role("button", name=re.compile("Geholpen.*Blauwe Jas")).click()
    expect(sized_page.get_by_role("button", name=re.compile("Ik help.*Blauwe Jas"))).to_have_count(0)
    walk.look()


def test_a_coordinator_sees_what_a_draft_changes(page, login, check_axe):
    login(page, COORDINATOR)
    walk = Walk(page, check_axe)
    walk.to("/triageregels/2/gevolgen/")
    expect(page.get_by_text("Werkplein Twente").first).to_be_visible()
    expect(page.get_by_text("359.355").first).to_be_visible(timeout=30_000)
    walk.look()
