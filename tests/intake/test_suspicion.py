"""What looks suspicious: pure, and nothing of it refuses."""

import pytest

from intake.rules.suspicion import Limits, Signals, fingerprint, links_in, suspicions

LIMITS = Limits(fewest_seconds=5, per_address=40, same_text=5)
USUAL = {"text": "Ik wil in de ouderenzorg gaan werken.", "seconds": 240.0}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"trap_filled": True}, ("trap",)),
        ({"seconds": 4.9}, ("too_fast",)),
        ({"seconds": 5.0}, ()),
        ({"seconds": None}, ()),
        ({"from_address": 40}, ()),
        ({"from_address": 41}, ("busy_address",)),
        ({"same_text": 5}, ()),
        ({"same_text": 6}, ("same_text",)),
        ({"text": "Deze vacature: https://a.example en deze opleiding: www.b.example"}, ()),
        ({"text": "https://a.example https://www.b.example www.c.example"}, ("links",)),
        ({"text": "[url=x] <a href=y> <A HREF=z>"}, ("links",)),
        ({"trap_filled": True, "seconds": 1.0, "same_text": 99}, ("trap", "too_fast", "same_text")),
    ],
)
def test_what_is_suspicious(changed, expected):
    assert suspicions(Signals(**USUAL | changed), LIMITS) == expected


def test_twenty_people_of_a_library_are_not_suspicious():
    assert not [n for n in range(1, 21) if suspicions(Signals(**USUAL, from_address=n), LIMITS)]


def test_a_text_is_the_same_whatever_its_capitals_and_blanks():
    text = "Wij helpen u aan bezoekers voor uw website, vraag een offerte!"
    assert fingerprint(text) == fingerprint(f"  {text.upper()}\r\n ") != ""
    assert fingerprint(text) != fingerprint(text.replace("bezoekers", "klanten"))


def test_what_many_people_write_is_not_counted_as_the_same():
    assert fingerprint("Ik zoek werk.") == ""


def test_one_address_is_counted_once():
    assert links_in("https://www.werk.example/vacature") == 1
