"""The walk-in screen: who waits, since when, for whom, with whom; hours and figures; who may see it."""

import datetime
import re

import pytest

from advisors.models import WalkIn
from advisors.services import finish_walk_in, link_walk_in, put_back, register_walk_in, take_walk_in
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from tests.factories.directory import ClosedDayFactory, LocationFactory, TeamFactory
from werkcentrum.core.errors import NotAllowed

pytestmark = pytest.mark.django_db
URL = "/inloop/enschede/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def without_tokens(response) -> str:
    """The page without the tokens of its forms, which differ per answer."""
    return re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", text(response))


def names(response, part: str) -> list[str]:
    """Who is in a part of the screen, in order: mine, waiting, with_colleagues or over."""
    return [visitor.name for visitor in getattr(response.context["day"], part)]


# --- the screen --------------------------------------------------------------------------------------------------


def test_the_screen_says_who_waits_since_when_for_whom_and_who_is_with_whom(staff, arrive, at, marieke, tom):
    at("9:30")
    with_tom = arrive("Henk")
    at("9:35")
    take_walk_in(walk_in_id=with_tom.pk, by=tom)
    arrive("Iris", "Scholingscheque", for_user=marieke)
    at("9:50")
    arrive("", "Sollicitatiebrief", for_user=tom)
    at("10:00")
    response = staff.get(URL)
    assert names(response, "waiting") == ["Iris", "Bezoeker 3"]
    assert names(response, "with_colleagues") == ["Henk"]
    page = text(response)
    assert "25 minuten</strong>, langer dan wij willen" in page
    assert "wacht sinds 9.35 uur" in page
    assert "10 minuten</strong></p>" in page
    assert "Vraagt naar u" in page
    assert "Vraagt naar Tom Oude Avenhuis" in page
    assert "Bij Tom Oude Avenhuis sinds 9.35 uur" in page


def test_the_figures_count_waiting_longest_average_and_helped(staff, arrive, at, marieke):
    at("9:00")
    first, second = arrive("A"), arrive("B")
    at("9:10")
    take_walk_in(walk_in_id=first.pk, by=marieke)
    at("9:21")
    take_walk_in(walk_in_id=second.pk, by=marieke)
    finish_walk_in(walk_in_id=second.pk, outcome="helped", by=marieke)
    arrive("C")
    at("9:29")
    page = text(staff.get(URL))
    assert "<dt>Wachten</dt><dd>1</dd>" in page
    assert "<dt>Langste wacht nu</dt><dd>8 minuten</dd>" in page
    assert "<dt>Gemiddeld gewacht</dt><dd>16 minuten</dd>" in page  # 10 and 21
    assert "<dt>Geholpen</dt><dd>1</dd>" in page


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("10:00", ["Nu open", "tot 17.00 uur"]),
        ("8:30", ["Nu dicht", "weer open vandaag om 9.00 uur", "Staat er toch iemand aan de balie?"]),
        ("17:00", ["Nu dicht", "weer open morgen om 9.00 uur"]),
    ],
)
def test_the_heading_says_until_when_it_is_open_or_when_it_opens(staff, at, time, words):
    at(time)
    page = text(staff.get(URL))
    assert "Dinsdag 14 april" in page
    for word in words:
        assert word in page


def test_a_closed_day_is_said_with_its_reason_and_somebody_can_still_be_put_in_the_queue(staff, at):
    ClosedDayFactory(date=datetime.date(2026, 4, 14), reason="Studiedag")
    ClosedDayFactory(date=datetime.date(2026, 5, 12), reason="Verhuizing")
    page = text(staff.get(URL))
    assert "weer open morgen om 9.00 uur</span> <span>(Studiedag)" in page
    assert "dicht: Studiedag" in page
    assert "dinsdag 12 mei: Verhuizing" in page
    staff.post(URL, {"name": "Iris", "about": "Scholingscheque"})
    assert names(staff.get(URL), "waiting") == ["Iris"]


def test_an_empty_day_says_what_to_do(staff, at):
    assert "Er is vandaag nog niemand binnengelopen" in text(staff.get(URL))


def test_a_quiet_moment_is_not_an_empty_day(staff, arrive, at, marieke):
    take_walk_in(walk_in_id=arrive("Iris").pk, by=marieke)
    page = text(staff.get(URL))
    assert "Er wacht niemand" in page
    assert "nog niemand binnengelopen" not in page


def test_the_first_who_may_be_helped_by_me_has_the_big_button(staff, arrive, at, tom):
    arrive("Voor Tom", for_user=tom)
    arrive("Voor iedereen")
    assert staff.get(URL).context["day"].first.name == "Voor iedereen"
    assert text(staff.get(URL)).count("utrecht-button--primary-action") == 1


def test_htmx_gets_the_same_queue_as_a_reload(staff, arrive, at, marieke, tom):
    arrive("Wacht")
    take_walk_in(walk_in_id=arrive("Bij mij").pk, by=marieke)
    take_walk_in(walk_in_id=arrive("Bij Tom").pk, by=tom)
    finish_walk_in(walk_in_id=arrive("Weg").pk, outcome="left", by=tom)
    whole = without_tokens(staff.get(URL))
    fragment = without_tokens(staff.get(URL, headers={"HX-Request": "true"}))
    queue, opening, now = fragment.partition('<div class="wc-counter__now" id="walk-in-now" hx-swap-oob="true">')
    assert opening
    assert "Bij mij" in queue
    assert queue.strip() in whole
    assert now.removesuffix("</div>").strip() in whole


def test_the_queue_refreshes_itself_and_has_a_link_for_who_has_no_javascript(staff, at):
    page = text(staff.get(URL))
    assert f'data-refresh hx-get="{URL}" hx-trigger="every 15s"' in page
    assert f'<a class="utrecht-link" href="{URL}">Verversen</a>' in page


def test_a_page_that_refreshes_itself_does_not_keep_a_session_alive(at, staff, settings):
    settings.SESSION_LIMITS = {kind: {"idle": 3600, "absolute": 36000} for kind in ("staff", "resident")}
    staff.get(URL)
    refresh = {"headers": {"HX-Request": "true", "X-Refresh": "1"}}
    for time in ("10:20", "10:40", "11:00"):
        at(time)
        assert staff.get(URL, **refresh).status_code == 200
    at("11:01")
    answer = staff.get(URL, **refresh)
    assert "/account/inloggen/" in answer.headers["HX-Redirect"]


def test_the_number_of_queries_does_not_grow_with_the_visitors(staff, arrive, at, tom, django_assert_num_queries):
    def many(number: int) -> None:
        for _each in range(number):
            arrive("Wacht", for_user=tom)
            take_walk_in(walk_in_id=arrive("Bij Tom").pk, by=tom)
            done = arrive("Klaar")
            take_walk_in(walk_in_id=done.pk, by=tom)
            finish_walk_in(walk_in_id=done.pk, outcome="helped", by=tom)
            link_walk_in(walk_in_id=done.pk, case_id=CaseFactory().pk, by=tom)

    many(1)
    staff.get(URL)
    with django_assert_num_queries(10):
        staff.get(URL)
    many(6)
    with django_assert_num_queries(10):
        assert len(staff.get(URL).context["day"].visitors) == 21


def test_other_locations_and_other_days_are_not_in_the_queue(staff, arrive, at, marieke):
    elsewhere = LocationFactory(slug="hengelo")
    register_walk_in(location_id=elsewhere.pk, name="In Hengelo", by=marieke)
    at("16:00", "2026-04-13")
    arrive("Gisteren")
    at("10:00")
    arrive("Hier")
    assert names(staff.get(URL), "waiting") == ["Hier"]


def test_an_earlier_day_can_be_read_and_not_changed(staff, arrive, at, marieke):
    at("16:00", "2026-04-13")
    visit = arrive("Gisteren", "Beroepentest")
    at("16:12", "2026-04-13")
    take_walk_in(walk_in_id=visit.pk, by=marieke)
    finish_walk_in(walk_in_id=visit.pk, outcome="helped", by=marieke)
    at("10:00")
    page = text(staff.get(URL, {"dag": "2026-04-13"}))
    for word in ("Maandag 13 april", "Gisteren", "Beroepentest", "wachtte 12 minuten", "Geholpen door Marieke"):
        assert word in page
    assert "Zet in de rij" not in page
    assert 'name="act"' not in page
    assert "hx-trigger" not in page


@pytest.mark.parametrize("day", ["2026-04-06", "2026-04-15", "gisteren", ""])
def test_a_day_outside_the_last_week_is_today(staff, arrive, at, day):
    arrive("Vandaag")
    response = staff.get(URL, {"dag": day})
    assert response.context["is_today"]
    assert names(response, "waiting") == ["Vandaag"]


# --- choosing the location ---------------------------------------------------------------------------------------


def test_the_location_of_my_team_opens_at_once_and_another_one_can_be_chosen(client, location):
    LocationFactory(slug="hengelo")
    user = UserFactory(advisor=True, team=TeamFactory(location=location))
    client.force_login(user)
    assert client.get("/inloop/").url == URL
    page = text(client.get("/inloop/?kies=1"))
    assert "/inloop/hengelo/" in page


def test_who_has_no_team_with_a_location_chooses_and_sees_where_people_wait(staff, arrive, at):
    LocationFactory(slug="hengelo", name="Werkcentrum Hengelo")
    arrive()
    arrive()
    page = text(staff.get("/inloop/"))
    assert "Op welke locatie bent u?" in page
    assert "Er wachten 2 bezoekers" in page
    assert "Er wacht niemand" in page


def test_a_location_by_appointment_has_no_screen(staff):
    LocationFactory(slug="alleen-op-afspraak", is_walk_in=False)
    assert staff.get("/inloop/alleen-op-afspraak/").status_code == 404


# --- who may -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["partner", "fund_officer", "fund_manager", "controller", "analyst", "admin", None])
def test_only_who_handles_cases_sees_visitors(client, arrive, role):
    visit = arrive("Iris")
    client.force_login(UserFactory(**({role: True} if role else {})))
    for url in ("/inloop/", URL, f"{URL}{visit.pk}/zaak/"):
        assert client.get(url).status_code == 404
    assert client.post(URL, {"about": "x"}).status_code == 404
    assert client.post(f"{URL}{visit.pk}/", {"act": "helpen"}).status_code == 404
    visit.refresh_from_db()
    assert visit.status == "waiting"
    assert WalkIn.objects.count() == 1


def test_a_coordinator_sees_them_too(client, arrive, location):
    arrive("Iris")
    client.force_login(UserFactory(coordinator=True))
    assert names(client.get(URL), "waiting") == ["Iris"]


def test_the_services_ask_for_the_role_themselves(arrive, location):
    visit, partner = arrive("Iris"), UserFactory(partner=True)
    for act in (
        lambda: register_walk_in(location_id=location.pk, by=partner),
        lambda: take_walk_in(walk_in_id=visit.pk, by=partner),
        lambda: put_back(walk_in_id=visit.pk, by=partner),
        lambda: finish_walk_in(walk_in_id=visit.pk, outcome="left", by=partner),
        lambda: link_walk_in(walk_in_id=visit.pk, case_id=CaseFactory().pk, by=partner),
    ):
        with pytest.raises(NotAllowed):
            act()
