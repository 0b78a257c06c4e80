"""The form with which a partner passes on a client: what it asks, refuses and keeps, and the page for the client."""

import re
import uuid

import pytest
from django.urls import reverse

from advisors.models import Case
from directory.models import Organization
from intake.inbound import consent
from intake.models import InboundReferral
from tests.factories.core import MembershipFactory, PostcodeAreaFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = "/aanmeldingen/nieuw/"


@pytest.fixture
def desk(front_door):
    return Organization.objects.get(code="leerwerkloket")


@pytest.fixture
def partner(desk):
    return UserFactory(partner=True, organization=desk, name="Bram Kuipers")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled_in(desk, audience="resident", **changes):
    values = {
        "submission_key": str(uuid.uuid4()),
        "shown": consent.fingerprint(organization=desk.name, audience=audience),
        "name": "Samira Haddad",
        "born": "1988",
        "phone": "06 12345678",
        "email": "samira@post.example",
        "contact_preference": "phone",
        "postcode": "",
        "municipality": "GM0153",
        "language": "nl",
        "interpreter_language": "Arabisch",
        "needs_reading_help": "on",
        "question": "Ik wil in de zorg werken.",
        "themes": ["find_work"],
        "note": "De waardering van haar diploma loopt.",
        "situation": "newcomer",
        "education": "unknown",
        "consent": "spoken",
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def test_passing_on_leads_to_a_page_with_the_number_for_the_client(client, partner, desk, freeze):
    freeze("2026-03-10 09:00")
    client.force_login(partner)
    response = client.post(NEW, filled_in(desk), follow=True)
    inbound = InboundReferral.objects.get()
    page = text_of(response)
    assert response.redirect_chain[-1][0] == reverse("intake:inbound-done", args=[inbound.case.reference])
    assert f"Geef de klant dit nummer: {inbound.case.reference}" in page
    assert "Er gaat een bevestiging naar samira@post.example" in page
    assert "Een medewerker belt u uiterlijk donderdag 12 maart op 06 12345678" in page
    assert "Hier bent u mee akkoord gegaan" in page
    case = inbound.case
    assert (case.channel, case.age, case.education, case.client.birth_year) == ("partner", 38, "unknown", 1988)
    assert (case.municipality_id, case.contact_preference) == ("GM0153", "phone")


def test_the_page_for_the_client_is_in_the_language_of_the_client(client, partner, desk):
    client.force_login(partner)
    page = text_of(client.post(NEW, filled_in(desk, language="en", email=""), follow=True))
    assert "Your number" in page
    assert "Dit papier is dus de enige bevestiging" in page


def test_sending_the_form_twice_makes_one_case(client, partner, desk):
    client.force_login(partner)
    values = filled_in(desk)
    first, second = client.post(NEW, values), client.post(NEW, values)
    assert (first.status_code, first.url) == (302, second.url)
    assert Case.objects.count() == 1


def test_a_form_that_lost_its_key_is_still_sent(client, partner, desk):
    client.force_login(partner)
    assert client.post(NEW, filled_in(desk, submission_key="broken")).status_code == 302


def test_an_employer_has_questions_of_its_own(client, partner, desk):
    client.force_login(partner)
    url = f"{NEW}?voor=werkgever"
    page = text_of(client.get(url))
    assert "KvK-nummer" in page
    assert "Hoogste diploma" not in page
    values = filled_in(
        desk,
        audience="employer",
        company_name="Twentse Software BV",
        kvk_number="1234 5678",
        themes=["find_staff"],
        born=None,
        situation=None,
        education=None,
    )
    assert client.post(url, values).status_code == 302
    inbound = InboundReferral.objects.get()
    assert (inbound.client_name, inbound.case.desks) == ("Twentse Software BV", ["wsp"])
    assert (inbound.case.client.kvk_number, inbound.case.client.name) == ("12345678", "Samira Haddad")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consent": None}, "Zonder toestemming van de klant kunt u deze vraag niet doorgeven"),
        ({"note": ""}, "Schrijf in een paar woorden waarom u het Werkcentrum vraagt"),
        ({"question": "Mijn nummer is 111222333"}, "Dit lijkt op een burgerservicenummer (BSN)"),
        ({"interpreter_language": "111222333"}, "Dit lijkt een burgerservicenummer (BSN)"),
        ({"born": "over"}, "Vul het geboortejaar of de leeftijd in"),
        ({"born": "1850"}, "Vul het geboortejaar of de leeftijd in"),
        ({"phone": ""}, "Vul het telefoonnummer in, dan kunnen wij de klant bellen"),
        ({"email": "", "contact_preference": "email"}, "Vul het e-mailadres in, dan kunnen wij de klant mailen"),
        ({"municipality": ""}, "Vul de postcode in, of kies de gemeente"),
        ({"municipality": "", "postcode": "1011"}, "Postcode 1011 kennen wij niet in Twente"),
        ({"shown": "older"}, "De tekst van de toestemming is veranderd"),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(client, partner, desk, changes, words):
    client.force_login(partner)
    response = client.post(NEW, filled_in(desk, **changes))
    assert response.status_code == 422
    assert words in text_of(response)
    assert "<title>Fout: " in response.content.decode().replace("\n", "")
    assert 'value="Samira Haddad"' in response.content.decode()
    assert not Case.objects.exists()


def test_walking_in_needs_no_address_and_the_postcode_gives_the_municipality(client, partner, desk):
    PostcodeAreaFactory(digits="7599")
    client.force_login(partner)
    values = filled_in(
        desk, phone="", email="", contact_preference="visit", municipality="", postcode="7599", born="38"
    )
    page = text_of(client.post(NEW, values, follow=True))
    assert "U komt bij ons langs" in page
    case = Case.objects.get()
    assert (case.municipality_id, case.age, case.contact_preference) == ("GM0153", 38, "visit")


def test_who_works_at_two_organisations_says_for_which(client, partner, desk):
    other = Organization.objects.get(code="uwv")
    MembershipFactory(user=partner, role="partner", organization=other)
    client.force_login(partner)
    assert "Namens welke organisatie" in text_of(client.get(NEW))
    assert client.get(reverse("intake:inbound-consent")).status_code == 404
    url = f"{NEW}?organisatie=uwv"
    assert "UWV vraagt Werkcentrum Twente om u te helpen" in text_of(client.get(url))
    assert client.post(url, filled_in(other)).status_code == 302
    assert InboundReferral.objects.get().organization == other
    assert "Namens welke organisatie" in text_of(client.get(f"{NEW}?organisatie=werkplein"))


def test_the_words_on_paper(client, partner):
    client.force_login(partner)
    page = text_of(client.get(reverse("intake:inbound-consent")))
    assert "Leerwerkloket Twente vraagt Werkcentrum Twente om u te helpen" in page
    assert "Handtekening" in page
    assert "Signature" in text_of(client.get(reverse("intake:inbound-consent"), {"taal": "en"}))
