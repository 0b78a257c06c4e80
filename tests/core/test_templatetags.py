"""The tags and filters of the look: what people read."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from werkcentrum.core.templatetags import wc

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def _tuesday(time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 10, 14, 12, tzinfo=AMSTERDAM), tick=False)


def render(source: str, **context: object) -> str:
    request = RequestFactory().get(context.pop("path", "/"))
    return Template("{% load wc %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("cents", "full", "rounded"),
    [
        (0, "€ 0,00", "€ 0"),
        (5, "€ 0,05", "€ 0,05"),
        (170_000, "€ 1.700,00", "€ 1.700"),
        (170_050, "€ 1.700,50", "€ 1.700,50"),
        (375_000_000, "€ 3.750.000,00", "€ 3.750.000"),
        (-2_500, "-€ 25,00", "-€ 25"),
        (None, "", ""),
    ],
)
def test_amounts_are_written_the_dutch_way_with_a_space_that_does_not_break(cents, full, rounded):
    assert wc.euro(cents).replace(NBSP, " ") == full
    assert wc.euro_round(cents).replace(NBSP, " ") == rounded
    if cents is not None:
        assert NBSP in wc.euro(cents)


@pytest.mark.parametrize(
    ("date", "day", "short", "relative"),
    [
        (datetime.date(2026, 3, 13), "vrijdag 13 maart", "vr 13 mrt", "vrijdag 13 maart"),
        (datetime.date(2026, 3, 10), "dinsdag 10 maart", "di 10 mrt", "vandaag"),
        (datetime.date(2026, 3, 11), "woensdag 11 maart", "wo 11 mrt", "morgen"),
        (datetime.date(2026, 3, 9), "maandag 9 maart", "ma 9 mrt", "gisteren"),
        (datetime.date(2027, 1, 29), "vrijdag 29 januari 2027", "vr 29 jan 2027", "vrijdag 29 januari 2027"),
        (datetime.date(2026, 11, 2), "maandag 2 november", "ma 2 nov", "maandag 2 november"),
    ],
)
@pytest.mark.usefixtures("_tuesday")
def test_days_are_named_and_carry_the_year_only_when_it_is_another(date, day, short, relative):
    assert wc.day(date) == day
    assert wc.day_short(date) == short
    assert wc.day_relative(date) == relative


@pytest.mark.usefixtures("_tuesday")
def test_times_are_local_and_end_on_uur():
    moment = datetime.datetime(2026, 3, 10, 13, 5, tzinfo=datetime.UTC)
    assert wc.time(moment) == "14.05 uur"
    assert wc.clock(moment) == "14.05"
    assert wc.daytime(moment) == "dinsdag 10 maart, 14.05 uur"
    assert wc.time(datetime.time(9)) == "9.00 uur"
    with translation.override("en"):
        assert wc.daytime(moment) == "Tuesday 10 March, 14:05"


@pytest.mark.usefixtures("_tuesday")
def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_here():
    late = datetime.datetime(2026, 3, 10, 23, 30, tzinfo=datetime.UTC)
    assert wc.day_relative(late) == "morgen"
    assert wc.day(late) == "woensdag 11 maart"
    assert timezone.localdate() == datetime.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-09-01", "2027-01-29", "1 september 2026 tot en met 29 januari 2027"),
        ("2026-03-28", "2026-04-02", "28 maart tot en met 2 april 2026"),
        ("2026-03-28", "2026-03-28", "28 maart 2026"),
        ("2026-03-28", None, "28 maart 2026"),
        (None, None, ""),
    ],
)
def test_a_range_names_the_year_once(start, end, text):
    first, last = (datetime.date.fromisoformat(date) if date else None for date in (start, end))
    assert wc.daterange(first, last) == text


@pytest.mark.parametrize("missing", [None, ""])
@pytest.mark.parametrize("name", ["day", "day_short", "day_relative", "date_long", "time", "clock", "daytime"])
def test_a_date_that_is_not_there_shows_nothing(name, missing):
    assert getattr(wc, name)(missing) == ""


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(145_000, 340_000, "42.6%"), (1, 3, "33.3%"), (3, 3, "100%"), (5, 3, "100%"), (-1, 3, "0%"), (1, 0, "0%")],
)
def test_widths_in_drawings_have_a_point_also_in_dutch(part, whole, text):
    assert wc.svg_percent(part, whole) == text


@pytest.mark.parametrize("state", ["now", "wait", "done", "attention", "late", "neutral"])
def test_a_status_has_a_word_and_an_icon_besides_its_colour(state):
    badge = wc.status(state, "Wacht op <UWV>")
    assert "Wacht op &lt;UWV&gt;" in badge
    assert "icons.svg#i-" in badge
    assert 'aria-hidden="true"' in badge
    assert "wc-status--plain" not in badge
    assert "wc-status--plain" in wc.status(state, "Afspraak", plain=True, symbol="calendar")


def test_an_unknown_status_is_a_mistake_of_ours_and_says_so():
    with pytest.raises(KeyError):
        wc.status("green", "Klaar")


def test_an_icon_is_hidden_unless_it_is_the_only_name_of_something():
    assert 'aria-hidden="true"' in wc.icon("lock")
    assert 'role="img" aria-label="Niet gedeeld"' in wc.icon("lock", label="Niet gedeeld")


def test_the_other_language_is_the_same_page_with_the_same_question():
    links = wc.language_links({"request": RequestFactory().get("/componenten/?page=2")})
    assert [(link["code"], link["name"], link["url"], link["current"]) for link in links] == [
        ("nl", "Nederlands", "/componenten/?page=2", True),
        ("en", "English", "/en/componenten/?page=2", False),
    ]


def test_the_pages_of_a_list_keep_the_rest_of_the_address():
    html = render("{% page_link 3 %}", path="/werkvoorraad/?onderwerp=opleiding&page=2&gemeente=0141")
    assert html.replace("&amp;", "&") == "?onderwerp=opleiding&page=3&gemeente=0141"


def test_the_amounts_bar_puts_the_parts_behind_each_other():
    parts = [
        {"label": "Werkgever", "cents": 240_000, "colour": "2"},
        {"label": "Niets", "cents": 0, "colour": "3"},
        {"label": "Cheque", "cents": 250_000, "colour": "1"},
        {"label": "Ontbreekt", "cents": 110_000, "colour": "gap"},
    ]
    bars = wc.amount_bar(parts, 600_000)
    assert [(bar["colour"], bar["x"], bar["width"]) for bar in bars] == [
        ("2", "0%", "40%"),
        ("1", "40%", "41.7%"),
        ("gap", "81.7%", "18.3%"),
    ]
