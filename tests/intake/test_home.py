import pytest
from django.urls import NoReverseMatch, reverse

from intake import services
from intake.models import RuleSet
from tests.factories.core import UserFactory
from tests.factories.intake import publish

pytestmark = pytest.mark.usefixtures("front_door")


def text(response):
    return response.content.decode()


def test_the_home_page_says_what_it_is_and_lets_people_ask_at_once(client):
    page = text(client.get("/"))
    for shown in (
        "Wat is uw vraag over werk of leren?",
        "Binnen 3 werkdagen hoort u van een medewerker.",
        "Verder als inwoner",
        "Verder als werkgever",
        "Vacatures en solliciteren",
        "Personeel vinden",
        "Vandaag open",
        "088 000 10 00",
        "€\N{NO-BREAK SPACE}1.500",
    ):
        assert shown in page


def test_the_home_page_in_english(client):
    page = text(client.get("/en/"))
    assert "What is your question about work or learning?" in page
    assert 'lang="en"' in page
    assert "Binnen" not in page


def test_topics_lead_to_the_form_with_the_topic_chosen(client):
    page = text(client.get("/"))
    address = "/vraag/?voor=inwoner&amp;onderwerp=vacancies&amp;onderwerp=application_skills"
    assert f'href="{address}"' in page
    form = client.get(address.replace("&amp;", "&")).context["form"]
    assert form.initial["themes"] == ["vacancies", "application_skills"]


def test_the_promise_on_the_home_page_is_that_of_the_rules(client):
    draft = services.copy_rule_set(rule_set_id=RuleSet.objects.published().get().pk, by=UserFactory(admin=True))
    RuleSet.objects.filter(pk=draft.pk).update(days_basic=5)
    publish(draft)
    assert "Binnen 5 werkdagen" in text(client.get("/"))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-03-10 10:00", "nu open"),
        ("2026-03-10 23:00", "weer open morgen"),
        ("2026-03-15 10:00", "vandaag dicht"),
    ],
)
def test_the_home_page_says_what_is_open_now(client, freeze, moment, shown):
    freeze(moment)
    assert shown in text(client.get("/"))


def test_the_home_page_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")


@pytest.mark.parametrize(
    ("address", "title", "topic"),
    [
        ("/voor-inwoners/", "Iedereen in Twente kan ons vragen stellen", "Schulden of te weinig geld"),
        ("/voor-werkgevers/", "Eén loket voor al uw vragen als werkgever", "Leerbedrijf worden"),
        ("/en/voor-werkgevers/", "One desk for all your questions as an employer", "Become a training company"),
    ],
)
def test_residents_and_employers_have_a_page_with_all_topics(client, address, title, topic):
    page = text(client.get(address))
    assert title in page
    assert topic in page
    assert 'aria-current="page"' in page


def test_the_menu_of_a_form_is_empty_so_that_nothing_distracts(client):
    assert "wc-wall__list" not in text(client.get("/vraag/"))


def test_the_voucher_is_linked_as_soon_as_its_page_is_there(client):
    try:
        address = reverse("vouchers:check")
    except NoReverseMatch:
        pytest.skip("the page of the voucher is not installed")
    assert f'href="{address}"' in text(client.get("/"))
