"""What happens with a visitor: helped by one person, back in the queue, gone, linked to a case; and wiped."""

import pytest

from advisors.models import WalkIn
from advisors.periodic import tidy_walk_ins
from advisors.services import finish_walk_in, link_walk_in, put_back, take_walk_in, wipe_walk_in_names
from tests.factories.advisors import CaseFactory
from tests.factories.directory import LocationFactory
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db
URL = "/inloop/enschede/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def press(staff):
    """Press one of the buttons beside a visitor, and see the screen."""

    def go(visit: WalkIn, act: str):
        return staff.post(f"{URL}{visit.pk}/", {"act": act}, follow=True)

    return go


@pytest.fixture
def visit(arrive, at):
    """Iris came in at ten."""
    return arrive("Iris")


def test_helping_somebody_moves_the_visitor_to_me(press, arrive, at, marieke):
    visit = arrive("Iris")
    at("10:12")
    answer = press(visit, "helpen")
    [visitor] = answer.context["day"].mine
    assert (visitor.name, visitor.waited) == ("Iris", 12)
    assert "Bij u sinds 10.12 uur" in text(answer)
    assert AuditEvent.objects.get(action="advisors.walkin.taken").actor == marieke


def test_helping_the_same_visitor_twice_is_once(press, arrive, at):
    visit = arrive("Iris")
    press(visit, "helpen")
    answer = press(visit, "helpen")
    assert len(answer.context["day"].mine) == 1
    assert AuditEvent.objects.filter(action="advisors.walkin.taken").count() == 1


def test_the_second_who_wants_to_help_is_told_who_was_first(press, arrive, tom, at):
    visit = arrive("Iris")
    take_walk_in(walk_in_id=visit.pk, by=tom)
    answer = press(visit, "helpen")
    assert "Tom Oude Avenhuis helpt deze bezoeker al." in text(answer)
    visit.refresh_from_db()
    assert visit.taken_by == tom


def test_a_visitor_can_go_back_to_the_queue_and_has_waited_since_arrival(press, arrive, at):
    visit = arrive("Iris")
    at("10:05")
    press(visit, "helpen")
    at("10:20")
    answer = press(visit, "wachten")
    [visitor] = answer.context["day"].waiting
    assert visitor.waited == 20
    assert visitor.visit.taken_by is None


def test_who_seemed_to_have_left_can_wait_after_all(press, arrive, at):
    visit = arrive("Iris")
    assert "Klaar vandaag: 1 bezoeker" in text(press(visit, "weg"))
    answer = press(visit, "wachten")
    assert [visitor.name for visitor in answer.context["day"].waiting] == ["Iris"]


def test_after_helping_the_screen_asks_what_still_has_to_be_kept(press, arrive, at, marieke):
    visit, case = arrive("Iris"), CaseFactory()
    press(visit, "helpen")
    at("10:25")
    page = text(press(visit, "geholpen"))
    assert "Iris is geholpen" in page
    assert "Dan hoort er een zaak bij." in page
    assert f'href="{URL}{visit.pk}/zaak/"' in page
    link_walk_in(walk_in_id=visit.pk, case_id=case.pk, by=marieke)


def test_with_a_case_the_talk_can_be_recorded_with_kind_and_minutes_filled_in(press, staff, arrive, at, marieke):
    visit, case = arrive("Iris"), CaseFactory()
    press(visit, "helpen")
    link_walk_in(walk_in_id=visit.pk, case_id=case.pk, by=marieke)
    at("10:25")
    contact = f"/zaken/{case.reference}/contact/?soort=walk_in&minuten=25"
    assert contact.replace("&", "&amp;") in text(press(visit, "geholpen"))
    form = staff.get(contact).context["form"]
    assert (form["kind"].value(), form["minutes"].value()) == ("walk_in", "25")


def test_nobody_is_helped_without_a_helper(press, arrive, at):
    visit = arrive("Iris")
    assert "Nog niemand helpt deze bezoeker." in text(press(visit, "geholpen"))
    visit.refresh_from_db()
    assert visit.status == "waiting"


@pytest.mark.parametrize(
    ("end", "act"),
    [("helped", "helpen"), ("helped", "wachten"), ("helped", "weg"), ("left", "helpen"), ("left", "geholpen")],
)
def test_what_a_colleague_ended_meanwhile_is_said_in_words(press, visit, tom, end, act):
    take_walk_in(walk_in_id=visit.pk, by=tom)
    finish_walk_in(walk_in_id=visit.pk, outcome=end, by=tom)
    words = {"helped": "Deze bezoeker is al geholpen.", "left": "Deze bezoeker is weggegaan."}
    assert words[end] in text(press(visit, act))
    visit.refresh_from_db()
    assert visit.status == end


def test_nonsense_changes_nothing(press, staff, arrive, at):
    visit = arrive("Iris")
    assert "Kies een van de knoppen" in text(press(visit, "betoveren"))
    LocationFactory(slug="hengelo")
    assert staff.post(f"/inloop/hengelo/{visit.pk}/", {"act": "helpen"}).status_code == 404
    assert staff.get(f"{URL}{visit.pk}/").status_code == 405


def test_a_visit_of_an_earlier_day_cannot_be_changed(arrive, at, marieke):
    at("16:00", "2026-04-13")
    visit = arrive("Gisteren")
    at("10:00")
    for act in (take_walk_in, put_back):
        with pytest.raises(RuleViolation, match="eerdere dag"):
            act(walk_in_id=visit.pk, by=marieke)


# --- the case of a visit -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["{reference}", " {lower} ", "{number}", "{year}-{number}"])
def test_a_case_is_linked_by_the_number_as_people_say_it(staff, arrive, at, typed):
    visit, case = arrive("Iris"), CaseFactory(client__name="Iris Nijhuis")
    _prefix, year, number = case.reference.split("-")
    value = typed.format(reference=case.reference, lower=case.reference.lower(), number=number.lstrip("0"), year=year)
    answer = staff.post(f"{URL}{visit.pk}/zaak/", {"reference": value}, follow=True)
    page = text(answer)
    assert f"Zaak {case.reference} is gekoppeld aan dit bezoek." in page
    assert f'href="/zaken/{case.reference}/"' in page
    assert AuditEvent.objects.get(action="walk_in.linked").details["case"] == case.reference


def test_a_number_that_does_not_exist_is_said_at_the_field(staff, arrive, at):
    visit = arrive("Iris")
    answer = staff.post(f"{URL}{visit.pk}/zaak/", {"reference": "WCT-2026-99999"})
    assert answer.status_code == 422
    assert "Er is geen zaak met dit nummer." in text(answer)
    assert 'value="WCT-2026-99999"' in text(answer)


def test_open_cases_under_the_same_name_are_offered(staff, arrive, at):
    visit = arrive("nijhuis")
    here = CaseFactory(client__name="Iris Nijhuis")
    closed = CaseFactory(client__name="Jan Nijhuis", closed=True)
    other = CaseFactory(client__name="Henk Pluimers")
    answer = staff.get(f"{URL}{visit.pk}/zaak/")
    assert answer.context["suggestions"] == [here]
    page = text(answer)
    assert here.reference in page
    assert closed.reference not in page
    assert other.reference not in page


def test_without_a_name_nothing_is_offered(staff, arrive, at):
    CaseFactory()
    answer = staff.get(f"{URL}{arrive().pk}/zaak/")
    assert answer.context["suggestions"] == []
    assert "Voor welke zaak komt de bezoeker?" in text(answer)


def test_another_case_takes_the_place_of_the_first(arrive, at, marieke):
    visit, wrong, right = arrive("Iris"), CaseFactory(), CaseFactory()
    link_walk_in(walk_in_id=visit.pk, case_id=wrong.pk, by=marieke)
    link_walk_in(walk_in_id=visit.pk, case_id=right.pk, by=marieke)
    link_walk_in(walk_in_id=visit.pk, case_id=right.pk, by=marieke)
    visit.refresh_from_db()
    assert visit.case == right
    assert AuditEvent.objects.filter(action="walk_in.linked").count() == 2


# --- at night ----------------------------------------------------------------------------------------------------


def test_names_and_what_people_came_for_are_wiped_after_a_week(staff, arrive, at, marieke):
    at("9:00", "2026-04-06")
    old = arrive("Oud", "Beroepentest")
    at("9:00", "2026-04-07")
    recent = arrive("Nog te lezen", "Beroepentest")
    at("9:00")
    assert wipe_walk_in_names() == 1
    assert wipe_walk_in_names() == 0
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.name, old.about) == ("", "")
    assert recent.name == "Nog te lezen"
    assert "Nog te lezen" in text(staff.get(URL, {"dag": "2026-04-07"}))
    assert AuditEvent.objects.get(action="walk_in.names_wiped").details == {"visits": 1}


def test_what_was_left_open_is_closed_at_night_and_has_no_made_up_times(staff, arrive, at, tom):
    at("16:50", "2026-04-13")
    waited, talked = arrive("Wachtte nog"), arrive("Zat bij Tom")
    take_walk_in(walk_in_id=talked.pk, by=tom)
    at("04:00")
    today = arrive("Vandaag")
    tidy_walk_ins()
    assert [WalkIn.objects.get(pk=visit.pk).status for visit in (waited, talked, today)] == [
        "left",
        "helped",
        "waiting",
    ]
    visitors = staff.get(URL, {"dag": "2026-04-13"}).context["day"].visitors
    assert [(visitor.waited, visitor.talked) for visitor in visitors] == [(None, None), (0, None)]
