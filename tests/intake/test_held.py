"""Suspicious questions: held with their number and date, never dropped, and looked at by a person."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from advisors.models import Case
from intake import services
from intake.models import HeldQuestion, IntakeDraft
from intake.periodic import remind_of_held
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.intake import RESIDENT_ANSWERS, IntakeDraftFactory
from werkcentrum.core.errors import Conflict, NotAllowed
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.usefixtures("front_door")

CHECK, QUEUE = "/vraag/controleren/", "/werkvoorraad/verdacht/"


def hold(**fields):
    draft = IntakeDraftFactory(**fields)
    return services.submit_question(draft_id=draft.pk, by=None, suspicions=["links"])


def send(client, **fields):
    return client.post(CHECK, {"website": "", **fields})


# --- the sender -----------------------------------------------------------------------------------------------------


def test_a_filled_trap_does_not_stop_anybody_but_somebody_looks_first(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    response = send(client, website="https://spam.example")
    held = HeldQuestion.objects.get()
    assert response.url == f"/vraag/ontvangen/{held.reference}/"
    assert held.reasons == ["trap"]
    assert held.answer_by == datetime.date(2026, 3, 13)
    assert not Case.objects.exists()
    assert not mail.outbox


def test_the_sender_hears_the_number_the_date_and_where_a_person_is(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    page = client.get(send(client, website="x").url).content.decode()
    for shown in (
        "Een medewerker kijkt eerst naar uw vraag",
        "U hoort uiterlijk vrijdag 13 maart van ons.",
        HeldQuestion.objects.get().reference,
        "088 000 10 00",
        "Voorbeeldstraat 12",
        "U krijgt een e-mail zodra een medewerker heeft gekeken.",
        RESIDENT_ANSWERS["question"],
    ):
        assert shown in page


def test_who_comes_in_is_not_promised_a_call(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"contact_preference": "visit", "phone": "", "email": ""})
    page = client.get(send(client, website="x").url).content.decode()
    assert "U kunt altijd langskomen. Noem aan de balie uw zaaknummer." in page
    assert "Wij bellen u" not in page


def test_a_form_that_is_sent_within_seconds_is_held(client, typing, settings):
    settings.INTAKE_FEWEST_SECONDS = 5
    typing()
    send(client)
    assert HeldQuestion.objects.get().reasons == ["too_fast"]


def test_a_form_of_some_minutes_is_not(client, typing, settings):
    settings.INTAKE_FEWEST_SECONDS = 5
    draft = typing()
    IntakeDraft.objects.filter(pk=draft.pk).update(created_at=timezone.now() - datetime.timedelta(minutes=3))
    send(client)
    assert Case.objects.count() == 1


def test_the_same_text_over_and_over_is_held(client, typing, settings):
    settings.INTAKE_SAME_TEXT_PER_DAY = 2
    for _again in range(3):
        typing()
        send(client)
    assert Case.objects.count() == 2
    assert HeldQuestion.objects.get().reasons == ["same_text"]


def test_a_busy_address_is_looked_at_and_not_refused(client, typing, settings):
    settings.INTAKE_SENDINGS_PER_HOUR = 1
    typing()
    send(client)
    typing(employer=True)
    assert send(client).status_code == 302
    assert HeldQuestion.objects.get().reasons == ["busy_address"]


def test_far_too_many_from_one_address_wait_and_nothing_is_lost(client, typing, settings):
    settings.INTAKE_MOST_SENDINGS_PER_HOUR = 1
    typing()
    send(client)
    second = typing()
    response = send(client)
    assert response.status_code == 429
    assert "Uw antwoorden zijn bewaard" in response.content.decode()
    second.refresh_from_db()
    assert second.answers == RESIDENT_ANSWERS
    assert Case.objects.count() == 1


def test_who_is_logged_in_is_never_suspicious(client, typing, settings):
    settings.INTAKE_FEWEST_SECONDS = 5
    client.force_login(UserFactory())
    typing()
    send(client, website="filled in by the browser")
    assert Case.objects.count() == 1


def test_going_back_after_sending_leads_to_the_same_page(client, typing):
    typing()
    cookies = client.cookies.copy()
    url = send(client, website="x").url
    assert client.get(CHECK).url == url  # the typing cookie is gone, the receipt is found all the same
    client.cookies = cookies  # the browser that never got the first answer, and that is not suspicious now
    assert send(client).url == url
    assert client.get("/vraag/over-u/").url == url
    assert HeldQuestion.objects.count() == 1
    assert not Case.objects.exists()


def test_wiping_a_shared_computer_does_not_delete_what_was_sent(client, typing):
    draft = typing()
    services.submit_question(draft_id=draft.pk, by=None, suspicions=["trap"])
    client.post("/vraag/wissen/")
    assert HeldQuestion.objects.count() == 1


def test_what_was_held_does_not_change_any_more():
    held = hold()
    services.save_answers(draft_id=held.draft_id, step="contact", answers={"name": "X"}, complete=True, language="nl")
    held.draft.refresh_from_db()
    assert held.draft.answers["name"] == "Sanne de Vries"


def test_no_other_code_makes_a_case_of_it_behind_our_back():
    held = hold()
    with pytest.raises(Conflict):
        services.send_question(draft_id=held.draft_id, by=None)


def test_a_held_question_is_kept_as_long_as_nobody_looked(freeze):
    freeze("2026-03-10 14:12")
    hold()
    freeze("2026-05-10 14:12")
    services.delete_expired_drafts()
    assert HeldQuestion.objects.count() == 1


# --- the colleague who looks ----------------------------------------------------------------------------------------


def test_let_through_it_is_an_ordinary_case_with_the_number_and_date_that_were_given(freeze):
    freeze("2026-03-10 14:12")
    held, advisor = hold(), UserFactory(advisor=True)
    freeze("2026-03-11 09:00")
    case = services.release_question(held_id=held.pk, by=advisor)
    held.refresh_from_db()
    assert (case.reference, case.answer_by) == (held.reference, datetime.date(2026, 3, 13))
    assert case.question == RESIDENT_ANSWERS["question"]
    assert (held.status, held.decided_by) == ("released", advisor)
    (message,) = mail.outbox
    assert message.subject == f"Uw vraag is binnen: {case.reference}"
    assert "uiterlijk vrijdag 13 maart" in message.body
    assert AuditEvent.objects.filter(action="intake.heldquestion.released", actor=advisor).exists()


def test_the_sender_then_sees_the_ordinary_answer(client, typing):
    typing()
    url = send(client, website="x").url
    services.release_question(held_id=HeldQuestion.objects.get().pk, by=UserFactory(advisor=True))
    assert "Leerwerkloket Twente" in client.get(url).content.decode()


def test_spam_gets_no_mail_and_its_sender_can_still_call(client, typing):
    typing()
    url = send(client, website="x").url
    services.refuse_as_spam(held_id=HeldQuestion.objects.get().pk, by=UserFactory(coordinator=True))
    page = client.get(url).content.decode()
    assert "Heeft u de vraag zelf gesteld?" in page
    assert "088 000 10 00" in page
    assert not mail.outbox
    assert not Case.objects.exists()


def test_spam_can_be_taken_back():
    held, advisor = hold(), UserFactory(advisor=True)
    services.refuse_as_spam(held_id=held.pk, by=advisor)
    assert services.release_question(held_id=held.pk, by=advisor).reference == held.reference
    assert Message.objects.filter(kind="intake/receipt").count() == 1


def test_spam_is_deleted_after_a_month(freeze):
    freeze("2026-03-10 14:12")
    services.refuse_as_spam(held_id=hold().pk, by=UserFactory(advisor=True))
    freeze("2026-04-09 14:00")
    services.delete_expired_drafts()
    assert HeldQuestion.objects.count() == 1
    freeze("2026-04-09 15:13")  # thirty days, and the summer time
    services.delete_expired_drafts()
    assert not HeldQuestion.objects.exists()
    assert not IntakeDraft.objects.exists()


def test_what_was_let_through_is_decided():
    held, advisor = hold(), UserFactory(advisor=True)
    services.release_question(held_id=held.pk, by=advisor)
    for act in (services.release_question, services.refuse_as_spam):
        with pytest.raises(MoveNotAllowed):
            act(held_id=held.pk, by=advisor)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("role", ["partner", "fund_officer", "analyst", "admin"])
def test_others_decide_nothing_and_see_nothing(client, role):
    held, user = hold(), UserFactory(**{role: True})
    for act in (services.release_question, services.refuse_as_spam):
        with pytest.raises(NotAllowed):
            act(held_id=held.pk, by=user)
    client.force_login(user)
    assert client.get(QUEUE).status_code == 404
    assert client.post(f"{QUEUE}{held.reference}/", {"besluit": "doorlaten"}).status_code == 404


def test_a_stranger_has_to_log_in(client):
    assert "/account/" in client.get(QUEUE).url


def test_the_page_says_what_why_and_since_when(client, freeze):
    freeze("2026-03-10 14:12")
    held = hold()
    freeze("2026-03-16 10:00")
    client.force_login(UserFactory(advisor=True))
    page = client.get(QUEUE).content.decode()
    for shown in (
        RESIDENT_ANSWERS["question"],
        "In de tekst staan veel links naar websites.",
        "dinsdag 10 maart, 14.12 uur",
        held.reference,
        "Antwoord is te laat",
        "sanne@example.org",
    ):
        assert shown in page


def test_letting_through_and_calling_spam_from_the_page(client):
    first, second = hold(), hold(employer=True)
    client.force_login(UserFactory(advisor=True))
    page = client.post(f"{QUEUE}{first.reference}/", {"besluit": "doorlaten"}, follow=True).content.decode()
    assert f"/zaken/{first.reference}/" in page
    page = client.post(f"{QUEUE}{second.reference}/", {"besluit": "spam"}, follow=True).content.decode()
    assert "Er wacht geen verdachte vraag" in page
    assert "Alsnog doorlaten" in page
    page = client.post(f"{QUEUE}{first.reference}/", {"besluit": "spam"}, follow=True).content.decode()
    assert f"Een collega heeft {first.reference} al beoordeeld." in page
    assert Case.objects.count() == 1


def test_the_worklist_says_how_many_wait(client):
    hold()
    client.force_login(UserFactory(advisor=True))
    page = client.get("/werkvoorraad/").content.decode()
    assert 'Verdachte vragen <span class="wc-views__count wc-views__count--late">1</span>' in page


def test_the_queue_takes_as_many_queries_however_long_it_is(client, django_assert_max_num_queries):
    client.force_login(UserFactory(advisor=True))
    for _number in range(12):
        hold()
    with django_assert_max_num_queries(12):
        client.get(QUEUE)


def test_coordinators_hear_of_what_waits_longer_than_a_light_question_may(freeze):
    freeze("2026-03-10 14:12")
    hold()
    coordinator = UserFactory(coordinator=True, email="harriet@example.org")
    remind_of_held()
    assert not mail.outbox
    freeze("2026-03-11 08:05")
    remind_of_held()
    remind_of_held()
    (message,) = mail.outbox
    assert message.to[0].endswith(f"<{coordinator.email}>")
    assert "Er wacht een vraag van de website die verdacht lijkt." in message.body
    assert "sinds dinsdag 10 maart" in message.body
    assert QUEUE in message.body


def test_nothing_personal_is_in_the_audit_log():
    held = hold()
    services.refuse_as_spam(held_id=held.pk, by=UserFactory(advisor=True))
    kept = str(list(AuditEvent.objects.values_list("details", flat=True)))
    assert "Sanne" not in kept
    assert RESIDENT_ANSWERS["question"] not in kept
