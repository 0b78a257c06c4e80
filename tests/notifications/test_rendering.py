"""What readers get: their language, a text and an HTML part, and no links but ours."""

import re

import pytest
from django.conf import settings

from notifications import checks
from notifications.rendering import BadMessage, one_line, render, to_html

MARK = "\ue000test\ue001"


def test_a_reader_gets_the_text_in_their_language():
    assert render("notifications/test", language="nl", context={"name": "", "note": ""}).subject.startswith("Proef")
    assert render("notifications/test", language="en", context={"name": "", "note": ""}).subject.startswith("Test")


def test_a_language_that_we_do_not_have_becomes_dutch():
    rendered = render("notifications/test", language="de", context={"name": "", "note": ""})
    assert rendered.language == "nl"
    assert '<html lang="nl">' in rendered.html


def test_every_message_has_a_text_in_dutch_and_in_english():
    assert list(checks.every_message_in_every_language(None)) == []
    assert "notifications/test" in checks.message_kinds()


def test_the_check_says_which_text_is_missing(tmp_path, settings):
    folder = tmp_path / "templates" / "intake" / "messages"
    folder.mkdir(parents=True)
    (folder / "receipt.nl.txt").write_text("Subject: x\n\ny")
    settings.BASE_DIR = tmp_path
    (error,) = checks.every_message_in_every_language(None)
    assert "'intake/receipt' has no text in 'en'" in error.msg


def test_what_people_typed_is_escaped_in_html_and_literal_in_the_text():
    note = '<script>alert("hoi")</script> & <b>dik</b>'
    rendered = render("notifications/test", language="nl", context={"name": "Sanne & Co", "note": note})
    assert note in rendered.text
    assert "Beste Sanne & Co," in rendered.text
    assert "<script" not in rendered.html
    assert "&lt;b&gt;dik&lt;/b&gt;" in rendered.html


@pytest.mark.parametrize(
    "typed",
    [
        "https://evil.example/login",
        "http://evil.example",
        "www.evil.example",
        "HTTPS://EVIL.example/",
        "evil.example/pay",
    ],
)
def test_an_address_that_people_typed_does_not_become_a_link(typed: str):
    rendered = render("notifications/test", language="nl", context={"name": "", "note": f"Kijk op {typed} snel"})
    for part in (rendered.text, rendered.html):
        assert typed not in part, "mail programs would make a link of it"
        assert typed in part.replace("\u200b", ""), "people still read what was typed"
    assert all(link.startswith(f"{settings.BASE_URL}/") for link in re.findall(r'href="([^"]*)"', rendered.html))


def test_not_even_our_own_address_becomes_a_link_when_somebody_typed_it():
    note = f"Ga naar {settings.BASE_URL}/account/logout/"
    rendered = render("notifications/test", language="nl", context={"name": "", "note": note})
    assert note in rendered.text
    assert f'href="{settings.BASE_URL}/account/logout/"' not in rendered.html


def test_a_line_with_a_label_and_our_address_is_a_button():
    html = to_html(f"Bekijk uw vraag: {MARK}/mijn/", MARK)
    assert f'href="{settings.BASE_URL}/mijn/"' in html
    assert ">Bekijk uw vraag</a>" in html


def test_an_address_inside_a_sentence_is_a_link_without_the_full_stop():
    html = to_html(f"Kijk op {MARK}/mijn/.", MARK)
    assert f'<a href="{settings.BASE_URL}/mijn/"' in html
    assert html.endswith("</a>.</p>")


def test_lines_with_a_dash_are_a_list_between_paragraphs():
    html = to_html("Dit gebeurt er:\n- wij bellen u\n- u komt langs\nTot ziens", MARK)
    assert re.sub(r' style="[^"]*"', "", html) == (
        "<p>Dit gebeurt er:</p>\n<ul><li>wij bellen u</li><li>u komt langs</li></ul>\n<p>Tot ziens</p>"
    )


def test_a_line_break_that_people_typed_stays():
    assert "Regel een<br>Regel twee" in to_html("Regel een\nRegel twee", MARK)


def test_a_subject_is_one_line():
    assert one_line("Hallo\r\nBcc: iedereen\u2028x\x00") == "Hallo Bcc: iedereen x"


def test_a_text_without_subject_is_refused(tmp_path, settings):
    folder = tmp_path / "intake" / "messages"
    folder.mkdir(parents=True)
    (folder / "bad.nl.txt").write_text("Hallo\n\nx")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.TEMPLATES = templates
    with pytest.raises(BadMessage):
        render("intake/bad", language="nl", context={})
