"""The public pages: for everybody, in two languages, with or without JavaScript, and as fast with many rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import Organization, Service
from tests.factories.core import MunicipalityFactory
from tests.factories.directory import ClosedDayFactory, LocationFactory, OrganizationFactory, ServiceFactory

pytestmark = pytest.mark.django_db

LIST = "/hulp-en-diensten/"


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_list_shows_services_with_who_offers_them(client):
    ServiceFactory(name="Beroepentest", organization=OrganizationFactory(name="Leerwerkloket Twente"))
    page = body(client.get(LIST))
    assert "1 dienst" in page
    assert "Beroepentest" in page
    assert "Leerwerkloket Twente" in page


def test_the_list_in_english_has_english_texts_and_marks_what_is_dutch(client):
    ServiceFactory(name="Beroepentest", name_en="Occupational test", description="Alleen in het Nederlands.")
    html = client.get("/en/hulp-en-diensten/").content.decode()
    assert "Occupational test" in html
    assert '<span lang="nl">Alleen in het Nederlands.</span>' in html
    assert "1 service" in html


def test_htmx_gets_what_a_reload_shows(client, htmx):
    ServiceFactory.create_batch(25, name="Cursus lassen")
    query = {"q": "lassen", "voor": "inwoner", "thema": "", "gemeente": ""}
    fragment = htmx.get(LIST, query)
    page = client.get(fragment["HX-Replace-Url"])
    assert fragment["HX-Replace-Url"] == f"{LIST}?q=lassen&voor=inwoner"
    results = re.search(r'<ul class="wc-ways wc-services">.*?</ul>', fragment.content.decode(), re.DOTALL)
    assert results[0] in page.content.decode()
    assert "25 diensten" in body(fragment)
    assert "25 diensten" in body(page)
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in page["Vary"]


def test_going_back_with_the_browser_gives_the_whole_page(htmx):
    response = htmx.get(LIST, headers={"HX-History-Restore-Request": "true"})
    assert "<html" in response.content.decode()


def test_pages_keep_the_search(client):
    ServiceFactory.create_batch(25, name="Cursus lassen")
    html = client.get(LIST, {"q": "lassen"}).content.decode()
    assert "?q=lassen&amp;pagina=2" in html
    assert body(client.get(LIST, {"q": "lassen", "pagina": "2"})).count("Cursus lassen") == 5
    assert client.get(LIST, {"q": "lassen", "pagina": "999"}).status_code == 200


def test_each_filter_can_be_taken_off(client):
    MunicipalityFactory(code="GM0168", name="Losser")
    html = client.get(LIST, {"q": "lassen", "voor": "inwoner", "gemeente": "GM0168"}).content.decode()
    for rest in ("?voor=inwoner&amp;gemeente=GM0168", "?q=lassen&amp;gemeente=GM0168", "?q=lassen&amp;voor=inwoner"):
        assert f'href="{rest}"' in html


def test_nothing_found_shows_the_way_to_a_person(client):
    page = body(client.get(LIST, {"q": "tovenaar"}))
    assert "Wij vonden niets voor “tovenaar”" in page
    assert "088 000 10 00" in page


@pytest.mark.parametrize("name", ["voor", "thema", "gemeente", "pagina"])
def test_a_filter_that_does_not_exist_is_left_out(client, name: str):
    ServiceFactory(name="Beroepentest")
    assert "Beroepentest" in body(client.get(LIST, {name: "onzin"}))


def test_what_people_type_is_shown_as_text(client):
    html = client.get(LIST, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html


def test_municipal_services_ask_which_municipality(client):
    losser = MunicipalityFactory(code="GM0168", name="Losser")
    for number in range(4):
        ServiceFactory(name=f"Schuldhulp {number}", areas=[losser])
    ServiceFactory(name="Schulden voor heel Twente")
    asked = client.get(LIST, {"q": "schuld"})
    assert "In welke gemeente woont u?" in body(asked)
    assert "Schuldhulp 1" not in body(asked)
    assert "Schulden voor heel Twente" in body(asked)
    assert 'href="?q=schuld&amp;gemeente=GM0168"' in asked.content.decode()
    answered = body(client.get(LIST, {"q": "schuld", "gemeente": "GM0168"}))
    assert "In welke gemeente woont u?" not in answered
    assert "Schuldhulp 1" in answered


def test_a_search_with_only_municipal_services_is_not_called_empty(client):
    losser = MunicipalityFactory(code="GM0168", name="Losser")
    for number in range(4):
        ServiceFactory(name=f"Schuldhulp {number}", areas=[losser])
    page = body(client.get(LIST, {"q": "schuldhulp"}))
    assert "4 andere diensten zijn van een gemeente" in page
    assert "Wij vonden niets" not in page


def test_a_service_says_how_to_get_it(client):
    organization = OrganizationFactory(name="Leerwerkloket", phone="088 000 10 04")
    service = ServiceFactory(
        name="Beroepentest",
        organization=organization,
        phone=organization.phone,
        application_process="Bel voor een afspraak.",
        fees_description="Gratis",
    )
    response = client.get(reverse("directory:service", args=[service.slug]))
    page = body(response)
    assert "Bel voor een afspraak." in page
    assert "Gratis" in page
    assert 'href="tel:+31880001004"' in response.content.decode()


@pytest.mark.parametrize(
    "change", [{"status": Service.Status.INACTIVE}, {"organization__is_active": False}], ids=["service", "organisation"]
)
def test_what_is_no_longer_offered_has_no_page(client, change: dict):
    service = ServiceFactory(**change)
    assert client.get(reverse("directory:service", args=[service.slug])).status_code == 404


def test_an_organisation_shows_what_it_offers_now(client):
    organization = OrganizationFactory(code="uwv", name="UWV")
    ServiceFactory(organization=organization, name="Werken met WIA")
    ServiceFactory(organization=organization, name="Oude regeling", status=Service.Status.DEFUNCT)
    page = body(client.get(reverse("directory:organization", args=["uwv"])))
    assert "Werken met WIA" in page
    assert "Oude regeling" not in page


def test_an_organisation_that_stopped_has_no_page(client):
    OrganizationFactory(code="uwv", is_active=False)
    assert client.get(reverse("directory:organization", args=["uwv"])).status_code == 404


def test_locations_show_whether_they_are_open_now(client, freeze):
    LocationFactory(slug="enschede")
    freeze("2026-03-10 12:00")
    assert "Nu open tot 17.00 uur" in body(client.get("/locaties/"))
    freeze("2026-03-10 17:30")
    assert "Nu dicht weer open morgen om 9.00 uur" in body(client.get("/locaties/"))


def test_a_location_shows_its_week_and_the_days_it_is_closed(client, freeze):
    location = LocationFactory(slug="enschede", transportation="Vanaf het station 5 minuten lopen.\nEr is een lift.")
    ClosedDayFactory(location=location, date="2026-04-14", reason="Verhuizing")
    freeze("2026-03-31 12:00")
    page = body(client.get("/locaties/enschede/"))
    assert "vandaag, dinsdag 31 maart 9.00 – 17.00 uur" in page
    assert "vrijdag 3 april dicht: Goede Vrijdag" in page
    assert "zaterdag 4 april dicht" in page
    assert "dinsdag 14 april: Verhuizing" in page
    assert "Er is een lift." in page
    assert "Voorbeeldstraat 12" in page


def test_a_location_in_english(client, freeze):
    LocationFactory(slug="enschede")
    freeze("2026-03-10 12:00")
    page = body(client.get("/en/locaties/enschede/"))
    assert "Open now until 17:00" in page
    assert "today, Tuesday 10 March" in page


def test_without_locations_people_can_call(client):
    assert "Bel 088 000 10 00" in body(client.get("/locaties/"))


@pytest.mark.usefixtures("menu")
def test_the_partners_are_all_there(client):
    page = body(client.get("/wie-werken-er-samen/"))
    listed = Organization.objects.exclude(code__startswith="schuldhulp-").exclude(code="werkcentrum-other-region")
    assert [organization.name for organization in listed if organization.name.replace("&", "&amp;") not in page] == []


@pytest.mark.parametrize("name", ["accessibility", "privacy", "complaints"])
def test_the_pages_in_the_foot_exist_in_both_languages(client, name: str):
    url = reverse(f"directory:{name}")
    dutch, english = client.get(url), client.get(f"/en{url}")
    assert url in body_html(client.get(LIST))
    assert "U " in body(dutch)
    assert "You " in body(english)
    assert body(dutch) != body(english)


def body_html(response) -> str:
    return response.content.decode()


def test_the_menu_says_where_one_is(client):
    service = ServiceFactory()
    html = body_html(client.get(reverse("directory:service", args=[service.slug])))
    assert re.search(r'<a class="wc-wall__link" href="/hulp-en-diensten/" aria-current="true">', html)


@pytest.mark.parametrize("path", [LIST, f"{LIST}?q=cursus", "/locaties/", "/wie-werken-er-samen/"])
def test_a_page_takes_as_many_queries_with_many_rows_as_with_few(client, path: str):
    def add(number: int) -> None:
        for _ in range(number):
            ServiceFactory(name="Cursus", areas=[MunicipalityFactory()])
            ServiceFactory(name="Cursus").at_locations.create(location=LocationFactory())

    add(4)
    client.get(path)
    few = _queries(client, path)
    add(8)
    assert _queries(client, path) == few
    assert few <= 8


def _queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
