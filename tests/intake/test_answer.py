"""The answer after sending: what to bring, where to come in, what suits, and saying that it is not right."""

import pytest
from django.urls import reverse

from advisors.models import Case
from directory.models import Service
from intake import services
from intake.models import SuggestionFeedback
from intake.rules import facts
from intake.wording.bring import DESKS, THEMES, what_to_bring
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.directory import ClosedDayFactory
from tests.factories.intake import RESIDENT_ANSWERS

pytestmark = pytest.mark.usefixtures("front_door")

VISIT = RESIDENT_ANSWERS | {"contact_preference": "visit", "phone": "", "email": ""}


def send(client):
    return client.post("/vraag/controleren/", {"website": ""}).url


def page_of(client, url):
    return client.get(url).content.decode()


# --- what to bring --------------------------------------------------------------------------------------------------


def test_what_to_have_at_hand_goes_with_the_question(client, typing):
    typing()
    page = page_of(client, send(client))
    assert "Handig om bij de hand te hebben" in page
    assert "Uw diploma’s en certificaten, ook uit een ander land" in page
    assert "Zonder helpen wij u ook." in page


def test_what_to_bring_is_at_most_five_different_things():
    for audience, themes in THEMES.items():
        assert set(themes) <= set(facts.THEMES[audience])
        found = what_to_bring(audience, themes, list(DESKS))
        assert len(found) == len({str(thing) for thing in found}) == 5


def test_a_question_about_anything_asks_for_nothing():
    assert what_to_bring("resident", ["other"], ["werkcentrum"]) == []


def test_a_desk_can_ask_for_something_too():
    found = [str(thing) for thing in what_to_bring("resident", ["find_work"], ["gemeente-GM0153"])]
    assert any("gemeente" in thing for thing in found)


# --- coming in ------------------------------------------------------------------------------------------------------


def test_who_comes_in_gets_the_number_and_the_hours_and_no_promise_of_a_call(client, typing, freeze):
    freeze("2026-03-10 14:12")
    ClosedDayFactory(date="2026-03-12", reason="Studiedag")
    typing(answers=VISIT)
    page = page_of(client, send(client))
    for shown in (
        "Kom langs wanneer het u past</h1>",
        Case.objects.get().reference,
        "Hier kunt u langskomen",
        "Voorbeeldstraat 12",
        "Nu open",
        "wo 11 mrt",
        "dicht: Studiedag",
        "Handig om mee te nemen",
        "U gaf geen e-mailadres",
    ):
        assert shown in page, shown
    assert Case.objects.get().next_step == "Nagaan of de klant is langsgekomen"
    for promise in ("Wij bellen u", "Wij schrijven u", "belt u op", "uiterlijk vrijdag"):
        assert promise not in page, promise


def test_who_comes_in_and_gave_an_address_reads_the_same_in_the_mail(client, typing):
    typing(answers=VISIT | {"email": "sanne@example.org"})
    send(client)
    message = Message.objects.get(kind="intake/receipt")
    assert "Kom langs wanneer het u past" in message.text
    assert "/locaties/" in message.text
    assert "belt u" not in message.text
    assert "schrijft u" not in message.text


def test_who_is_called_can_come_in_or_call_as_well(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    page = page_of(client, send(client))
    assert "Liever nu iemand spreken?" in page
    assert page.count('href="tel:+31880001000"') >= 2
    assert "nu open" in page


# --- suggestions ----------------------------------------------------------------------------------------------------


def first_of(case):
    return services.suggestions_for(case)[0].service


def test_services_that_suit_stand_on_the_page_with_a_question(client, typing):
    typing()
    page = page_of(client, send(client))
    suggested = services.suggestions_for(Case.objects.get())
    assert 1 <= len(suggested) <= 5
    for each in suggested:
        assert f'href="{reverse("directory:service", args=[each.service.slug])}"' in page
    assert page.count("Past dit bij u?") == len(suggested)


def test_the_last_answer_counts_and_is_shown_back(client, typing):
    typing()
    url = send(client)
    service = first_of(Case.objects.get())
    for said, expected in (("ja", "U zei: dit past bij mij"), ("nee", "U zei: dit past niet bij mij")):
        response = client.post(f"{url}past-dit/", {"dienst": service.slug, "past": said})
        assert response.url == f"{url}#diensten"
        assert expected in page_of(client, url)
    assert SuggestionFeedback.objects.get().fits is False


def test_htmx_gets_what_a_reload_shows(client, htmx, typing):
    typing()
    url = send(client)
    htmx.cookies = client.cookies
    service = first_of(Case.objects.get())
    part = htmx.post(f"{url}past-dit/", {"dienst": service.slug, "past": "ja"}).content.decode()
    assert "U zei: dit past bij mij" in part
    assert "<html" not in part
    assert f'id="dienst-{service.slug}"' in part


def test_only_services_that_were_suggested_can_be_answered(client, typing):
    typing()
    url = send(client)
    other = Service.objects.get(slug="erkend-leerbedrijf-worden")
    client.post(f"{url}past-dit/", {"dienst": other.slug, "past": "ja"})
    client.post(f"{url}past-dit/", {"dienst": first_of(Case.objects.get()).slug, "past": "misschien"})
    assert not SuggestionFeedback.objects.exists()


@pytest.mark.parametrize("act", ["past-dit", "klopt-niet"])
def test_nobody_else_answers_for_the_client(client, typing, act):
    typing()
    url = send(client)
    data = {"dienst": first_of(Case.objects.get()).slug, "past": "ja", "note": "x"}
    client.cookies.clear()
    assert "/account/" in client.post(f"{url}{act}/", data).url
    client.force_login(UserFactory())
    assert client.post(f"{url}{act}/", data).status_code == 404
    assert not SuggestionFeedback.objects.exists()
    assert Case.objects.get().disputed_at is None


def test_the_client_answers_in_the_own_space_too(client, typing):
    typing()
    url = send(client)
    case, user = Case.objects.select_related("client").get(), UserFactory()
    case.client.user = user
    case.client.save()
    client.cookies.clear()
    client.force_login(user)
    mine = f"/mijn/zaken/{case.reference}/"
    service = first_of(case)
    assert client.post(f"{url}past-dit/", {"dienst": service.slug, "past": "ja"}).url == f"{mine}#diensten"
    assert "U zei: dit past bij mij" in page_of(client, mine)
    assert client.post(f"{url}klopt-niet/", {"note": ""}).url == mine
    assert "U heeft gezegd dat de uitkomst niet klopt." in page_of(client, mine)


# --- this is not right ----------------------------------------------------------------------------------------------


def test_saying_that_it_is_not_right_brings_the_call_forward(client, typing, freeze):
    freeze("2026-03-10 14:12")
    typing()
    url = send(client)
    assert "Dit klopt niet, ik wil met iemand overleggen" in page_of(client, url)
    assert client.post(f"{url}klopt-niet/", {"note": "Ik wil een opleiding in Enschede."}).url == url
    page = page_of(client, url)
    assert "Wij bellen u uiterlijk woensdag 11 maart</h1>" in page
    assert "U heeft gezegd dat dit niet klopt" in page
    case = Case.objects.get()
    assert case.team.is_front_desk
    assert case.timeline.get(kind="case.disputed").body == "Ik wil een opleiding in Enschede."


def test_a_number_that_may_be_a_bsn_is_refused_and_the_words_are_kept(client, typing):
    typing()
    url = send(client)
    response = client.post(f"{url}klopt-niet/", {"note": "Mijn nummer is 111222333"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Mijn nummer is 111222333" in page
    assert "utrecht-form-field--invalid" in page
    assert Case.objects.get().disputed_at is None


def test_saying_it_twice_is_saying_it_once(client, typing):
    typing()
    url = send(client)
    for _again in range(2):
        assert client.post(f"{url}klopt-niet/", {"note": ""}).url == url
    assert Case.objects.get().timeline.filter(kind="case.disputed").count() == 1
    assert client.get(f"{url}klopt-niet/").url == url


# --- load -----------------------------------------------------------------------------------------------------------


def test_the_page_takes_few_queries(client, typing, django_assert_max_num_queries):
    typing()
    url = send(client)
    client.get(url)
    with django_assert_max_num_queries(16):
        client.get(url)
