"""Applying, as the applicant and as the advisor who helps."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from vouchers.models import VoucherApplication
from vouchers.workflow import ApplicationStatus

pytestmark = pytest.mark.django_db

PERSON = {
    "birth_date_day": "7",
    "birth_date_month": "3",
    "birth_date_year": "2000",
    "municipality": "GM0173",
    "education": "mbo2",
}
GOAL = {
    "route": "other_sector",
    "sector_from": "handel",
    "sector_to": "zorg",
    "occupation": "care-assistant",
    "evidence": "",
    "motivation": "Ik wil in de ouderenzorg werken.",
}
TRAINING = {
    "training_name": "Certificaat Ondersteuning Thuis",
    "level": "certificate",
    "provider": "roc-van-twente",
    "provider_name": "",
    "start_date_day": "1",
    "start_date_month": "9",
    "start_date_year": "2026",
}
MONEY = {
    "cost_tuition": "3.400,00",
    "cost_exam": "",
    "cost_material": "",
    "pay_employer": "1.450",
    "payer_employer": "Zorggroep De Esch",
    "pay_own": "250",
}
STEPS = [("over-u", PERSON), ("doel", GOAL), ("opleiding", TRAINING), ("kosten", MONEY)]


@pytest.fixture(autouse=True)
def _today(freeze):
    freeze("2026-03-26 10:00")


@pytest.fixture
def case(fund):
    return CaseFactory(open=True, client__attached=True)


def mine(name, case, **kwargs):
    return reverse(f"vouchers:{name}-mine", kwargs={"reference": case.reference, **kwargs})


def fill_in(client, case, steps=STEPS):
    """Start, and go through the steps; returns the last answer."""
    client.post(mine("apply", case))
    for slug, answers in steps:
        response = client.post(mine("apply-step", case, step=slug), answers | {"go": "next"})
        assert response.status_code == 302, response.content.decode()
    return response


def test_a_resident_fills_in_four_steps_checks_them_and_sends(client, case):
    client.force_login(case.client.user)
    response = fill_in(client, case)
    assert response.url == mine("check-answers", case)
    page = client.get(response.url).content.decode()
    assert "Zorggroep De Esch betaalt" in page
    assert "U vraagt €\xa01.700,00 aan" in page
    sent = client.post(response.url)
    application = VoucherApplication.objects.get(case=case)
    assert sent.url == reverse("vouchers:sent-mine", args=[application.reference])
    assert application.status == ApplicationStatus.SUBMITTED
    receipt = client.get(sent.url).content.decode()
    assert application.reference in receipt
    assert "Het fonds beslist uiterlijk donderdag 21 mei" in receipt


def test_the_advisor_fills_in_the_same_form_on_the_workplace(client, case, fund):
    client.force_login(fund.advisor)
    url = reverse("vouchers:apply", args=[case.reference])
    assert "wc-workplace" in client.get(url).content.decode()
    response = client.post(url)
    assert response.url == reverse("vouchers:apply-step", args=[case.reference, "over-u"])
    assert "wc-workplace" in client.get(response.url).content.decode()


def test_nothing_is_started_by_looking(client, case):
    client.force_login(case.client.user)
    assert client.get(mine("apply", case)).status_code == 200
    assert not VoucherApplication.objects.exists()


@pytest.mark.parametrize("name", ["apply-mine", "check-answers-mine"])
def test_nobody_applies_on_the_case_of_somebody_else(client, case, name):
    client.force_login(UserFactory())
    url = reverse(f"vouchers:{name}", args=[case.reference])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_a_resident_does_not_come_into_the_workplace(client, case):
    client.force_login(case.client.user)
    assert client.get(reverse("vouchers:apply", args=[case.reference])).status_code == 404


def test_an_advisor_is_not_the_applicant(client, case, fund):
    client.force_login(fund.advisor)
    assert client.get(mine("apply", case)).status_code == 404


@pytest.mark.parametrize("role", ["fund_officer", "fund_manager", "controller", "partner", "analyst"])
def test_others_do_not_apply_for_a_client(client, case, role):
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse("vouchers:apply", args=[case.reference])).status_code == 404


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    answers = PERSON | {"birth_date_month": "13"}
    response = client.post(mine("apply-step", case, step="over-u"), answers | {"go": "next"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Deze datum bestaat niet" in page
    assert 'value="13"' in page
    assert re.search(r'value="GM0173"\s+selected', page)
    assert "<title>Fout: " in page


def test_a_training_without_costs_is_refused(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    response = client.post(mine("apply-step", case, step="kosten"), {"pay_employer": "100", "go": "next"})
    assert "Vul in wat de opleiding kost" in response.content.decode()
    assert 'value="100"' in response.content.decode()


def test_an_unknown_provider_needs_a_name(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    answers = TRAINING | {"provider": "other", "go": "next"}
    url = mine("apply-step", case, step="opleiding")
    assert "Vul de naam van de opleider in" in client.post(url, answers).content.decode()
    assert client.post(url, answers | {"provider_name": "School Hier"}).status_code == 302
    assert VoucherApplication.objects.get().provider_label == "School Hier"


def test_keeping_for_later_keeps_what_is_right(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    answers = {"cost_tuition": "3400", "pay_employer": "veel", "go": "later"}
    response = client.post(mine("apply-step", case, step="kosten"), answers)
    assert response.status_code == 302
    assert "3.400,00" in client.get(mine("apply-step", case, step="kosten")).content.decode()


def test_calculating_without_javascript_keeps_nothing(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    response = client.post(mine("apply-step", case, step="kosten"), MONEY | {"go": "calculate"})
    page = response.content.decode()
    assert "Uw cheque kan €\xa01.700 zijn" in page
    assert 'value="Zorggroep De Esch"' in page
    assert not VoucherApplication.objects.get().costs.exists()


def test_the_live_column_is_what_the_page_shows_after_calculating(client, htmx, case):
    client.force_login(case.client.user)
    htmx.force_login(case.client.user)
    fill_in(client, case, STEPS[:3])
    draft = VoucherApplication.objects.get()
    live = htmx.post(reverse("vouchers:preview", args=[draft.reference, "kosten"]), MONEY).content.decode()
    page = client.post(mine("apply-step", case, step="kosten"), MONEY | {"go": "calculate"}).content.decode()
    assert "Uw cheque kan €\xa01.700 zijn" in live
    assert "".join(live.split()) in "".join(page.split())
    assert live.count("<li class=") == 8
    assert not draft.costs.exists()


def test_what_is_missing_is_said_with_the_amount(client, case):
    client.force_login(case.client.user)
    fill_in(client, case, STEPS[:3])
    answers = MONEY | {"pay_employer": "1.000", "go": "calculate"}
    page = client.post(mine("apply-step", case, step="kosten"), answers).content.decode()
    assert "Anderen moeten nog €\xa0450 betalen" in page
    assert "Dit moeten anderen nog betalen" in page


def test_what_is_not_filled_in_is_not_judged(client, case):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    page = client.get(mine("apply-step", case, step="over-u")).content.decode()
    assert "Dit kunnen wij zeggen als u dit heeft ingevuld." in page
    assert "Voldoet niet:" not in page


def test_nobody_calculates_with_the_draft_of_somebody_else(client, fund):
    draft = fund.draft()
    url = reverse("vouchers:preview", args=[draft.reference, "kosten"])
    for user in (UserFactory(), fund.officer, fund.manager):
        client.force_login(user)
        assert client.post(url, MONEY).status_code == 404


def test_the_gap_must_be_taken_on(client, case):
    client.force_login(case.client.user)
    money = MONEY | {"cost_tuition": "6.000", "pay_employer": "2.400", "pay_own": "600"}
    url = fill_in(client, case, [*STEPS[:3], ("kosten", money)]).url
    assert "Ik betaal €\xa0500,00 zelf" in client.get(url).content.decode()
    refused = client.post(url)
    assert refused.status_code == 422
    assert "Kruis aan dat u €\xa0500,00 zelf betaalt" in refused.content.decode()
    assert client.post(url, {"accept_gap": "on"}).status_code == 302
    assert VoucherApplication.objects.get().cofinancing.get(source="own").cents == 110_000


def test_somebody_who_is_too_young_may_apply_and_is_warned(client, case):
    client.force_login(case.client.user)
    young = PERSON | {"birth_date_year": "2010"}
    url = fill_in(client, case, [("over-u", young), *STEPS[1:]]).url
    page = client.get(url).content.decode()
    assert "Het fonds wijst dan waarschijnlijk af, omdat:" in page
    assert "U bent 16 jaar." in page
    assert client.post(url).status_code == 302


def test_an_unfinished_application_goes_back_to_its_open_step(client, case):
    client.force_login(case.client.user)
    fill_in(client, case, STEPS[:2])
    assert client.get(mine("check-answers", case)).url == mine("apply-step", case, step="opleiding")
    assert client.get(mine("apply", case)).url == mine("apply-step", case, step="opleiding")


def test_changing_one_answer_leads_back_to_the_check(client, case):
    client.force_login(case.client.user)
    fill_in(client, case)
    response = client.post(mine("apply-step", case, step="over-u"), PERSON | {"education": "mbo4", "go": "next"})
    assert response.url == mine("check-answers", case)


def test_somebody_from_outside_keeps_that_answer(client, case):
    client.force_login(case.client.user)
    fill_in(client, case, [("over-u", PERSON | {"municipality": "outside"})])
    page = client.get(mine("apply-step", case, step="over-u")).content.decode()
    assert re.search(r'value="outside"\s+selected', page)
    assert "U woont niet in Twente." in page


def test_only_an_advisor_can_offer_an_own_motivation_as_evidence(client, case, fund):
    client.force_login(case.client.user)
    client.post(mine("apply", case))
    assert "advisor_motivation" not in client.get(mine("apply-step", case, step="doel")).content.decode()
    client.force_login(fund.advisor)
    page = client.get(reverse("vouchers:apply-step", args=[case.reference, "doel"])).content.decode()
    assert "advisor_motivation" in page


def test_withdrawing_asks_once_more(client, case):
    client.force_login(case.client.user)
    client.post(fill_in(client, case).url)
    application = VoucherApplication.objects.get()
    url = reverse("vouchers:withdraw-mine", args=[application.reference])
    assert client.get(url).status_code == 200
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    assert client.post(url, {"reason": "Ik doe het niet."}).status_code == 302
    application.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN


def test_after_the_decision_there_is_nothing_to_withdraw(client, fund):
    application = fund.awarded()
    client.force_login(fund.advisor)
    assert client.get(reverse("vouchers:withdraw", args=[application.reference])).status_code == 404


def test_a_second_click_on_send_does_not_send_twice(client, case):
    client.force_login(case.client.user)
    url = fill_in(client, case).url
    client.post(url)
    assert client.post(url).url == mine("apply", case)
    assert VoucherApplication.objects.count() == 1
    assert len([message for message in mail.outbox if "scholingscheque" in message.subject.lower()]) <= 1


def test_the_date_to_decide_is_eight_weeks_away(client, case):
    client.force_login(case.client.user)
    client.post(fill_in(client, case).url)
    assert VoucherApplication.objects.get().decision_due == datetime.date(2026, 5, 21)
