"""What holds for every address of the API: version, language, problem details, caching, CORS, its description."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from openapi_spec_validator import OpenAPIV31SpecValidator

from intake.api import FACTS_EXAMPLE as FACTS
from tests.factories.core import UserFactory
from tests.factories.directory import LocationFactory, OrganizationFactory, ServiceFactory
from tests.helpers import load_reference
from werkcentrum.api import VERSION, urls
from werkcentrum.api.openapi import document, operations

pytestmark = pytest.mark.django_db

BASE = "/api/v1"
PARTNER = "https://www.leerwerkloket.example"
NOTHING = "0b36f1a2-0000-4000-8000-000000000000"
LISTS = ["services", "organizations", "locations", "taxonomies", "taxonomy_terms"]


@pytest.fixture
def front_door(db):
    """Everything that the triage needs."""
    load_reference()


def problem(response, status):
    """The problem details of a refused request, complete and of the right media type."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["status"] == status
    assert body["instance"] == f"urn:uuid:{response['X-Request-ID']}"
    return body


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "", 200),
        ("get", "/openapi.json", 200),
        ("get", "/services", 200),
        ("get", f"/services/{NOTHING}", 404),
        ("get", "/services/", 404),
        ("get", "/triages/", 404),
        ("get", "/nothing", 404),
        ("get", "/triages", 405),
        ("delete", "/services", 405),
        ("put", "", 405),
        ("get", "/services?page=0", 400),
        ("post", "/triages", 415),
        ("options", "/services", 204),
    ],
)
def test_every_answer_has_the_version_and_the_language(client, method, path, status):
    response = getattr(client, method)(f"{BASE}{path}", headers={"Accept-Language": "en"})
    assert response.status_code == status
    assert response["API-Version"] == VERSION
    assert response["Content-Language"] == "en"
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies
    if status >= 400:
        problem(response, status)


@pytest.mark.parametrize(
    ("accepts", "language", "title"),
    [
        ("", "nl", "Niet gevonden"),
        ("en-GB,en;q=0.8,nl;q=0.5", "en", "Not found"),
        ("de, fr;q=0.9", "nl", "Niet gevonden"),
        ("de, en;q=0.1", "en", "Not found"),
    ],
)
def test_the_language_is_the_one_that_the_request_prefers(client, accepts, language, title):
    response = client.get(f"{BASE}/nothing", headers={"Accept-Language": accepts})
    assert response["Content-Language"] == language
    assert problem(response, 404)["title"] == title


def test_a_method_that_cannot_be_used_names_those_that_can(client):
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{BASE}/organizations")
        problem(response, 405)
        assert response["Allow"] == "GET, HEAD, OPTIONS"
    response = client.get(f"{BASE}/triages")
    problem(response, 405)
    assert response["Allow"] == "OPTIONS, POST"


def test_a_mistake_of_ours_is_a_problem_too_and_says_nothing_about_why(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a secret")

    monkeypatch.setattr("directory.api.filters.services_for", fail)
    client.raise_request_exception = False
    body = problem(client.get(f"{BASE}/services"), 500)
    assert "secret" not in json.dumps(body)
    assert body["title"] == "Er ging iets mis bij ons"


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    body = problem(client.get(f"{BASE}/nothing"), 404)
    path, _, anchor = body["type"].removeprefix("http://localhost:8000").partition("#")
    assert f'id="{anchor}"' in client.get(path).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_head_answers_like_get_without_the_body(client, name):
    ServiceFactory()
    got, head = client.get(f"{BASE}/{name}"), client.head(f"{BASE}/{name}")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == got["ETag"]
    assert head["Content-Length"] == str(len(got.content))


def test_what_was_read_can_be_kept_and_asked_again(client):
    service = ServiceFactory()
    first = client.get(f"{BASE}/services")
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get(f"{BASE}/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", VERSION)
    service.name = "Nieuwe naam"
    service.save()
    assert client.get(f"{BASE}/services", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_every_page_is_other_in_another_language(client):
    ServiceFactory(name="Beroepentest", name_en="Occupational test")
    dutch = client.get(f"{BASE}/services")
    english = client.get(f"{BASE}/services", headers={"Accept-Language": "en", "If-None-Match": dutch["ETag"]})
    assert english.json()["contents"][0]["name"] == "Occupational test"


class TestWhoAsks:
    """Nobody logs in, and being logged in makes no difference."""

    def test_it_needs_no_log_in_and_no_csrf_token(self, front_door):
        response = Client(enforce_csrf_checks=True).post(f"{BASE}/triages", FACTS, content_type="application/json")
        assert response.status_code == 200

    @pytest.mark.parametrize("path", ["", "/openapi.json", *(f"/{name}" for name in LISTS)])
    def test_cookies_are_not_read(self, client, path):
        client.force_login(UserFactory(admin=True))
        response = client.get(f"{BASE}{path}")
        assert response.status_code == 200
        assert "Cookie" not in response["Vary"]
        assert not response.wsgi_request.user.is_authenticated

    def test_every_view_of_it_is_public_and_in_the_description(self):
        routes = {re.sub(r"<[^:]*:(\w+)>", r"{\1}", str(pattern.pattern)) for pattern in urls.urlpatterns}
        described = {f"api/v1{path}" for path in document("nl")["paths"]}
        assert routes == described | {"api/v1", "api/v1/openapi.json"}
        assert all(pattern.callback.login_required is False for pattern in urls.urlpatterns)


class TestOtherSites:
    """CORS: partners that were configured, and everybody for the description."""

    def preflight(self, client, origin, path="/triages", method="POST"):
        return client.options(
            f"{BASE}{path}",
            headers={
                "Origin": origin,
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": "content-type",
            },
        )

    def test_a_partner_may_ask_from_a_browser(self, client, front_door, settings):
        settings.CORS_ALLOWED_ORIGINS = [PARTNER]
        before = self.preflight(client, PARTNER)
        assert before.status_code == 200
        assert before["Access-Control-Allow-Origin"] == PARTNER
        assert "POST" in before["Access-Control-Allow-Methods"]
        assert "content-type" in before["Access-Control-Allow-Headers"]
        assert before["API-Version"] == VERSION
        answer = client.post(f"{BASE}/triages", FACTS, content_type="application/json", headers={"Origin": PARTNER})
        assert answer.status_code == 200
        assert answer["Access-Control-Allow-Origin"] == PARTNER
        assert "Access-Control-Allow-Credentials" not in answer
        assert "origin" in answer["Vary"].lower()

    def test_a_partner_sees_what_went_wrong(self, client, settings):
        settings.CORS_ALLOWED_ORIGINS = [PARTNER]
        answer = client.post(f"{BASE}/triages", {}, content_type="application/json", headers={"Origin": PARTNER})
        problem(answer, 400)
        assert answer["Access-Control-Allow-Origin"] == PARTNER

    @pytest.mark.parametrize("origin", ["https://elders.example", f"{PARTNER}.elders.example", "null"])
    def test_another_site_may_not(self, client, settings, origin):
        settings.CORS_ALLOWED_ORIGINS = [PARTNER]
        assert "Access-Control-Allow-Origin" not in self.preflight(client, origin)
        assert "Access-Control-Allow-Origin" not in client.get(f"{BASE}/services", headers={"Origin": origin})

    def test_pages_for_people_are_not_for_other_sites(self, client, settings):
        settings.CORS_ALLOWED_ORIGINS = [PARTNER]
        assert "Access-Control-Allow-Origin" not in client.get("/locaties/", headers={"Origin": PARTNER})

    @pytest.mark.parametrize("origins", [[], [PARTNER]])
    def test_everybody_may_read_the_description(self, client, settings, origins):
        settings.CORS_ALLOWED_ORIGINS = origins
        for origin in (PARTNER, "https://editor.example"):
            response = client.get(f"{BASE}/openapi.json", headers={"Origin": origin})
            assert response["Access-Control-Allow-Origin"] == "*"


class TestDescription:
    """The OpenAPI document."""

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_is_valid_openapi_3_1(self, client, language):
        response = client.get(f"{BASE}/openapi.json", headers={"Accept-Language": language})
        OpenAPIV31SpecValidator(response.json()).validate()

    def test_it_says_where_who_and_which_version(self):
        found = document("nl")
        assert found["openapi"].startswith("3.1")
        assert found["info"]["version"] == VERSION
        assert {"name", "url", "email"} <= set(found["info"]["contact"])
        assert found["servers"] == [{"url": "http://localhost:8000/api/v1"}]

    def test_every_operation_follows_the_design_rules(self):
        problem_schema = document("nl")["components"]["schemas"]["Problem"]
        assert {"status", "title", "detail"} <= set(problem_schema["required"])
        seen = set()
        for path, method, operation in operations(document("nl")):
            assert not path.endswith("/")
            assert method in {"get", "post"}
            assert operation["operationId"] not in seen
            seen.add(operation["operationId"])
            assert "400" in operation["responses"]
            for status, response in operation["responses"].items():
                assert "API-Version" in response["headers"]
                assert status == "200" or list(response["content"]) == ["application/problem+json"]

    def test_ours_is_in_camel_case_and_the_standard_as_it_is(self):
        schemas = document("nl")["components"]["schemas"]
        ours = ["ResidentFacts", "EmployerFacts", "TriageAnswer", "TriageReason", "TriageService", "Problem"]
        names = {name for schema in ours for name in schemas[schema]["properties"]}
        assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", name) for name in names)
        assert "organization_id" in schemas["Service"]["properties"]

    def test_it_is_in_the_language_of_the_reader(self):
        dutch, english = (json.dumps(document(language), ensure_ascii=False) for language in ("nl", "en"))
        assert "Vragen waar een vraag thuishoort" in dutch
        assert "Ask where a question belongs" in english

    def test_its_examples_are_what_it_says(self, client, front_door):
        operation = document("nl")["paths"]["/triages"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["example"]
        example = operation["responses"]["200"]["content"]["application/json"]["example"]
        answer = client.post(f"{BASE}/triages", body, content_type="application/json").json()
        assert set(example) == set(answer)
        for name in ("reasons", "services"):
            assert {frozenset(each) for each in example[name]} == {frozenset(each) for each in answer[name]}
        assert [example[name] for name in ("responsible", "desks", "level", "ruleSet")] == [
            answer[name] for name in ("responsible", "desks", "level", "ruleSet")
        ]


class TestPages:
    """The start of the API and its page with documentation."""

    def test_a_program_gets_what_hsds_asks_for(self, client):
        body = client.get(BASE).json()
        assert body["version"] == "3.0"
        assert body["profile"].startswith("https://docs.openreferral.org/")
        assert body["openapi_url"] == "http://localhost:8000/api/v1/openapi.json"

    @pytest.mark.parametrize(("language", "page"), [("nl", "/api/v1/docs"), ("en", "/en/api/v1/docs")])
    def test_a_browser_gets_the_documentation(self, client, language, page):
        accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        response = client.get(BASE, headers={"Accept": accept, "Accept-Language": language})
        assert response.status_code == 302
        assert response.url == page
        assert client.get(page).status_code == 200

    def test_the_page_tells_every_operation_parameter_and_object(self, client):
        html = client.get("/api/v1/docs").content.decode()
        for path, method, operation in operations(document("nl")):
            assert f"<strong>{method.upper()}</strong> <code>{path}</code>" in html
            assert operation["summary"] in html
            assert all(f"<code>{parameter['name']}</code>" in html for parameter in operation["parameters"])
        assert set(re.findall(r'href="#([\w-]+)"', html)) <= set(re.findall(r'id="([\w-]+)"', html))

    def test_the_page_is_in_the_foot_of_the_site_in_both_languages(self, client):
        assert f'href="{reverse("api-docs")}"' in client.get("/toegankelijkheid/").content.decode()
        english = client.get("/en/api/v1/docs").content.decode()
        assert "Ask where a question belongs" in english
        assert 'lang="en"' in english

    def test_the_page_has_no_script_or_style_in_it(self, client):
        html = client.get("/api/v1/docs").content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)


class TestLimit:
    """How often one address may ask."""

    def ask(self, client, address="10.0.0.1", path="/taxonomies"):
        return client.get(f"{BASE}{path}", REMOTE_ADDR=address)

    @override_settings(API_PER_MINUTE={"triages": 1, "reading": 2})
    def test_after_so_many_requests_in_a_minute_it_is_later(self, client, freeze):
        freeze("2026-03-10 09:00:20")
        assert [self.ask(client).status_code for _ in range(2)] == [200, 200]
        refused = self.ask(client)
        assert "Retry-After" in problem(refused, 429)["detail"]
        assert refused["Retry-After"] == "40"
        assert refused["Cache-Control"] == "no-store"
        freeze("2026-03-10 09:01:00")
        assert self.ask(client).status_code == 200

    @override_settings(API_PER_MINUTE={"triages": 1, "reading": 1})
    def test_others_do_not_notice(self, client):
        assert self.ask(client).status_code == 200
        assert self.ask(client).status_code == 429
        assert self.ask(client, "10.0.0.2").status_code == 200

    @override_settings(API_PER_MINUTE={"triages": 1, "reading": 1})
    def test_the_address_itself_is_not_kept(self, client):
        self.ask(client, "10.11.12.13")
        assert cache.keys("api.*")
        assert not cache.keys("*10.11.12.13*")


def test_directory_records_that_are_not_in_use_are_not_shown(client):
    gone = OrganizationFactory(is_active=False)
    service, place = ServiceFactory(organization=gone), LocationFactory(is_active=False)
    for name, row in (("organizations", gone), ("services", service), ("locations", place)):
        assert str(row.pk) not in client.get(f"{BASE}/{name}").content.decode()
        problem(client.get(f"{BASE}/{name}/{row.pk}"), 404)
