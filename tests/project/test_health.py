import json

import pytest
from django.db import connection
from django.test import override_settings

from werkcentrum import health

pytestmark = pytest.mark.django_db

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _forget_migrations():
    health._migrations_applied.cache_clear()
    yield
    health._migrations_applied.cache_clear()


def test_live_needs_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert response.status_code == 200


def test_ready_when_everything_is_there(client):
    response = client.get("/health/ready")
    assert response.json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "redis": "ok", "broker": "ok"},
    }
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_redis(client, settings):
    unreachable = {"default": {**settings.CACHES["default"], "LOCATION": NOWHERE}}
    with override_settings(CACHES=unreachable):
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["redis"] == "failing"
    assert response.json()["checks"]["database"] == "ok"


def test_not_ready_without_broker(client, monkeypatch):
    monkeypatch.setattr(health.celery, "connection_for_write", lambda **_: health.celery.connection(NOWHERE))
    monkeypatch.setattr(health, "BROKER_SECONDS", 0.1)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["broker"] == "failing"


def test_not_ready_while_a_migration_waits(client):
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'directory'")
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert [name for name, result in response.json()["checks"].items() if result != "ok"] == ["migrations"]


def test_not_ready_without_a_database_and_says_no_more_than_that(client, monkeypatch):
    def unreachable():
        raise OSError("connection to postgres://portal:hunter2@db failed")

    monkeypatch.setitem(health.CHECKS, "database", unreachable)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failing"
    assert "hunter2" not in json.dumps(response.json())


def test_only_reading_is_allowed(client):
    assert client.post("/health/ready").status_code == 405


def test_security_txt_says_where_to_report(client, settings, freeze):
    freeze("2026-03-10 09:00")
    settings.SECURITY_CONTACT = "mailto:security@example.nl"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@example.nl\n" in text
    assert "Expires: 2026-09-06T08:00:00+00:00\n" in text


def test_every_answer_forbids_camera_and_location(client):
    policy = client.get("/health/live")["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy
