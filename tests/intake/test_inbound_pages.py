"""The pages of passing on a client: for partners, for the advisor and for the client, and who sees what."""

import re

import pytest
from django.urls import reverse

from advisors.models import Case
from directory.models import Organization
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.inbound import InboundReferralFactory

pytestmark = pytest.mark.django_db

LIST = "/aanmeldingen/"


@pytest.fixture
def desk(front_door):
    return Organization.objects.get(code="leerwerkloket")


@pytest.fixture
def partner(desk):
    return UserFactory(partner=True, organization=desk, name="Bram Kuipers")


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def brought(partner, desk):
    person = ClientFactory(name="Samira Haddad", attached=True, phone="+31612345678")
    case = CaseFactory(client=person, channel="partner", question="Ik wil in de zorg werken.")
    return InboundReferralFactory(case=case, organization=desk, entered_by=partner, note="Zij deed een beroepentest.")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- who may open what -------------------------------------------------------------------------------------------


def test_every_page_opens_for_its_own_people_only(client, brought, partner, advisor, desk):
    reference = brought.case.reference
    people = {
        "partner": partner,
        "colleague": UserFactory(partner=True, organization=desk),
        "elsewhere": UserFactory(partner=True),
        "advisor": advisor,
        "coordinator": UserFactory(coordinator=True),
        "owner": brought.case.client.user,
        "resident": UserFactory(),
        "officer": UserFactory(fund_officer=True),
    }
    ours, workers = {"partner", "colleague"}, {"advisor", "coordinator"}
    pages = {
        reverse("intake:inbound-list"): ours | {"elsewhere"},
        reverse("intake:inbound-new"): ours | {"elsewhere"},
        reverse("intake:inbound-consent"): ours | {"elsewhere"},
        reverse("intake:inbound", args=[reference]): ours,
        reverse("intake:inbound-done", args=[reference]): ours,
        reverse("intake:inbound-answer", args=[reference]): workers,
        reverse("intake:inbound-stop", args=[reference]): workers,
        reverse("intake:my-inbound-stop", args=[reference]): {"owner"},
    }
    for url, allowed in pages.items():
        client.logout()
        assert client.get(url).status_code == 302, url
        for who, user in people.items():
            client.force_login(user)
            assert client.get(url).status_code == (200 if who in allowed else 404), (url, who)


def test_a_partner_finds_the_list_in_the_menu_and_starts_with_the_referrals(client, partner):
    client.force_login(partner)
    assert client.get(reverse("landing")).url == reverse("referrals:inbox")
    assert "Klanten aanmelden" in text_of(client.get(reverse("referrals:inbox")))


def test_an_organisation_sees_only_its_own(client, brought, partner):
    other = InboundReferralFactory(organization=Organization.objects.get(code="uwv"), case__client__name="Joop Bakker")
    client.force_login(partner)
    page = text_of(client.get(LIST))
    assert "Samira Haddad" in page
    assert "Joop Bakker" not in page
    assert client.get(reverse("intake:inbound", args=[other.case.reference])).status_code == 404
    assert "Niets gevonden" in text_of(client.get(LIST, {"q": "Joop"}))


def test_somebody_who_left_sees_nothing_any_more(client, brought, partner):
    partner.memberships.update(valid_until="2020-12-31")
    client.force_login(partner)
    assert client.get(LIST).status_code == 404


# --- the list ----------------------------------------------------------------------------------------------------


def test_an_empty_list_says_how_it_works(client, partner):
    client.force_login(partner)
    page = text_of(client.get(LIST))
    assert "U heeft nog niemand aangemeld. Zo werkt het" in page
    assert "U leest de toestemming voor" in page
    assert "Naam of zaaknummer" not in page


def test_search_and_filter(client, brought, partner, desk):
    done = InboundReferralFactory(answered=True, organization=desk, case__client__name="Wim Olthof")
    closed = InboundReferralFactory(organization=desk, case__closed=True, case__client__name="Petra Smit")
    client.force_login(partner)

    def names(**query):
        page = text_of(client.get(LIST, query))
        return {name for name in ("Samira Haddad", "Wim Olthof", "Petra Smit") if name in page}

    assert names() == {"Samira Haddad", "Wim Olthof", "Petra Smit"}
    assert names(stand="open") == {"Samira Haddad"}
    assert names(stand="klaar") == {"Wim Olthof", "Petra Smit"}
    assert names(q="olt wim") == {"Wim Olthof"}
    assert names(q=closed.case.reference) == {"Petra Smit"}
    assert names(q=done.case.reference.lower()) == {"Wim Olthof"}


def test_long_lists_have_pages(client, partner, desk):
    for _number in range(26):
        InboundReferralFactory(organization=desk, entered_by=partner)
    client.force_login(partner)
    assert "26 klanten" in text_of(client.get(LIST))
    assert len(client.get(LIST, {"pagina": "2"}).context["rows"]) == 1


def test_a_longer_list_takes_no_more_queries(client, brought, partner, desk, django_assert_max_num_queries):
    client.force_login(partner)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for number in range(6):
        InboundReferralFactory(organization=desk, answered=number % 2 == 0)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(
    "stand",
    [
        ("2026-03-10", {}, "Ontvangen Contact uiterlijk donderdag 12 maart"),
        ("2026-03-13", {}, "Nog geen contact Dat was beloofd voor donderdag 12 maart."),
        ("2026-03-13", {"first_answered_at": "2026-03-11T09:00Z"}, "Het Werkcentrum heeft contact met de klant."),
        ("2026-03-10", {"closed": True}, "Afgesloten De vraag is beantwoord."),
    ],
)
def test_how_it_stands_in_plain_words(client, partner, desk, freeze, stand):
    day, case, words = stand
    freeze(f"{day} 09:00")
    fields = {f"case__{name}": value for name, value in ({"answer_by": "2026-03-12"} | case).items()}
    InboundReferralFactory(organization=desk, **fields)
    client.force_login(partner)
    assert words in text_of(client.get(LIST))


# --- hearing back ------------------------------------------------------------------------------------------------


def test_the_partner_sees_its_own_words_and_nothing_else_of_the_case(client, brought, partner):
    brought.case.client.name = "Samira Haddad-Jansen"
    brought.case.client.save()
    Case.objects.filter(pk=brought.case_id).update(next_step="Geheime stap", outcome_note="Geheime notitie")
    client.force_login(partner)
    page = text_of(client.get(reverse("intake:inbound", args=[brought.case.reference])))
    assert "Samira Haddad" in page
    assert "Zij deed een beroepentest." in page
    for hidden in ("Jansen", "Geheime", "06 12345678", brought.case.client.email, "Uw vraag gaat over een opleiding"):
        assert hidden not in page


def test_that_a_partner_looked_stands_in_the_own_space(client, brought, partner):
    client.force_login(partner)
    client.get(reverse("intake:inbound", args=[brought.case.reference]))
    client.force_login(brought.case.client.user)
    assert "Bram Kuipers Leerwerkloket Twente" in text_of(
        client.get(reverse("advisors:my-case", args=[brought.case.reference]))
    )


def test_the_advisor_answers_from_the_case_and_the_partner_and_client_read_it(client, brought, partner, advisor):
    reference = brought.case.reference
    client.force_login(advisor)
    page = text_of(client.get(reverse("advisors:case", args=[reference])))
    assert "Aangemeld door Leerwerkloket Twente" in page
    assert "Zij deed een beroepentest." in page
    url = reverse("intake:inbound-answer", args=[reference])
    assert client.post(url, {"answer": ""}).status_code == 422
    response = client.post(url, {"answer": "Wij bellen haar morgen."}, follow=True)
    assert "Uw antwoord is verstuurd aan Leerwerkloket Twente." in text_of(response)
    assert client.get(url).status_code == 302
    client.force_login(partner)
    assert "Wij bellen haar morgen." in text_of(client.get(reverse("intake:inbound", args=[reference])))
    assert "Beantwoord" in text_of(client.get(LIST))
    client.force_login(brought.case.client.user)
    assert "Wij bellen haar morgen." in text_of(client.get(reverse("advisors:my-case", args=[reference])))


def test_before_closing_the_advisor_reads_that_the_partner_waits(client, brought, advisor):
    client.force_login(advisor)
    close = reverse("advisors:close", args=[brought.case.reference])
    assert "heeft deze vraag aangemeld en heeft nog geen antwoord" in text_of(client.get(close))
    client.post(close, {"outcome": "training"})
    case = text_of(client.get(reverse("advisors:case", args=[brought.case.reference])))
    assert "Afgesloten zonder antwoord" in case
    assert "Leerwerkloket Twente weet dat de zaak is afgesloten" in case


def test_a_case_of_another_channel_has_no_panel(client, advisor):
    case = CaseFactory(open=True, owner=advisor)
    client.force_login(advisor)
    for name in ("case", "close"):
        assert "Aangemeld door" not in text_of(client.get(reverse(f"advisors:{name}", args=[case.reference])))
    assert client.get(reverse("intake:inbound-answer", args=[case.reference])).status_code == 404


def test_the_client_stops_it_and_the_partner_only_sees_that(client, brought, partner):
    reference = brought.case.reference
    client.force_login(brought.case.client.user)
    mine = reverse("advisors:my-case", args=[reference])
    assert "Bram Kuipers van Leerwerkloket Twente heeft uw vraag" in text_of(client.get(mine))
    stop = reverse("intake:my-inbound-stop", args=[reference])
    page = text_of(client.post(stop, follow=True))
    assert "Leerwerkloket Twente hoort niets meer over deze vraag." in page
    assert client.get(stop).url == mine
    client.force_login(partner)
    seen = text_of(client.get(reverse("intake:inbound", args=[reference])))
    assert "Toestemming ingetrokken" in seen
    for hidden in ("Samira", "zorg", "beroepentest"):
        assert hidden not in seen
        assert hidden not in text_of(client.get(LIST))
    assert "Niets gevonden" in text_of(client.get(LIST, {"q": "Samira"}))
    assert client.get(reverse("intake:inbound-done", args=[reference])).status_code == 302


def test_an_advisor_stops_it_for_the_client(client, brought, advisor):
    client.force_login(advisor)
    page = text_of(client.post(reverse("intake:inbound-stop", args=[brought.case.reference]), follow=True))
    assert "Vertel Leerwerkloket Twente niets over deze vraag." in page
