"""`POST /api/v1/triages`: the same outcome as the form, with everything that is wrong at once, and nothing kept."""

import json
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from advisors.models import Case, Client
from directory.models import Organization, Service
from intake.models import IntakeDraft
from intake.rules.facts import EDUCATIONS, RESIDENT_THEMES, SITUATIONS
from werkcentrum.core.models import AuditEvent

URL = "/api/v1/triages"
CASES = json.loads((Path(__file__).parent / "data" / "triage.json").read_text())
FACTS = {
    "audience": "resident", "municipality": "GM0153", "situation": "ww", "age": 45, "education": "mbo3",
    "themes": ["find_work"],
}  # fmt: skip


@pytest.fixture
def ask(client, front_door):
    """Send facts (or something else) and get the answer."""

    def send(facts=None, *, language="nl", content_type="application/json", **changes):
        body = facts if isinstance(facts, str | bytes) else json.dumps(FACTS | changes if facts is None else facts)
        return client.post(URL, body, content_type=content_type, headers={"Accept-Language": language})

    return send


def errors_of(response):
    """What is wrong, by field."""
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["title"]) == (400, "De vraag klopt niet")
    assert all({"field", "in", "code", "message"} <= set(error) for error in body["errors"])
    return {error["field"]: error for error in body["errors"]}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_worked_case_goes_to_the_desks_that_were_agreed(ask, case):
    answer = ask(case["facts"]).json()
    assert {name: answer[name] for name in case["expect"]} == case["expect"]


def test_the_answer_has_everything_and_the_day_of_the_first_answer(ask, freeze):
    freeze("2026-11-23 10:00")
    response = ask()
    assert response.status_code == 200
    answer = response.json()
    assert list(answer) == ["responsible", "desks", "level", "answerBy", "ruleSet", "reasons", "services"]
    assert (answer["responsible"], answer["desks"], answer["level"]) == ("uwv", ["uwv"], "basic")
    assert (answer["answerBy"], answer["ruleSet"]) == ("2026-11-26", 1)
    assert answer["reasons"][0]["rule"] == "responsible-uwv"
    assert response["Cache-Control"] == "no-store"


def test_holidays_do_not_count_for_the_day_of_the_first_answer(ask, freeze):
    freeze("2026-12-24 10:00")
    assert ask().json()["answerBy"] == "2026-12-30"


def test_reasons_and_services_are_in_the_language_that_was_asked_for(ask):
    dutch, english = ask(language="nl"), ask(language="en")
    assert (dutch["Content-Language"], english["Content-Language"]) == ("nl", "en")
    assert "uitkering" in dutch.json()["reasons"][0]["text"]
    assert "benefit" in english.json()["reasons"][0]["text"]
    assert [reason["rule"] for reason in dutch.json()["reasons"]] == [
        reason["rule"] for reason in english.json()["reasons"]
    ]
    assert dutch.json()["services"][0]["url"].startswith("http://localhost:8000/hulp-en-diensten/")
    assert english.json()["services"][0]["url"].startswith("http://localhost:8000/en/hulp-en-diensten/")


def test_services_fit_and_lead_to_their_page(ask, client):
    services = ask(municipality="GM0168", themes=["debts_income"]).json()["services"]
    assert 1 <= len(services) <= 5
    for found in services:
        service = Service.objects.get(pk=found["id"])
        assert found["name"] == service.name
        assert found["organization"] == service.organization.name
        assert client.get(found["url"].removeprefix("http://localhost:8000")).status_code == 200


def test_a_desk_that_stopped_is_not_named_and_the_front_desk_always_helps(ask):
    Organization.objects.filter(code="uwv").update(is_active=False)
    assert ask().json()["desks"] == ["werkcentrum"]


def test_employers_and_people_from_elsewhere_get_an_answer(ask):
    employer = ask({"audience": "employer", "municipality": "GM0141", "themes": ["find_staff"]}).json()
    assert (employer["responsible"], employer["desks"]) == ("wsp", ["wsp"])
    elsewhere = ask(municipality="outside").json()
    assert (elsewhere["responsible"], elsewhere["desks"]) == ("werkcentrum-other-region", ["werkcentrum"])


@pytest.mark.parametrize("themes", [[], None])
def test_no_theme_counts_as_other(ask, themes):
    assert ask(themes=themes).json()["desks"] == ["werkcentrum"]


def test_everything_that_is_wrong_is_told_at_once(ask):
    errors = errors_of(ask({"audience": "resident", "municipality": "GM0197", "age": "45", "themes": "x", "name": "A"}))
    assert {field: error["code"] for field, error in errors.items()} == {
        "municipality": "invalid",
        "situation": "missing",
        "age": "invalid",
        "education": "missing",
        "themes": "invalid",
        "name": "unknown",
    }
    assert errors["situation"]["allowed"] == list(SITUATIONS)
    assert errors["education"]["allowed"] == list(EDUCATIONS)
    assert errors["themes"]["allowed"] == list(RESIDENT_THEMES)
    assert errors["age"]["allowed"] == ["0-120"]
    assert "GM0153" in errors["municipality"]["allowed"]
    assert "outside" in errors["municipality"]["allowed"]
    assert errors["situation"]["message"] == "Dit gegeven ontbreekt."


def test_no_facts_at_all(ask):
    assert {field: error["code"] for field, error in errors_of(ask({})).items()} == {
        "audience": "missing",
        "municipality": "missing",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"audience": "robot"}, "audience"),
        ({"audience": ["resident"]}, "audience"),
        ({"audience": {"a": 1}}, "audience"),
        ({"municipality": 153}, "municipality"),
        ({"situation": "rich"}, "situation"),
        ({"situation": True}, "situation"),
        ({"age": -1}, "age"),
        ({"age": 121}, "age"),
        ({"age": True}, "age"),
        ({"age": 45.5}, "age"),
        ({"age": 10**30}, "age"),
        ({"education": ["hbo"]}, "education"),
        ({"themes": {"find_work": 1}}, "themes"),
        ({"themes": ["find_work", 7]}, "themes"),
        ({"themes": ["find_work", ["x"]]}, "themes"),
        ({"themes": ["find_staff"]}, "themes"),
        ({"bsn": "111222333"}, "bsn"),
    ],
)
def test_one_wrong_fact_is_named(ask, changes, field):
    assert list(errors_of(ask(**changes))) == [field]


def test_an_employer_has_no_age(ask):
    errors = errors_of(ask(audience="employer", themes=["find_staff"]))
    assert {field: error["code"] for field, error in errors.items()} == dict.fromkeys(
        ["situation", "age", "education"], "unknown"
    )


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "{",
        "[]",
        '"x"',
        "null",
        "{'a': 1}",
        '{"age": NaN}',
        b"\xff\xfe",
        "[" * 15_000,
        '{"age": ' + "9" * 9000 + "}",
    ],
)
def test_what_is_no_json_object_is_told(ask, body):
    errors = errors_of(ask(body))
    assert [error["code"] for error in errors.values()] == ["malformed"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_only_json_is_read(ask, content_type):
    assert ask("{}", content_type=content_type).status_code == 415


def test_a_json_body_with_a_character_set_is_read(ask):
    assert ask(content_type="application/json; charset=utf-8").status_code == 200


def test_a_large_body_is_refused(ask):
    assert ask(json.dumps(FACTS | {"text": "x" * 20_000})).status_code == 413


def test_nothing_is_stored_and_few_queries_are_made(ask):
    ask()
    tables = (Case, Client, IntakeDraft, AuditEvent, Session)
    before = [table.objects.count() for table in tables]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert ask().status_code == 200
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert len(queries) <= 4
    assert [table.objects.count() for table in tables] == before


def test_the_log_does_not_have_the_facts(ask, caplog):
    with caplog.at_level("DEBUG"):
        ask(themes=["debts_income"])
        ask(themes=["something secret"])
    assert "debts_income" not in caplog.text
    assert "secret" not in caplog.text


@override_settings(API_PER_MINUTE={"triages": 2, "reading": 600})
def test_one_address_asks_so_often_per_minute(ask, freeze):
    freeze("2026-03-10 09:00:50")
    assert [ask().status_code for _ in range(3)] == [200, 200, 429]
    assert ask()["Retry-After"] == "10"
    assert ask().json()["title"] == "Te veel vragen"
    freeze("2026-03-10 09:01:00")
    assert ask().status_code == 200


def test_a_problem_is_in_english_when_that_was_asked_for(ask):
    body = ask({}, language="en").json()
    assert body["title"] == "The request is not right"
    assert body["errors"][0]["message"] == "This fact is missing."
