"""The directory as HSDS 3.0: every record of the reference data against the standard, and the filters."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from directory.models import ClosedDay, Location, Organization, Schedule, Service, TaxonomyTerm
from tests.directory.hsds import OBJECTS, faults, page_faults
from tests.factories.core import MunicipalityFactory
from tests.factories.directory import (
    ClosedDayFactory,
    LocationFactory,
    OrganizationFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)
from werkcentrum.api.openapi import document

BASE = "/api/v1"
LISTS = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
FULL = ["services", "organizations"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """GET an address of the API with parameters, as JSON."""

    def get(path, *, language="nl", **parameters):
        response = client.get(f"{BASE}/{path}", parameters, headers={"Accept-Language": language})
        assert response.status_code == 200, response.content
        return response.json()

    return get


@pytest.fixture
def every_page(read):
    """All pages of a list."""

    def pages(name, *, per_page=20, **parameters):
        found = [read(name, page=1, per_page=per_page, **parameters)]
        found += [
            read(name, page=number, per_page=per_page, **parameters) for number in range(2, found[0]["total_pages"] + 1)
        ]
        return found

    return pages


def described(name):
    """A validator for one of our own schemas, as the OpenAPI document has it."""
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents(document("nl"), default_specification=DRAFT202012)
    )
    schema = {"$ref": f"urn:api#/components/schemas/{name}"}
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def names(page):
    """The names on a page."""
    return [record["name"] for record in page["contents"]]


class TestContract:
    """Every record of every page of the reference data, against the standard and against our own description."""

    pytestmark = pytest.mark.usefixtures("menu")

    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("name", LISTS)
    def test_every_record_of_every_page_is_hsds(self, every_page, name, language):
        pages = every_page(name, language=language)
        assert [fault for page in pages for fault in page_faults(page)] == []
        records = [record for page in pages for record in page["contents"]]
        assert len(records) == pages[0]["total_items"] > 0
        assert len({record["id"] for record in records}) == len(records)
        assert {record["id"]: wrong for record in records if (wrong := faults(LISTS[name], record))} == {}

    @pytest.mark.parametrize("name", FULL)
    def test_every_full_record_is_hsds(self, every_page, name):
        records = [record for page in every_page(name, full="true") for record in page["contents"]]
        assert {record["id"]: wrong for record in records if (wrong := faults(LISTS[name], record))} == {}

    @pytest.mark.parametrize("name", LISTS)
    def test_every_record_at_its_own_address_is_hsds_and_says_what_the_list_says(self, read, every_page, name):
        parameters = {"full": "true"} if name in FULL else {}
        listed = [record for page in every_page(name, per_page=100, **parameters) for record in page["contents"]]
        for record in listed[::3]:
            own = read(f"{name}/{record['id']}")
            assert faults(LISTS[name], own) == []
            assert {field: own[field] for field in record} == record

    @pytest.mark.parametrize(
        ("name", "schema", "parameters"),
        [
            ("services", "ServicePage", {}),
            ("services", "ServicePage", {"full": "true"}),
            ("organizations", "OrganizationPage", {"full": "true"}),
            ("locations", "LocationPage", {}),
            ("taxonomies", "TaxonomyPage", {}),
            ("taxonomy_terms", "TaxonomyTermPage", {}),
        ],
    )
    def test_every_page_is_what_our_own_description_says(self, every_page, name, schema, parameters):
        validator = described(schema)
        for page in every_page(name, per_page=100, **parameters):
            assert [error.message for error in validator.iter_errors(page)] == []

    def test_our_description_promises_what_the_standard_requires(self):
        schemas = document("nl")["components"]["schemas"]
        for name, (required, _) in OBJECTS.items():
            title = "".join(part.title() for part in name.split("_"))
            assert set(required.split()) <= set(schemas[title]["required"]), name

    def test_identifiers_of_what_has_none_of_its_own_stay_the_same_and_are_unique(self, every_page):
        def identifiers(value):
            if isinstance(value, dict):
                own = [(value["id"], tuple(sorted(value)))] if "id" in value else []
                return own + [found for each in value.values() for found in identifiers(each)]
            return [found for each in value for found in identifiers(each)] if isinstance(value, list) else []

        first, second = ([page["contents"] for page in every_page("services", full="true")] for _ in range(2))
        assert first == second
        fields = {}
        for identifier, shape in identifiers(first):
            assert fields.setdefault(identifier, shape[:3]) == shape[:3]

    def test_the_check_itself_sees_what_is_wrong(self):
        record = {"id": "1", "status": "open", "url": "x", "phones": [{"id": str(uuid.uuid4())}], "colour": "red"}
        assert faults("service", record) == [
            "name: missing",
            "id: '1' is no uuid",
            "status: 'open' is not one of active/inactive/defunct/temporarily closed",
            "url: 'x' is no uri",
            "phones[0].number: missing",
            "colour: service has no such field",
        ]


class TestContents:
    """What is in the records."""

    def test_a_service_brings_everything_along(self, read):
        term = TaxonomyTermFactory()
        area = MunicipalityFactory(code="GM0168", name="Losser")
        place = LocationFactory(name="Werkcentrum Losser", phone="088 000 10 43")
        service = ServiceFactory(
            terms=[term], areas=[area], phone="088 000 10 44", assured_date=datetime.date(2026, 1, 5)
        )
        service.at_locations.create(location=place)
        found = read(f"services/{service.pk}")
        assert found["organization"]["id"] == found["organization_id"] == str(service.organization_id)
        assert found["assured_date"] == "2026-01-05"
        assert [phone["number"] for phone in found["phones"]] == ["088 000 10 44"]
        assert [(each["name"], each["uri"]) for each in found["service_areas"]] == [
            ("Losser", "https://identifier.overheid.nl/tooi/id/gemeente/gm0168")
        ]
        (at,) = found["service_at_locations"]
        assert (at["location_id"], at["location"]["name"]) == (str(place.pk), "Werkcentrum Losser")
        assert at["location"]["addresses"][0]["state_province"] == "Overijssel"
        codes = [(each["link_type"], each["taxonomy_term"]["code"]) for each in found["attributes"]]
        assert codes == [("theme", "training"), ("audience", "resident")]

    def test_a_service_without_municipalities_serves_the_region(self, read, menu):
        service = Service.objects.filter(areas=None).first()
        assert [area["name"] for area in read(f"services/{service.pk}")["service_areas"]] == ["Twente"]

    def test_what_is_empty_is_left_out_and_a_service_always_has_an_address(self, read):
        service = ServiceFactory(organization=OrganizationFactory(email="", website="", description=""))
        found = read(f"services/{service.pk}")
        assert {"email", "fees_description", "assured_date"}.isdisjoint(found)
        assert found["url"] == f"http://localhost:8000/hulp-en-diensten/{service.slug}/"
        assert "email" not in found["organization"]
        assert found["organization"]["description"] == found["organization"]["name"]

    def test_a_place_that_is_closed_for_good_is_left_out(self, read):
        service = ServiceFactory()
        service.at_locations.create(location=LocationFactory(is_active=False))
        assert read(f"services/{service.pk}")["service_at_locations"] == []

    def test_an_organisation_has_the_code_that_the_triage_names(self, read):
        organization = OrganizationFactory(code="leerwerkloket", phone="088 000 10 04")
        ServiceFactory(organization=organization, name="Beroepentest")
        ServiceFactory(organization=organization, name="Van vroeger", status=Service.Status.DEFUNCT)
        found = read(f"organizations/{organization.pk}")
        assert [each["identifier"] for each in found["organization_identifiers"]] == ["leerwerkloket"]
        assert [each["name"] for each in found["services"]] == ["Beroepentest"]

    @pytest.mark.parametrize(("day", "opens"), [("2026-01-12", "09:00+01:00"), ("2026-07-06", "09:00+02:00")])
    def test_opening_hours_are_local_time_in_summer_and_winter(self, read, freeze, day, opens):
        freeze(f"{day} 12:00")
        place = LocationFactory(hours={1: "9-17"})
        (schedule,) = read(f"locations/{place.pk}")["schedules"]
        assert (schedule["freq"], schedule["byday"], schedule["opens_at"]) == ("WEEKLY", "MO", opens)
        assert schedule["description"] == "maandag 09.00-17.00"
        assert "notes" not in schedule

    def test_hours_of_a_later_period_have_the_time_zone_of_that_period(self, read, freeze):
        freeze("2026-01-12 12:00")
        place = LocationFactory(hours={1: "9-17"})
        Schedule.objects.update(valid_from=datetime.date(2026, 7, 1), valid_to=datetime.date(2026, 8, 31))
        (schedule,) = read(f"locations/{place.pk}")["schedules"]
        assert (schedule["opens_at"], schedule["valid_from"], schedule["valid_to"]) == (
            "09:00+02:00", "2026-07-01", "2026-08-31",
        )  # fmt: skip

    def test_days_on_which_it_is_closed_are_told(self, read, freeze):
        freeze("2026-12-01 12:00")
        place, other = LocationFactory(hours={5: "9-17"}), LocationFactory(hours={5: "9-17"})
        ClosedDay.objects.create(location=place, date="2026-12-04", reason="Verhuizing")
        ClosedDayFactory(date="2026-12-11", reason="")
        ClosedDayFactory(date="2026-12-10")
        (schedule,) = read(f"locations/{place.pk}")["schedules"]
        assert schedule["notes"] == (
            "Gesloten op 4 december 2026 (Verhuizing); 11 december 2026; 25 december 2026 (Eerste Kerstdag); "
            "1 januari 2027 (Nieuwjaarsdag)."
        )
        assert "Verhuizing" not in read(f"locations/{other.pk}")["schedules"][0]["notes"]

    def test_texts_are_in_the_language_that_was_asked_for(self, read):
        service = ServiceFactory(name="Beroepentest", name_en="Occupational test", description="Alleen Nederlands.")
        found = read(f"services/{service.pk}", language="en")
        assert (found["name"], found["description"]) == ("Occupational test", "Alleen Nederlands.")
        term = next(each["taxonomy_term"] for each in found["attributes"])
        assert (term["name"], term["language"]) == ("residents", "en")


class TestFilters:
    """Text, theme, municipality and audience; together they must all hold."""

    @pytest.fixture(autouse=True)
    def services(self, db):
        self.losser, self.borne = MunicipalityFactory(code="GM0168"), MunicipalityFactory(code="GM0147")
        training, debts = TaxonomyTermFactory(), TaxonomyTermFactory(code="debts_income", name="Geld")
        self.loket = OrganizationFactory(code="leerwerkloket", name="Leerwerkloket")
        self.town = OrganizationFactory(code="gemeente-GM0168", name="Gemeente Losser", municipality=self.losser)
        self.welding = ServiceFactory(name="Cursus lassen", terms=[training], organization=self.loket)
        self.budget = ServiceFactory(name="Budgethulp", terms=[debts], areas=[self.losser], organization=self.town)
        self.staff = ServiceFactory(name="Personeel leren", terms=[training], audiences=["employer"])
        self.place = LocationFactory(name="Werkcentrum Enschede")
        self.welding.at_locations.create(location=self.place)
        self.training, self.debts = training, debts

    @pytest.mark.parametrize(
        ("parameters", "expected"),
        [
            ({}, ["Budgethulp", "Cursus lassen", "Personeel leren"]),
            ({"search": "lassen"}, ["Cursus lassen"]),
            ({"search": "lass"}, ["Cursus lassen"]),
            ({"search": "zwemmen"}, []),
            ({"search": "?!"}, ["Budgethulp", "Cursus lassen", "Personeel leren"]),  # no words
            ({"search": "_"}, []),
            ({"theme": "training"}, ["Cursus lassen", "Personeel leren"]),
            ({"municipality": "GM0168"}, ["Budgethulp", "Cursus lassen", "Personeel leren"]),
            ({"municipality": "GM0147"}, ["Cursus lassen", "Personeel leren"]),
            ({"audience": "employer"}, ["Personeel leren"]),
            ({"theme": "training", "audience": "resident"}, ["Cursus lassen"]),
            ({"theme": "debts_income", "municipality": "GM0147"}, []),
            ({"theme": ""}, ["Budgethulp", "Cursus lassen", "Personeel leren"]),
            ({"format": "json"}, ["Budgethulp", "Cursus lassen", "Personeel leren"]),
        ],
    )
    @pytest.mark.parametrize("full", ["false", "true"])
    def test_services(self, read, parameters, expected, full):
        page = read("services", full=full, **parameters)
        assert names(page) == expected
        assert (page["total_items"], page["empty"]) == (len(expected), not expected)

    def test_services_by_identifier(self, read):
        assert names(read("services", organization_id=self.loket.pk)) == ["Cursus lassen"]
        assert names(read("services", taxonomy_term_id=self.debts.pk)) == ["Budgethulp"]
        terms = {term["code"]: term for term in read("taxonomy_terms")["contents"]}
        assert names(read("services", taxonomy_term_id=terms["employer"]["id"])) == ["Personeel leren"]
        for code, expected in (("training", 3), ("employer", 3)):
            assert read("services", taxonomy_id=terms[code]["taxonomy_id"])["total_items"] == expected
        assert read("services", taxonomy_id=uuid.uuid4())["empty"]

    def test_organisations(self, read):
        assert names(read("organizations", search="losser")) == ["Gemeente Losser"]
        assert names(read("organizations", theme="debts_income")) == ["Gemeente Losser"]
        assert "Gemeente Losser" not in names(read("organizations", municipality="GM0147"))
        assert "Gemeente Losser" in names(read("organizations", municipality="GM0168"))
        assert names(read("organizations", audience="resident")) == ["Gemeente Losser", "Leerwerkloket"]
        assert names(read("organizations", taxonomy_term_id=self.debts.pk)) == ["Gemeente Losser"]

    def test_locations(self, read):
        assert names(read("locations", search="enschede werkcentrum")) == ["Werkcentrum Enschede"]
        assert names(read("locations", search="almelo")) == []
        assert names(read("locations", theme="training")) == ["Werkcentrum Enschede"]
        assert names(read("locations", theme="training", audience="employer")) == []
        own = self.place.address.municipality_id
        assert names(read("locations", municipality=own)) == ["Werkcentrum Enschede"]
        assert names(read("locations", municipality="GM0147")) == []

    def test_terms(self, read):
        audience = next(each for each in read("taxonomies")["contents"] if each["name"] == "Voor wie")
        found = read("taxonomy_terms", taxonomy_id=audience["id"])
        assert [term["code"] for term in found["contents"]] == ["resident", "employer"]
        assert [term["code"] for term in read("taxonomy_terms", search="geld")["contents"]] == ["debts_income"]

    def test_every_wrong_parameter_is_told_at_once(self, client):
        wrong = {
            "page": "0", "per_page": "101", "theme": "knitting", "municipality": "Losser", "audience": "everybody",
            "full": "maybe", "organization_id": "7", "format": "xml", "search": "x" * 201, "colour": "red",
        }  # fmt: skip
        response = client.get(f"{BASE}/services", wrong)
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        errors = {error["field"]: error for error in response.json()["errors"]}
        assert set(errors) == set(wrong)
        assert {error["in"] for error in errors.values()} == {"query"}
        assert errors["colour"]["code"] == "unknown"
        assert errors["per_page"]["allowed"] == ["1-100"]
        assert errors["full"]["allowed"] == ["true", "false"]
        assert errors["theme"]["allowed"] == ["training", "debts_income"] or "training" in errors["theme"]["allowed"]
        assert errors["audience"]["allowed"] == ["resident", "employer"]
        assert "GM0168" in errors["municipality"]["allowed"]

    @pytest.mark.parametrize("name", ["services", "organizations", "locations", "taxonomy_terms"])
    def test_a_text_that_the_database_cannot_hold_is_refused(self, client, name):
        response = client.get(f"{BASE}/{name}", {"search": "las\0sen"})
        assert response.status_code == 400
        assert [error["field"] for error in response.json()["errors"]] == ["search"]

    @pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "100001"])
    @pytest.mark.parametrize("name", LISTS)
    def test_a_page_that_cannot_be_is_refused(self, client, name, value):
        assert client.get(f"{BASE}/{name}", {"page": value}).status_code == 400

    def test_a_page_after_the_last_is_empty(self, read):
        page = read("services", page=9)
        assert (page["contents"], page["empty"], page["last_page"], page["total_items"]) == ([], True, True, 3)
        assert page_faults(page) == []

    def test_pages_lead_to_each_other(self, client):
        response = client.get(f"{BASE}/services", {"per_page": 1, "page": 2, "search": ""})
        links = response["Link"]
        for relation, number in (("first", 1), ("prev", 1), ("next", 3), ("last", 3)):
            assert f'page={number}&search=>; rel="{relation}"' in links
        assert "per_page=1" in links


class TestEffort:
    """The number of queries does not depend on how much there is."""

    def queries(self, client, path, **parameters):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{BASE}/{path}", parameters).status_code == 200
        return len(queries)

    def world(self):
        term = TaxonomyTermFactory()
        for _ in range(3):
            service = ServiceFactory(terms=[term], areas=[MunicipalityFactory()])
            service.at_locations.create(location=LocationFactory(organization=service.organization))

    @pytest.mark.parametrize(
        ("path", "parameters", "most"),
        [
            ("services", {}, 2),
            ("services", {"full": "true"}, 11),
            ("organizations", {}, 2),
            ("organizations", {"full": "true"}, 7),
            ("locations", {}, 5),
            ("taxonomies", {}, 0),
            ("taxonomy_terms", {}, 1),
        ],
    )
    def test_lists(self, client, path, parameters, most):
        self.world()
        client.get(f"{BASE}/{path}", parameters)
        before = self.queries(client, path, **parameters)
        self.world()
        assert self.queries(client, path, per_page=100, **parameters) == before <= most

    @pytest.mark.parametrize(
        ("path", "model"), [("services", Service), ("organizations", Organization), ("locations", Location)]
    )
    def test_one(self, client, path, model):
        self.world()
        row = model.objects.filter(pk__in=model.objects.values("pk")).last()
        address = f"{path}/{row.pk}"
        client.get(f"{BASE}/{address}")
        before = self.queries(client, address)
        self.world()
        assert self.queries(client, address) == before <= 10


@pytest.mark.parametrize("name", [*LISTS])
@pytest.mark.parametrize("identifier", ["x", "1", "0B36F1A2-0000-4000-8000-000000000000"])
def test_what_is_no_identifier_is_not_found(client, name, identifier):
    response = client.get(f"{BASE}/{name}/{identifier}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_terms_exist_once(read, menu):
    found = read("taxonomy_terms", per_page=100)["contents"]
    assert len({(term["taxonomy"], term["code"]) for term in found}) == len(found) == TaxonomyTerm.objects.count() + 2
