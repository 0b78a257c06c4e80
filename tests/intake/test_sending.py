import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.models import Case, Client
from directory.models import Organization
from intake import services
from intake.models import IntakeDraft, RuleSet
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.intake import RESIDENT_ANSWERS, IntakeDraftFactory, publish
from werkcentrum.core.errors import Conflict

pytestmark = pytest.mark.usefixtures("front_door")

CHECK = "/vraag/controleren/"


def send(client):
    return client.post(CHECK, {"website": ""})


def test_sending_opens_one_case_with_everything_the_advisor_needs(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    response = send(client)
    case = Case.objects.select_related("client", "team").get()
    assert response.url == f"/vraag/ontvangen/{case.reference}/"
    assert case.question == RESIDENT_ANSWERS["question"]
    assert case.channel == "online"
    assert (case.level, case.responsible) == ("basic", "sociale-partners")
    assert case.desks == ["leerwerkloket", "twents-fonds", "loopbaanstation"]
    assert (case.situation, case.age, case.education) == ("flex", 26, "mbo2")
    assert case.themes == ["training", "training_funding", "orientation"]
    assert case.municipality_id == "GM0173"
    assert case.answer_by == case.next_step_on == datetime.date(2026, 3, 13)
    assert case.team.is_front_desk
    assert case.contact_preference == "phone"
    assert case.triage["rule_set"] == "1"
    person = case.client
    assert (person.name, person.email, person.phone) == ("Sanne de Vries", "sanne@example.org", "+31612345678")
    assert person.birth_year == 2000


def test_an_employer_becomes_a_client_with_its_company(client, typing):
    typing(employer=True)
    send(client)
    case = Case.objects.get()
    assert (case.client.company_name, case.client.kvk_number) == ("Twentse Software BV", "12345678")
    assert case.client.audience == "employer"
    assert (case.responsible, case.desks) == ("wsp", ["wsp", "leerwerkloket"])
    assert case.client.staff_count == 25


def test_somebody_from_outside_the_region_is_helped_too(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"municipality": "outside", "postcode": "1012 AB"})
    page = client.get(send(client).url).content.decode()
    case = Case.objects.get()
    assert case.municipality is None
    assert case.desks == ["werkcentrum"]
    assert "Het Werkcentrum van uw eigen regio" in page


def test_a_desk_that_stopped_leaves_the_front_desk(client, typing):
    Organization.objects.filter(code__in=["leerwerkloket", "twents-fonds", "loopbaanstation"]).update(is_active=False)
    typing()
    send(client)
    assert Case.objects.get().desks == ["werkcentrum"]


# --- sent twice -----------------------------------------------------------------------------------------------------


def test_sending_twice_is_one_case_and_one_receipt(client, typing):
    typing()
    cookies = client.cookies.copy()
    first = send(client)
    client.cookies = cookies  # the browser that never got the first answer
    second = send(client)
    assert first.url == second.url
    assert Case.objects.count() == 1
    assert Client.objects.count() == 1
    assert Message.objects.filter(kind="intake/receipt").count() == 1


def test_the_service_gives_the_same_case_again():
    draft = IntakeDraftFactory()
    once = services.send_question(draft_id=draft.pk, by=None)
    assert services.send_question(draft_id=draft.pk, by=None) == once


def test_a_draft_that_is_gone_is_not_sent():
    draft = IntakeDraftFactory()
    services.discard_draft(draft_id=draft.pk)
    with pytest.raises(Conflict):
        services.send_question(draft_id=draft.pk, by=None)


def test_going_back_after_sending_leads_to_the_receipt(client, typing):
    draft = typing()
    case = services.send_question(draft_id=draft.pk, by=None)
    for address in ("/vraag/over-u/", CHECK):
        assert client.get(address).url == f"/vraag/ontvangen/{case.reference}/"


def test_answers_of_a_sent_question_do_not_change_any_more(client, typing):
    draft = typing()
    services.send_question(draft_id=draft.pk, by=None)
    services.save_answers(draft_id=draft.pk, step="contact", answers={"name": "X"}, complete=True, language="nl")
    draft.refresh_from_db()
    assert draft.answers["name"] == "Sanne de Vries"


def test_after_sending_a_new_question_starts_empty(client, typing):
    typing()
    send(client)
    assert client.get("/vraag/").context["form"].initial == {}


# --- the answer -----------------------------------------------------------------------------------------------------


def test_the_answer_says_who_calls_when_and_which_desks_help_and_why(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    page = client.get(send(client).url).content.decode()
    for shown in (
        "Wij bellen u uiterlijk vrijdag 13 maart</h1>",
        "dinsdag 10 maart, 14.12 uur",
        "06\N{NO-BREAK SPACE}12345678",
        "Leerwerkloket Twente",
        "Het Leerwerkloket geeft advies en hoort niet bij een school.",
        "Twents Fonds voor Vakmanschap",
        "Waarom deze organisaties?",
        "werkgevers en vakbonden samen verantwoordelijk",
        RESIDENT_ANSWERS["question"].replace("'", "&#x27;"),
        Case.objects.get().reference,
        "Oldenzaal",
    ):
        assert shown in page


def test_a_named_person_only_when_there_is_one(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    url = send(client).url
    Case.objects.update(owner=UserFactory(name="Marieke ter Braak", advisor=True), status="open")
    assert "Marieke ter Braak belt u uiterlijk vrijdag 13 maart</h1>" in client.get(url).content.decode()


def test_who_prefers_writing_is_written_to(client, typing):
    typing(employer=True)
    page = client.get(send(client).url).content.decode()
    assert "Wij schrijven u uiterlijk" in page
    assert "henk@example.org" in page


def test_the_answer_stays_what_it_was_when_the_rules_change(client, typing):
    typing()
    url = send(client).url
    before = client.get(url).content.decode()
    draft = services.copy_rule_set(rule_set_id=RuleSet.objects.published().get().pk, by=UserFactory(admin=True))
    draft.rules.filter(stage="desks").update(effects={"desks": ["werkcentrum"]})
    publish(draft)
    assert "Leerwerkloket Twente" in before
    assert "Leerwerkloket Twente" in client.get(url).content.decode()


def test_another_browser_has_to_log_in_whether_the_number_exists_or_not(client, typing):
    typing()
    url = send(client).url
    client.cookies.clear()
    answers = [client.get(url), client.get("/vraag/ontvangen/WCT-2026-99999/")]
    assert {response.status_code for response in answers} == {302}
    assert len({response.url for response in answers}) == 1
    assert "/account/" in answers[0].url


def test_somebody_else_who_is_logged_in_gets_nothing(client, typing):
    typing()
    url = send(client).url
    client.cookies.clear()
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404


def test_the_answer_is_gone_from_the_browser_after_a_day(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    url = send(client).url
    assert client.get(url).status_code == 200
    freeze("2026-03-11 14:13")
    assert client.get(url).status_code == 302
    services.delete_expired_drafts()
    assert not IntakeDraft.objects.exists()
    assert Case.objects.count() == 1


def test_a_shared_computer_can_be_wiped_at_once(client, typing):
    typing()
    url = send(client).url
    client.post("/vraag/wissen/")
    assert client.get(url).status_code == 302


# --- the receipt ----------------------------------------------------------------------------------------------------


def test_the_receipt_by_mail_has_a_copy_of_every_answer(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    send(client)
    (message,) = mail.outbox
    reference = Case.objects.get().reference
    assert message.to[0].endswith("<sanne@example.org>")
    assert message.subject == f"Uw vraag is binnen: {reference}"
    for line in (
        "Een medewerker belt u uiterlijk vrijdag 13 maart op 06 12345678.",
        f"Uw zaaknummer is {reference}.",
        "- Leerwerkloket Twente. U vroeg naar een opleiding.",
        f"- Uw vraag: {RESIDENT_ANSWERS['question']}",
        "- Onderwerpen: Een opleiding of cursus / Geld voor een opleiding / Ander werk of beroep",
        "- Gemeente: Oldenzaal",
        "- Leeftijd: 26 jaar",
        "- Hoogste diploma: Mbo 2",
        "- Naam: Sanne de Vries",
    ):
        assert line in message.body


def test_the_receipt_is_in_the_language_that_was_chosen(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"language": "en"})
    send(client)
    assert mail.outbox[0].subject.startswith("We received your question")
    assert "- Highest diploma: Mbo 2" in mail.outbox[0].body
    assert "Leerwerkloket gives advice" in mail.outbox[0].body
    assert Client.objects.get().language == "en"


def test_without_an_address_there_is_no_mail_and_the_page_says_what_to_do(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"email": ""})
    page = client.get(send(client).url).content.decode()
    assert not mail.outbox
    assert "Print deze pagina, of schrijf uw zaaknummer op." in page


# --- load -----------------------------------------------------------------------------------------------------


@pytest.fixture
def nothing_is_delivered(monkeypatch):
    """The worker's own queries do not count."""
    monkeypatch.setattr("notifications.services.enqueue", lambda pk: None)


@pytest.mark.parametrize("trap", ["", "filled in by a program"])
@pytest.mark.parametrize("way", ["phone", "visit"])
@pytest.mark.usefixtures("nothing_is_delivered")
def test_sending_takes_few_queries_however_many_cases_there_are(client, typing, settings, trap, way):
    settings.INTAKE_SAME_TEXT_PER_DAY = 100
    counts = []
    for _again in range(3):
        typing(answers=RESIDENT_ANSWERS | {"contact_preference": way})
        with CaptureQueriesContext(connection) as queries:
            client.post(CHECK, {"website": trap})
        counts.append(len([q for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]))
    assert counts[1] == counts[2]
    assert counts[2] <= 20, "\n".join(query["sql"][:120] for query in queries.captured_queries)


def test_expired_questions_are_deleted_and_others_are_kept():
    now = timezone.now()
    gone = IntakeDraftFactory(expires_at=now - datetime.timedelta(seconds=1))
    kept = IntakeDraftFactory(expires_at=now + datetime.timedelta(days=1))
    assert services.delete_expired_drafts() == 1
    assert list(IntakeDraft.objects.all()) == [kept]
    assert gone not in IntakeDraft.objects.all()
