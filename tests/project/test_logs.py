import io
import json
import logging
import logging.config

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory

from werkcentrum import log
from werkcentrum.middleware import RequestLogMiddleware


@pytest.fixture
def lines():
    """What the portal's own logging writes, as JSON objects."""
    stream = io.StringIO()
    config = log.configure("json", "INFO")
    config["handlers"]["stream"]["stream"] = stream
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], root.level = before


def test_a_request_is_one_line_with_its_id_and_without_its_query(lines):
    request = RequestFactory().get("/werkvoorraad/", {"q": "Jansen"}, REMOTE_ADDR="203.0.113.7")
    request.META["HTTP_USER_AGENT"] = "Fancy/1.0"
    response = RequestLogMiddleware(lambda _: HttpResponse())(request)
    (line,) = lines()
    assert line["event"] == "request_finished"
    assert line["request"] == "GET /werkvoorraad/"
    assert line["code"] == 200
    assert line["request_id"] == response["X-Request-ID"]
    text = json.dumps(line)
    assert not [secret for secret in ("Jansen", "203.0.113.7", "Fancy") if secret in text]


def test_lines_of_libraries_get_the_same_form_and_id(lines):
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        logging.getLogger("some.library").warning("sent to %s", "petra@example.nl")
    (line,) = lines()
    assert line["event"] == "sent to <email>"
    assert line["request_id"] == "abc"
    assert line["level"] == "warning"


def test_a_traceback_is_scrubbed_too(lines):
    error = ValueError("duplicate\nDETAIL:  Key (name)=(Petra) already exists.\nfor petra@example.nl")
    structlog.get_logger("x").error("failed", exc_info=error)
    (line,) = lines()
    assert "ValueError" in line["exception"]
    assert "petra" not in json.dumps(line).lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail to A.B-c+d@sub.example.nl.", "mail to <email>."),
        ("from 203.0.113.7 port 1", "from <ip> port 1"),
        ("at http://127.0.0.1:8000", "at http://127.0.0.1:8000"),
        ("call 06 12 34 56 78 or +31612345678", "call <phone> or <phone>"),
        ("GET /zoek/?q=Jan&x=1 done", "GET /zoek/?<query> done"),
        ("/account/key/MTI-c8x9k2-0123456789abcdef0123456789abcdef/", "/account/key/<key>/"),
        ("case WT-2026-000123, 45 cents", "case WT-2026-000123, 45 cents"),
        ({"to": ["a@b.nl"], "n": 3}, {"to": ["<email>"], "n": 3}),
    ],
)
def test_personal_data_is_replaced(text, expected):
    assert log.scrub(text) == expected


def test_sentry_gets_no_person_and_no_form():
    event = {
        "request": {"method": "POST", "url": "https://x/y?q=Jan", "data": {"name": "Jan"}, "cookies": "a"},
        "user": {"email": "a@b.nl"},
        "message": "for a@b.nl",
    }
    assert log.scrub_sentry(event, {}) == {
        "request": {"method": "POST", "url": "https://x/y?<query>"},
        "message": "for <email>",
    }
