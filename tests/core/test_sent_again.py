"""A form that came too late comes back with everything that was typed; but never for another site, never a secret."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.strict import StrictClient

pytestmark = pytest.mark.django_db

PATH = "/vraag/uw-vraag/"
HERE = {"HTTP_ORIGIN": "http://testserver"}
WORDS = 'Ik zoek werk.\nIn de zorg & <b>"thuis"</b>, want dat past het beste bij mij en mijn gezin.'
TYPED = {"voor": "inwoner", "question": WORDS, "themes": ["training", "find_work"], "csrfmiddlewaretoken": "old"}


@pytest.fixture
def late():
    """A browser that Django asks for a CSRF token."""
    return StrictClient(enforce_csrf_checks=True)


def hidden_of(page):
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)


def test_everything_that_was_typed_comes_back_and_can_be_sent_with_one_click(late):
    response = late.post(f"{PATH}?terug=controleren", TYPED, **HERE)
    assert response.status_code == 403
    page = response.content.decode()
    assert f'action="{PATH}?terug=controleren"' in page
    assert "Opnieuw versturen" in page
    assert [name for name, _value in hidden_of(page) if name != "csrfmiddlewaretoken"] == [
        "voor",
        "question",
        "themes",
        "themes",
    ]
    assert "&lt;b&gt;&quot;thuis&quot;&lt;/b&gt;" in page
    assert "<b>" not in page.split("<main", 1)[1].split("</form>")[0]
    fields = response.context
    again = {"csrfmiddlewaretoken": str(fields["csrf_token"])}
    for name, value in fields["values"]:
        again.setdefault(name, []).append(value) if name != "voor" else again.update(voor=value)
    assert late.post(PATH, again, **HERE).status_code == 302


def test_a_long_text_is_shown_so_that_nobody_fears_it_is_gone(late):
    page = late.post(PATH, TYPED, **HERE).content.decode()
    assert "Dit heeft u geschreven" in page
    assert "In de zorg &amp;" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_REFERER": "https://evil.example/vraag/"},
        {},
    ],
)
def test_words_of_another_site_are_not_sent_with_our_button(late, headers):
    response = late.post(PATH, TYPED, **headers)
    assert response.status_code == 403
    assert response.context["values"] == []
    assert "Kopieer een lange tekst eerst" in response.content.decode()
    assert "gezin" not in response.content.decode()


@pytest.mark.parametrize("headers", [{"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_REFERER": "http://testserver/"}])
def test_older_browsers_say_it_in_another_way(late, headers):
    assert late.post(PATH, TYPED, **headers).context["values"]


@pytest.mark.parametrize("name", ["password", "old_password", "code", "client_secret"])
def test_a_form_with_a_secret_is_filled_in_again(late, name):
    response = late.post("/account/", {"email": "a@example.org", name: "geheim123"}, **HERE)
    assert response.context["values"] == []
    assert "geheim123" not in response.content.decode()


def test_a_postcode_is_no_secret(late):
    assert ("postcode", "7571") in late.post("/vraag/plaats/", {"postcode": "7571"}, **HERE).context["values"]


def test_a_file_is_asked_for_again(late):
    given = {"note": "Iets", "file": SimpleUploadedFile("a.pdf", b"x")}
    response = late.post(PATH, given, **HERE)
    assert response.context["values"] == [("note", "Iets")]
    assert "Een bestand kunnen wij niet bewaren" in response.content.decode()


def test_the_page_is_not_kept_by_the_browser(late):
    assert "no-store" in late.post(PATH, TYPED, **HERE).headers["Cache-Control"]
