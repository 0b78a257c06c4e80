"""Production refuses to start when it would be unsafe: asked of real processes, as an operator would see it."""

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "werkcentrum.settings.production",
    "SECRET_KEY": "5f0b4c1e9a7d4f6c8b2e1d3a6f9c7e5b4a8d2c6f1e9b7a5d3c8f",
    "ALLOWED_HOSTS": "werkcentrum.example",
    "BASE_URL": "https://werkcentrum.example",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "Werkcentrum <geen-antwoord@werkcentrum.example>",
}
PRINT = "from django.conf import settings; print(settings.{})"


def manage(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **PRODUCTION}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_the_deployment_check_without_a_remark():
    done = manage("check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("value", ["1", "true", "yes", "on"])
def test_production_refuses_to_start_with_the_demo(value):
    done = manage("check", DEMO=value)
    assert done.returncode == 1
    assert "DEMO=1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_production_names_every_missing_secret_in_one_line():
    done = manage("check", SECRET_KEY=None, DATABASE_URL="  ", REDIS_URL=None)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Werkcentrum does not start: missing in the environment: SECRET_KEY, DATABASE_URL, REDIS_URL."
    ]


def test_the_web_server_refuses_too_and_does_not_try_again():
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, "DEMO": "1", "PORT": "0"}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert "DEMO=1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("SECRET_KEY", "short", "SECRET_KEY"), ("BASE_URL", "http://werkcentrum.example", "BASE_URL")],
)
def test_production_refuses_a_weak_setting(name, value, says):
    done = manage("check", **{name: value})
    assert done.returncode == 1
    assert says in done.stderr


def test_cookies_are_bound_to_the_host_and_to_tls():
    names = [f"{cookie}_COOKIE_{part}" for cookie in ("SESSION", "CSRF", "LANGUAGE") for part in ("NAME", "SECURE")]
    done = manage("shell", "-v0", "-c", ";".join(PRINT.format(name) for name in names))
    assert done.stdout.split() == ["__Host-sessionid", "True", "__Host-csrftoken", "True", "__Host-language", "True"]


def test_letters_go_to_an_object_store_when_one_is_configured():
    done = manage("shell", "-v0", "-c", PRINT.format("STORAGES['default']['BACKEND']"), S3_BUCKET="letters")
    assert done.stdout == "storages.backends.s3.S3Storage\n"


def test_a_database_password_is_never_in_the_refusal():
    done = manage("check", DEMO="1", DATABASE_URL="postgres://portal:hunter2@db/portal")
    assert "hunter2" not in done.stderr


def test_sentry_is_told_nothing_about_people():
    code = "import sentry_sdk; options = sentry_sdk.get_client().options; print(options['{}'])"
    for option, value in {"send_default_pii": "False", "max_request_body_size": "never"}.items():
        done = manage("shell", "-v0", "-c", code.format(option), SENTRY_DSN="http://key@127.0.0.1:1/1")
        assert done.stdout == f"{value}\n"
