"""Going on at another moment: in the same browser, or on any device with a link by e-mail."""

import datetime
import re

import pytest
from django.core import mail
from django.core.signing import Signer
from django.utils import timezone

from intake import services
from intake.models import DRAFT_LIFE, IntakeDraft
from intake.services import resuming
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.intake import RESIDENT_ANSWERS, IntakeDraftFactory
from tests.strict import StrictClient

pytestmark = pytest.mark.usefixtures("front_door")

LATER, CONTACT, CHECK = "/vraag/later/", "/vraag/contact/", "/vraag/controleren/"


def ask(client, email="sanne@example.org", language=""):
    return client.post(f"{language}{LATER}", {"email": email}, follow=True)


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+/verder/\S+/)", message.body)[1]


def link_of(draft):
    return f"/vraag/verder/{services.token_of(draft)}/"


# --- asking for a link ----------------------------------------------------------------------------------------------


def test_a_link_goes_to_the_address_and_works_on_another_device(client, typing, freeze):
    freeze("2026-03-10 09:00")
    typing(completed=["question", "place", "about"])
    page = ask(client).content.decode()
    assert "De link is onderweg naar sanne@example.org" in page
    (message,) = mail.outbox
    assert message.subject == "Verder gaan met uw vraag aan Werkcentrum Twente"
    assert "bewaard tot dinsdag 24 maart" in message.body
    other_device = StrictClient()
    response = other_device.get(link_in(message))
    assert response.url == CONTACT
    assert 'value="Sanne de Vries"' in other_device.get(CONTACT).content.decode()


def test_the_link_works_more_than_once_and_on_several_devices(client, typing):
    typing(completed=["question", "place", "about"])
    ask(client)
    address = link_in(mail.outbox[0])
    for device in (StrictClient(), StrictClient()):
        assert [device.get(address).url for _again in range(2)] == [CONTACT, CONTACT]


def test_the_mail_says_nothing_of_the_answers(client, typing):
    typing()
    ask(client, "somebody.else@example.org")
    text = mail.outbox[0].body
    for answer in ("Sanne", "Oldenzaal", RESIDENT_ANSWERS["question"], "612345678"):
        assert answer not in text


def test_the_address_is_proposed_when_it_is_known(client, typing):
    typing()
    assert 'value="sanne@example.org"' in client.get(LATER).content.decode()
    client.force_login(UserFactory(email="iris@example.org"))
    typing(answers={"question": "Iets"}, completed=["question"])
    assert 'value="iris@example.org"' in client.get(LATER).content.decode()


def test_the_address_does_not_become_an_answer(client, typing):
    draft = typing(answers={"question": "Iets"}, completed=["question"])
    ask(client, "library@example.org")
    draft.refresh_from_db()
    assert draft.answers == {"question": "Iets"}


@pytest.mark.parametrize(("email", "message"), [("", "Vul uw e-mailadres in"), ("sanne", "naam@voorbeeld.nl")])
def test_a_wrong_address_is_explained(client, typing, email, message):
    typing()
    response = client.post(LATER, {"email": email})
    assert message in response.context["form"].errors["email"][0]
    assert "<title>Fout: " in response.content.decode()
    assert not mail.outbox


def test_five_links_per_question_and_the_earlier_ones_keep_working(client, typing):
    draft = typing()
    for _again in range(5):
        assert "onderweg" in ask(client).content.decode()
    page = client.post(LATER, {"email": "sanne@example.org"}).content.decode()
    assert "al vijf keer een link" in page
    assert len(mail.outbox) == 5
    draft.refresh_from_db()
    assert draft.links_sent == 5
    assert StrictClient().get(link_in(mail.outbox[0])).status_code == 302


def test_an_address_that_got_many_links_gets_no_more_and_nobody_is_told(client, typing, monkeypatch):
    monkeypatch.setattr(resuming, "MOST_PER_ADDRESS", 1)
    typing()
    first = ask(client, "victim@example.org").content.decode()
    typing()
    second = ask(client, "Victim@example.org").content.decode()
    assert "onderweg" in first
    assert "onderweg" in second
    assert len(mail.outbox) == 1


def test_without_a_question_there_is_nothing_to_keep(client):
    assert client.get(LATER).url == "/vraag/"
    assert client.post(LATER, {"email": "a@example.org"}).url == "/vraag/"
    assert not Message.objects.exists()


# --- following a link -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "abc.def", "0" * 32, "zz.zz:zz"])
def test_a_wrong_link_says_what_to_do(client, token):
    response = client.get(f"/vraag/verder/{token}/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Deze link werkt niet meer" in page
    assert "Stel uw vraag opnieuw" in page
    assert "tel:" in page
    assert "wc_vraag" not in response.cookies


def test_a_link_works_until_the_question_is_not_kept_any_more(client, typing, freeze):
    freeze("2026-03-10 09:00")
    draft = typing()
    address = link_of(draft)
    freeze("2026-03-24 08:59")
    assert StrictClient().get(address).status_code == 302
    freeze("2026-03-24 09:01")
    assert StrictClient().get(address).status_code == 404


def test_every_kept_answer_gives_two_weeks_again(client, typing, freeze):
    freeze("2026-03-10 09:00")
    draft = typing()
    freeze("2026-03-20 09:00")
    client.post("/vraag/over-u/", {"situation": "ww", "age": "30", "education": "hbo"})
    draft.refresh_from_db()
    assert draft.expires_at == timezone.now() + DRAFT_LIFE


def test_a_token_signed_for_something_else_is_no_link(client, typing):
    draft = typing()
    forged = Signer(salt="intake.browser", sep=".").sign(draft.pk.hex)
    assert StrictClient().get(f"/vraag/verder/{forged}/").status_code == 404


def test_following_a_link_writes_nothing(typing, django_assert_num_queries):
    draft = IntakeDraftFactory()
    before = IntakeDraft.objects.values_list("updated_at", "expires_at", "links_sent").get()
    with django_assert_num_queries(1):
        StrictClient().get(link_of(draft))
    assert IntakeDraft.objects.values_list("updated_at", "expires_at", "links_sent").get() == before


def test_a_question_that_was_sent_leads_to_the_receipt_only_where_it_was_sent(client, typing):
    draft = typing()
    receipt = client.post(CHECK, {}).url
    assert client.get(link_of(draft)).url == receipt
    elsewhere = StrictClient().get(link_of(draft))
    page = elsewhere.content.decode()
    assert "Deze vraag is al verstuurd" in page
    assert "WCT-" not in page
    assert "Sanne" not in page
    assert "wc_vraag" not in elsewhere.cookies


def test_with_two_open_questions_somebody_chooses(client, typing):
    here = typing(answers={"question": "Ik zoek werk bij een bakker"}, completed=["question"])
    there = IntakeDraftFactory(answers=RESIDENT_ANSWERS, completed=["question", "place", "about"])
    page = client.get(link_of(there)).content.decode()
    assert "Met welke vraag gaat u verder?" in page
    assert "Ik zoek werk bij een bakker" in page
    assert RESIDENT_ANSWERS["question"] in page
    assert 'href="/vraag/plaats/"' in page
    assert client.get("/vraag/plaats/").status_code == 200
    assert client.post(link_of(there), {"choice": "link"}).url == CONTACT
    assert 'value="Sanne de Vries"' in client.get(CONTACT).content.decode()
    assert set(IntakeDraft.objects.all()) == {here, there}


def test_the_same_question_in_this_browser_needs_no_choice(client, typing):
    draft = typing(completed=["question"])
    assert client.get(link_of(draft)).url == "/vraag/plaats/"


def test_an_empty_form_in_this_browser_needs_no_choice(client, typing):
    typing(answers={}, completed=[])
    assert client.get(link_of(IntakeDraftFactory())).url == CHECK


def test_a_deleted_question_takes_its_link_along(client, typing):
    draft = typing()
    client.post("/vraag/wissen/")
    assert client.get(link_of(draft)).status_code == 404


def test_expired_questions_are_deleted_with_their_links():
    draft = IntakeDraftFactory(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    services.delete_expired_drafts()
    assert services.draft_of_token(services.token_of(draft)) is None


# --- language -------------------------------------------------------------------------------------------------------


def test_the_link_is_in_the_language_of_who_asks(client, typing):
    typing(completed=["question", "place", "about"])
    page = ask(client, language="/en").content.decode()
    assert "The link is on its way to sanne@example.org" in page
    assert mail.outbox[0].subject == "Go on with your question to Werkcentrum Twente"
    address = link_in(mail.outbox[0])
    assert address.startswith("/en/")
    assert StrictClient().get(address).url == "/en/vraag/contact/"


def test_a_link_goes_on_in_the_language_in_which_was_typed_last(client, typing):
    draft = typing(completed=["question", "place", "about"], language="en")
    assert StrictClient().get(link_of(draft)).url == "/en/vraag/contact/"


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_language_stays_on_every_page_of_the_way(client, typing, language):
    def stays(response):
        return response.url.startswith("/en/") == bool(language)

    typing()
    for slug, answers in (
        ("plaats", {"postcode": "7571"}),
        ("over-u", {"situation": "ww", "age": "30", "education": "hbo"}),
        ("hulp", {}),
        ("hulp", {"go": "back"}),
        ("hulp", {"go": "later"}),
        ("over-u", {"situation": "ww", "age": "30", "education": "hbo", "go": "kept"}),
    ):
        assert stays(client.post(f"{language}/vraag/{slug}/", answers)), slug
    check = client.get(f"{language}/vraag/controleren/").content.decode()
    links = re.findall(r'href="([^"]*\?terug=controleren[^"]*)"', check)
    assert links
    assert all(link.startswith("/en/") == bool(language) for link in links)
    assert stays(client.post(f"{language}/vraag/controleren/", {}))
