"""The public page with its calculator, the menus, and the blocks on the pages of a case."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from vouchers import slots
from vouchers.models import SchemeVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(freeze):
    freeze("2026-03-26 10:00")


def text(response):
    return response.content.decode().replace("\xa0", " ")


def test_everybody_can_read_what_the_voucher_is(client, fund):
    page = text(client.get(reverse("vouchers:check")))
    assert "Wij betalen tot € 2.500 mee aan uw opleiding" in page
    assert "Anderen betalen ten minste de helft" in page
    assert "binnen 8 weken" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kosten=3400&werkgever=1700", "Uw cheque kan € 1.700 zijn"),
        ("kosten=6000&werkgever=2400&opleidingsfonds=600", "Dit betaalt nog niemand"),
        ("kosten=3400&werkgever=1000", "Anderen moeten nog € 700 betalen"),
        ("kosten=3400&werkgever=3400", "U heeft geen cheque nodig"),
        ("kosten=veel", "Vul een bedrag in cijfers in"),
        ("kosten=", "Vul in wat de opleiding kost, bijvoorbeeld 1.450,00"),
    ],
)
def test_the_calculator_answers_and_the_fragment_is_the_same(client, htmx, fund, query, sentence):
    address = f"{reverse('vouchers:check')}?{query}"
    page, fragment = text(client.get(address)), text(htmx.get(address))
    assert sentence in page
    assert sentence in fragment
    assert "<html" not in fragment


def test_a_calculation_is_no_decision(client, fund):
    assert "Dit is nog geen besluit" in text(client.get(f"{reverse('vouchers:check')}?kosten=3400&werkgever=1700"))


def test_without_a_scheme_there_is_still_a_way_to_a_human(client, fund):
    SchemeVersion.objects.update(valid_until="2024-12-31", valid_from="2023-01-01")
    page = text(client.get(reverse("vouchers:check")))
    assert "Er is nu geen regeling voor scholingscheques." in page
    assert "Stel uw vraag" in page


def test_a_client_who_is_logged_in_applies_on_the_own_case(client, fund):
    case = CaseFactory(open=True, client__attached=True)
    client.force_login(case.client.user)
    assert reverse("vouchers:apply-mine", args=[case.reference]) in text(client.get(reverse("vouchers:check")))


def test_english_has_its_own_words(client, fund):
    page = text(client.get("/en" + reverse("vouchers:check")))
    assert "We pay up to € 2.500 of your training" in page


def _request(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_the_case_page_shows_the_voucher_or_the_way_to_it(fund):
    case = fund.case()
    request = _request(fund.advisor)
    apply_url = reverse("vouchers:apply", args=[case.reference])
    assert apply_url in slots.case_aside(request, case=case)
    application = fund.submitted(case)
    panel = slots.case_aside(request, case=case).replace("\xa0", " ")
    assert application.reference in panel
    assert "beslist uiterlijk do 21 mei" in panel
    assert "€ 1.700,00" in panel
    assert apply_url not in panel


def test_the_own_space_shows_the_route(fund):
    case = CaseFactory(open=True, client__attached=True)
    request = _request(case.client.user)
    assert reverse("vouchers:apply-mine", args=[case.reference]) in slots.my_case(request, case=case)
    fund.submitted(case)
    block = slots.my_case(request, case=case).replace("\xa0", " ")
    assert "Uw scholingscheque van € 1.700,00" in block
    assert "wc-route--across" in block


def test_the_own_space_shows_nothing_of_somebody_else(fund):
    case = fund.case()
    application = fund.submitted(case)
    assert application.reference not in slots.my_case(_request(UserFactory()), case=case)


def test_an_employer_does_not_apply(fund):
    case = CaseFactory(open=True, client__employer=True)
    assert "Scholingscheque aanvragen" not in slots.case_aside(_request(fund.advisor), case=case)
