"""The pages of advisors, the fund and the controller; who may see and do what."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from vouchers import services
from vouchers.models import Decision, Occupation, VoucherApplication
from vouchers.workflow import ApplicationStatus

pytestmark = pytest.mark.django_db
S = ApplicationStatus


@pytest.fixture(autouse=True)
def _today(freeze):
    freeze("2026-03-26 10:00")


def url(name, application):
    return reverse(f"vouchers:{name}", args=[application.reference])


def text(response):
    return response.content.decode().replace("\xa0", " ")


def issued(fund, **values):
    """Awarded, with the letter placed."""
    application = fund.awarded(**values)
    services.issue_decision(decision_id=Decision.objects.get(application=application).pk)
    application.refresh_from_db()
    return application


# --- the list -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("advisor", "Te adviseren"),
        ("coordinator", "Te adviseren"),
        ("fund_officer", "Voor te bereiden"),
        ("fund_manager", "Te beslissen"),
        ("controller", "Te betalen"),
    ],
)
def test_everybody_starts_with_the_own_work(client, fund, role, heading):
    client.force_login(UserFactory(**{role: True}))
    assert f'<h1 class="utrecht-heading-1">{heading}</h1>' in text(client.get(reverse("vouchers:list")))


@pytest.mark.parametrize("role", ["", "partner", "analyst"])
def test_others_do_not_see_the_list(client, fund, role):
    client.force_login(UserFactory(**({role: True} if role else {})))
    assert client.get(reverse("vouchers:list")).status_code == 404


def test_the_list_is_in_the_order_of_the_queue(client, fund, freeze):
    first = fund.submitted()
    freeze("2026-03-27 10:00")
    second = fund.submitted()
    client.force_login(fund.advisor)
    page = text(client.get(reverse("vouchers:list")))
    assert page.index(first.reference) < page.index(second.reference)
    assert "donderdag" not in page
    assert "do 21 mei" in page


def test_a_late_decision_stands_out(client, fund, freeze):
    fund.submitted()
    freeze("2026-05-26 10:00")
    client.force_login(fund.advisor)
    assert "werkdagen te laat" in text(client.get(reverse("vouchers:list")))


def test_the_list_can_be_searched_and_filtered(client, fund):
    mine = fund.submitted(fund.case(client__name="Iris Nijhuis"))
    other = fund.submitted(fund.case(client__name="Els ten Dam"))
    client.force_login(fund.advisor)
    for query in ("zoek=nijhuis", f"zoek={mine.reference}"):
        page = text(client.get(f"{reverse('vouchers:list')}?lijst=alles&{query}"))
        assert mine.reference in page
        assert other.reference not in page
    page = text(client.get(f"{reverse('vouchers:list')}?lijst=alles&gemeente=GM0141"))
    assert "Niets past bij deze filters." in page


def test_the_fund_does_not_see_drafts(client, fund):
    draft = fund.draft()
    client.force_login(fund.manager)
    assert draft.reference not in text(client.get(f"{reverse('vouchers:list')}?lijst=alles"))
    assert client.get(url("detail", draft)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(client, fund):
    client.force_login(fund.advisor)
    address = f"{reverse('vouchers:list')}?lijst=alles"
    fund.submitted()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _number in range(3):
        fund.advised()
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one)


# --- who sees one application -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["advisor", "coordinator", "fund_officer", "fund_manager", "controller"])
def test_staff_see_an_application_that_was_sent(client, fund, role):
    application = fund.submitted(fund.case(client__name="Iris Nijhuis"))
    client.force_login(UserFactory(**{role: True}))
    page = text(client.get(url("detail", application)))
    assert "Iris Nijhuis vraagt € 1.700,00" in page, page[page.index("<h1") : page.index("</h1>")]
    assert ("Naar de zaak" in page) == (role in {"advisor", "coordinator"})


def test_residents_see_only_their_own_application_and_only_in_their_own_space(client, fund):
    case = CaseFactory(open=True, client__attached=True, client__name="Iris Nijhuis")
    application = fund.submitted(case)
    client.force_login(case.client.user)
    assert client.get(url("detail", application)).status_code == 404
    page = text(client.get(url("my-detail", application)))
    assert "Het fonds beslist uiterlijk donderdag 21 mei" in page
    client.force_login(UserFactory())
    for name in ("detail", "my-detail", "letter", "withdraw-mine", "sent-mine"):
        response = client.get(url(name, application))
        assert response.status_code == 404
        assert "Nijhuis" not in text(response)


def test_a_page_of_one_application_takes_a_fixed_number_of_queries(client, fund):
    case = fund.case()
    application = fund.advised(case)
    client.force_login(fund.officer)
    client.get(url("detail", application))
    with CaptureQueriesContext(connection) as one:
        client.get(url("detail", application))
    fund.submitted(fund.case(client=case.client))
    fund.submitted(fund.case(client=case.client))
    with CaptureQueriesContext(connection) as many:
        client.get(url("detail", application))
    assert len(many) == len(one)


ACTS = [
    ("advise", "submitted", {"advisor", "coordinator"}),
    ("prepare", "advised", {"fund_officer"}),
    ("decide", "prepared", {"fund_manager"}),
    ("start", "issued", {"fund_officer"}),
    ("pay", "invoiced", {"controller"}),
]


@pytest.mark.parametrize("role", ["advisor", "coordinator", "fund_officer", "fund_manager", "controller", "partner"])
@pytest.mark.parametrize(("name", "stage", "allowed"), ACTS)
def test_each_act_is_of_one_role(client, fund, name, stage, allowed, role):  # noqa: PLR0917
    application = (
        issued(fund) if stage == "issued" else (_invoiced(fund) if stage == "invoiced" else getattr(fund, stage)())
    )
    client.force_login(UserFactory(**{role: True}))
    assert client.get(url(name, application)).status_code == (200 if role in allowed else 404)


def _invoiced(fund):
    application = issued(fund)
    services.start_training(application_id=application.pk, started_on=application.submitted_at.date(), by=fund.officer)
    services.register_invoice(
        application_id=application.pk,
        number="2026-77",
        cents=160_000,
        received_on=application.submitted_at.date(),
        by=fund.officer,
    )
    application.refresh_from_db()
    return application


@pytest.mark.parametrize("name", ["advise", "prepare", "decide", "start", "invoice", "pay", "settle"])
def test_an_act_is_only_there_in_its_own_state(client, fund, name):
    application = fund.prepared() if name == "advise" else fund.submitted()
    for user in (fund.advisor, fund.officer, fund.manager, fund.controller):
        client.force_login(user)
        assert client.post(url(name, application)).status_code == 404


# --- advising and preparing ------------------------------------------------------------------------------------------


def test_an_advice_without_evidence_keeps_its_text(client, fund):
    application = fund.submitted(occupation=Occupation.objects.get(code="hairdresser"))
    client.force_login(fund.advisor)
    response = client.post(url("advise", application), {"advice": "positive", "motivation": "Er is een baan."})
    page = text(response)
    assert response.status_code == 422
    assert "Kies het bewijs dat u heeft gezien" in page
    assert "Er is een baan." in page
    answers = {"advice": "positive", "motivation": "Er is een baan.", "evidence": "job_offer"}
    assert client.post(url("advise", application), answers).status_code == 302
    application.refresh_from_db()
    assert application.status == S.ADVISED


def test_an_occupation_on_the_list_asks_for_no_evidence(client, fund):
    application = fund.submitted()
    client.force_login(fund.advisor)
    page = text(client.get(url("advise", application)))
    assert "Welk bewijs" not in page
    assert "Nog geen LLO-gesprek" in page


def test_without_conversation_the_officer_cannot_prepare(client, fund):
    application = fund.submitted()
    services.record_labour_market_test(
        application_id=application.pk, advice="positive", motivation="Goed plan.", by=fund.advisor
    )
    client.force_login(fund.officer)
    response = client.post(url("prepare", application), {"note": "Offerte gezien."})
    assert response.status_code == 422
    assert "Er is nog geen LLO-gesprek geweest." in text(response)
    assert "Offerte gezien." in text(response)


def test_the_officer_prepares(client, fund):
    application = fund.advised()
    client.force_login(fund.officer)
    assert client.post(url("prepare", application), {"note": "Offerte gezien."}).status_code == 302
    application.refresh_from_db()
    assert (application.status, application.prepared_note) == (S.PREPARED, "Offerte gezien.")


# --- deciding -------------------------------------------------------------------------------------------------------


def test_the_manager_sees_what_counts_and_awards(client, fund):
    application = fund.prepared(fund.case(client__name="Iris Nijhuis"))
    client.force_login(fund.manager)
    page = text(client.get(url("decide", application)))
    assert "Iris Nijhuis vraagt € 1.700,00" in page, page[page.index("<h1") : page.index("</h1>")]
    assert "Toekennen, € 1.700,00" in page
    assert "Iris Nijhuis, eigen bijdrage" in page
    assert "U voldoet aan alle voorwaarden." in page
    assert "− € 1.700,00" in page
    answers = {
        "decision": "awarded",
        "motivation": "U voldoet aan alle voorwaarden.",
        "declares_no_interest": "on",
    }
    assert client.post(url("decide", application), answers).status_code == 302
    application.refresh_from_db()
    assert application.voucher.cents == 170_000


def test_looking_at_the_decision_reserves_nothing(client, fund):
    application = fund.prepared()
    client.force_login(fund.manager)
    client.get(url("decide", application))
    application.refresh_from_db()
    assert application.status == S.PREPARED


def test_who_decides_declares_to_have_no_interest(client, fund):
    application = fund.prepared()
    client.force_login(fund.manager)
    response = client.post(url("decide", application), {"decision": "awarded", "motivation": "Een goed plan."})
    assert response.status_code == 422
    assert "Verklaar dat u geen belang heeft" in text(response)
    assert "Een goed plan." in text(response)


def test_a_refusal_has_grounds_and_its_own_explanation(client, fund):
    application = fund.prepared()
    client.force_login(fund.manager)
    answers = {
        "decision": "refused",
        "motivation": "U voldoet aan alle voorwaarden.",
        "declares_no_interest": "on",
    }
    page = text(client.post(url("decide", application), answers))
    assert "Deze uitleg hoort bij het andere besluit." in page
    assert "Kies ten minste één grond voor de afwijzing." in page
    answers |= {"motivation": "Er is te weinig werk.", "grounds": ["labour_market"]}
    assert client.post(url("decide", application), answers).status_code == 302
    application.refresh_from_db()
    assert application.status == S.REFUSED
    assert application.decision.grounds == ["labour_market"]


def test_what_fails_is_proposed_as_ground(client, fund):
    application = fund.prepared(birth_date=datetime.date(2010, 5, 1))
    client.force_login(fund.manager)
    page = text(client.get(url("decide", application)))
    assert re.search(r'<input[^>]*value="refused"[^>]*checked', page)
    assert re.search(r'<input[^>]*value="age"[^>]*checked', page)
    assert "U bent 15 jaar." in page
    refused = client.post(
        url("decide", application),
        {"decision": "awarded", "motivation": "Toch doen.", "declares_no_interest": "on"},
    )
    assert refused.status_code == 422
    assert "Dit kan niet worden toegekend: Leeftijd." in text(refused)


def test_four_eyes_are_said_beforehand_and_kept(client, fund):
    both = UserFactory(fund_manager=True)
    application = fund.prepared()
    VoucherApplication.objects.filter(pk=application.pk).update(prepared_by=both)
    client.force_login(both)
    assert "Iemand anders moet besluiten" in text(client.get(url("decide", application)))
    answers = {"decision": "awarded", "motivation": "Een goed plan.", "declares_no_interest": "on"}
    response = client.post(url("decide", application), answers)
    assert response.status_code == 422
    assert "Iemand anders moet besluiten" in text(response)


# --- the letter and the money ----------------------------------------------------------------------------------------


def test_the_applicant_reads_the_letter_and_that_is_recorded(client, fund):
    case = CaseFactory(open=True, client__attached=True)
    application = issued(fund, case=case)
    client.force_login(case.client.user)
    assert "Lees de brief (pdf)" in text(client.get(url("my-detail", application)))
    response = client.get(url("letter", application))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    letter = Decision.objects.get(application=application).letter
    assert letter.opened_at is not None


def test_staff_read_the_letter_without_counting_as_the_reader(client, fund):
    application = issued(fund)
    client.force_login(fund.officer)
    assert client.get(url("letter", application)).status_code == 200
    assert Decision.objects.get(application=application).letter.opened_at is None


def test_a_letter_that_is_being_made_says_so(client, fund):
    application = fund.awarded()
    Decision.objects.filter(application=application).update(letter=None)
    client.force_login(fund.officer)
    assert "De brief wordt gemaakt" in text(client.get(url("letter", application)))


def test_there_is_no_letter_before_the_decision(client, fund):
    client.force_login(fund.manager)
    assert client.get(url("letter", fund.prepared())).status_code == 404


def test_the_invoice_is_entered_paid_and_settled_by_different_people(client, fund):
    application = issued(fund)
    client.force_login(fund.officer)
    day = {"_day": "26", "_month": "3", "_year": "2026"}
    started = {f"started_on{part}": value for part, value in day.items()}
    assert client.post(url("start", application), started).status_code == 302
    received = {f"received_on{part}": value for part, value in day.items()}
    too_much = client.post(url("invoice", application), received | {"number": "77", "cents": "9.999"})
    assert too_much.status_code == 422
    assert "De cheque is € 1.700,00 waard." in text(too_much)
    assert client.post(url("invoice", application), received | {"number": "77", "cents": "1.600"}).status_code == 302
    client.force_login(fund.controller)
    assert "€ 100,00 vloeit terug naar het fonds." in text(client.get(url("pay", application)))
    assert client.post(url("pay", application)).status_code == 302
    client.force_login(fund.officer)
    assert client.post(url("settle", application)).status_code == 302
    application.refresh_from_db()
    assert application.status == S.SETTLED
