"""The page of a case, and every act on it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from advisors import services
from advisors.models import Case, ContactMoment
from advisors.workflow import CaseStatus, WaitingFor
from tests.factories.advisors import CaseFactory, ClientFactory, ContactMomentFactory
from tests.factories.core import UserFactory
from tests.factories.directory import TeamFactory
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db
ACTS = ("contact", "next-step", "assign", "release", "close", "reopen")


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def staff(client, advisor):
    client.force_login(advisor)
    return client


@pytest.fixture
def case(advisor):
    return CaseFactory(
        open=True,
        owner=advisor,
        client=ClientFactory(name="Iris Nijhuis", phone="+31612345678"),
        next_step="Bellen over de startdatum",
    )


def url(name: str, case: Case) -> str:
    return reverse(f"advisors:{name}", args=[case.reference])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_says_who_asked_what_and_whose_turn_it_is(staff, case):
    page = text(staff.get(url("case", case)))
    for words in (
        "Iris Nijhuis",
        case.question,
        case.reference,
        "Contactpersoon <b>Marieke ter Braak</b>",
        "Niveau <b>Basis</b>",
        "Bellen over de startdatum",
        "Klaar, zet de volgende stap",
        "Verzetten",
        'href="tel:+31612345678"',
        "06 12345678",
        "26 jaar",
        "Werkt op oproep of tijdelijk",
        "Mbo 2",
        "Uw vraag gaat over een opleiding.",
        "Regels versie 1",
    ):
        assert words in page


def test_the_reasons_of_the_triage_are_in_the_language_of_the_reader(client, case):
    client.force_login(UserFactory(advisor=True, language="en"))
    page = text(client.get(f"/en/zaken/{case.reference}/"))
    assert "It is about training." in page
    assert "Done, set the next step" in page
    assert "Uw vraag gaat over een opleiding." not in page


def test_that_somebody_looked_is_kept_once_a_day(staff, case, freeze):
    freeze("2026-03-10 09:00")
    staff.get(url("case", case))
    staff.get(url("case", case))
    assert AuditEvent.objects.filter(action="case.viewed").count() == 1
    freeze("2026-03-11 09:00")
    page = text(staff.get(url("case", case)))
    assert AuditEvent.objects.filter(action="case.viewed").count() == 2
    assert "Gisteren: Marieke ter Braak" in page


def test_the_timeline_can_be_narrowed_to_contact_moments(staff, advisor, case):
    services.record_contact(case_id=case.pk, kind="phone", minutes=15, by=advisor, note="Kennisgemaakt")
    services.set_next_step(case_id=case.pk, text="Offerte vragen", on=timezone.localdate(), by=advisor)
    everything = text(staff.get(url("case", case)))
    assert "Gebeld, 15 minuten" in everything
    assert "Volgende stap: Offerte vragen" in everything
    contacts = text(staff.get(url("case", case), {"toon": "contact"}))
    assert "Gebeld, 15 minuten" in contacts
    assert "Volgende stap: Offerte vragen" not in contacts
    assert staff.get(url("case", case), {"toon": "onzin"}).context["group"] == ""


def test_a_case_of_nobody_is_picked_up_from_its_page(staff, advisor):
    case = CaseFactory()
    assert "Pak deze zaak op" in text(staff.get(url("case", case)))
    page = text(staff.post(url("claim", case), follow=True))
    case.refresh_from_db()
    assert case.owner == advisor
    assert "Deze zaak is nu van u." in page


def test_who_is_too_late_reads_who_picked_it_up(staff):
    case = CaseFactory(open=True, owner__name="Tom Oude Avenhuis")
    page = text(staff.post(url("claim", case), follow=True))
    assert "Tom Oude Avenhuis heeft deze zaak al opgepakt." in page


def test_picking_up_is_never_a_get(staff):
    assert staff.get(url("claim", CaseFactory())).status_code == 405


def test_other_cases_of_the_client_are_linked(staff, case):
    other = CaseFactory(closed=True, client=case.client)
    assert url("case", other) in text(staff.get(url("case", case)))


def test_a_contact_moment_with_the_next_step(staff, case, freeze):
    freeze("2026-03-13 09:00")  # a Friday
    form = text(staff.get(url("contact", case)))
    assert "De eerstvolgende werkdag" in form
    assert "maandag 16 maart" in form
    data = {
        "kind": "phone",
        "minutes": "15",
        "note": "Kennisgemaakt",
        "visible_to_client": "on",
        "next_step": "Offerte vragen",
        "when": "tomorrow",
        "waiting_for": "partner",
    }
    page = text(staff.post(url("contact", case), data, follow=True))
    case.refresh_from_db()
    assert (case.next_step, case.next_step_on) == ("Offerte vragen", datetime.date(2026, 3, 16))
    assert case.waiting_for == WaitingFor.PARTNER
    assert case.first_answered_at is not None
    assert "Het contactmoment is vastgelegd." in page
    assert "Gebeld, 15 minuten" in page


def test_without_a_new_step_the_old_one_stays(staff, case):
    staff.post(url("contact", case), {"kind": "email", "minutes": "5", "next_step": "", "waiting_for": "us"})
    case.refresh_from_db()
    assert case.next_step == "Bellen over de startdatum"
    contact = ContactMoment.objects.get()
    assert (contact.kind, contact.minutes, contact.visible_to_client) == ("email", 5, False)
    assert contact.organization.code == "werkcentrum"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"minutes": ""}, "Vul in hoelang het duurde, in minuten"),
        ({"minutes": "601"}, "Vul de duur in minuten in, van 1 tot en met 600."),
        ({"next_step": "Bellen"}, "Kies een dag"),
        ({"when": "week"}, "Schrijf op wat er moet gebeuren"),
        ({"next_step": "Bellen", "when": "own"}, "Vul de dag van de volgende stap in"),
        ({"kind": "llo"}, "Schrijf op wat de klant wil bereiken"),
        ({"note": "BSN 111222333"}, "BSN"),
    ],
)
def test_a_refused_contact_moment_says_what_to_do_and_keeps_what_was_typed(staff, case, changed, message):
    data = {"kind": "phone", "minutes": "15", "note": "Kennisgemaakt", "waiting_for": "us"} | changed
    response = staff.post(url("contact", case), data)
    assert response.status_code == 422
    page = text(response)
    assert message in page
    assert "Fout: " in page
    assert data["note"] in page
    assert not ContactMoment.objects.exists()


def test_an_llo_conversation_keeps_what_the_figures_need(staff, case):
    data = {
        "kind": "llo",
        "minutes": "55",
        "note": "",
        "goal": "Werken in de ouderenzorg",
        "education": "mbo3",
        "route": "other_sector",
        "sector_from": "handel",
        "sector_to": "zorg",
        "waiting_for": "us",
    }
    page = text(staff.post(url("contact", case), data, follow=True))
    contact = ContactMoment.objects.get()
    assert (contact.goal, contact.route, contact.sector_to) == ("Werken in de ouderenzorg", "other_sector", "zorg")
    case.refresh_from_db()
    assert case.education == "mbo3"
    assert "LLO-gesprek, 55 minuten" in page
    assert "Doel: Werken in de ouderenzorg" in page


def test_done_and_the_next_step(staff, case):
    data = {"done": "Gesproken", "next_step": "Offerte vragen", "when": "week", "waiting_for": "us", "version": "1"}
    page = text(staff.post(url("next-step", case) + "?klaar=1", data, follow=True))
    assert "Klaar: Bellen over de startdatum" in page
    assert "Gesproken" in page
    case.refresh_from_db()
    assert case.next_step == "Offerte vragen"


def test_moving_the_step_starts_from_how_it_is(staff, case):
    form = staff.get(url("next-step", case)).context["form"]
    assert form["next_step"].value() == case.next_step
    day = timezone.localdate() + datetime.timedelta(days=3)
    data = {
        "next_step": case.next_step,
        "when": "own",
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
        "waiting_for": "us",
        "version": case.version,
    }
    page = text(staff.post(url("next-step", case), data, follow=True))
    case.refresh_from_db()
    assert case.next_step_on == day
    assert "Volgende stap verzet: Bellen over de startdatum" in page


def test_a_step_in_the_past_is_refused(staff, case):
    data = {"next_step": "X", "when": "own", "on_day": "1", "on_month": "2", "on_year": "2020", "waiting_for": "us"}
    page = text(staff.post(url("next-step", case), data))
    assert "De datum van de volgende stap is vandaag of later." in page


def test_when_somebody_was_first_both_steps_are_shown_and_saving_again_works(staff, case):
    data = {"next_step": "Mijn stap", "when": "week", "waiting_for": "us", "version": case.version}
    services.change_next_step(
        case_id=case.pk, text="Stap van Tom", on=timezone.localdate(), by=UserFactory(advisor=True)
    )
    response = staff.post(url("next-step", case), data)
    assert response.status_code == 422
    assert "Stap van Tom" in text(response)
    assert response.context["form"]["next_step"].value() == "Mijn stap"
    data["version"] = response.context["form"]["version"].value()
    assert staff.post(url("next-step", case), data).status_code == 302
    case.refresh_from_db()
    assert case.next_step == "Mijn stap"


def test_handing_over_to_a_colleague_and_to_a_team(staff, case):
    tom = UserFactory(advisor=True, name="Tom Oude Avenhuis")
    UserFactory(partner=True, name="Bram Kuipers")
    page = text(staff.get(url("assign", case)))
    assert "Tom Oude Avenhuis" in page
    assert "Bram Kuipers" not in page
    staff.post(url("assign", case), {"to": f"user-{tom.pk}", "note": "Kent de zorg goed"})
    case.refresh_from_db()
    assert case.owner == tom
    team = TeamFactory(organization=case.team.organization, name="Team Almelo")
    staff.post(url("assign", case), {"to": f"team-{team.pk}"})
    case.refresh_from_db()
    assert (case.owner, case.team) == (None, team)


def test_giving_back_needs_a_reason(staff, case):
    assert "Schrijf in een paar woorden waarom" in text(staff.post(url("release", case), {"reason": ""}))
    staff.post(url("release", case), {"reason": "Ik ga met verlof"})
    case.refresh_from_db()
    assert (case.owner, case.status) == (None, CaseStatus.NEW)


def test_closing_and_reopening(staff, advisor, case):
    page = text(staff.post(url("close", case), {"outcome": "training", "note": "Veel succes"}, follow=True))
    assert "Begonnen met een opleiding" in page
    assert "Veel succes" in page
    assert "Verzetten" not in page
    data = {"reason": "Wil toch iets anders", "next_step": "Bellen", "when": "tomorrow"}
    page = text(staff.post(url("reopen", case), data, follow=True))
    case.refresh_from_db()
    assert (case.status, case.owner, case.next_step) == (CaseStatus.OPEN, advisor, "Bellen")
    assert "Zaak heropend" in page


def test_no_solution_says_what_was_missing(staff, case):
    page = text(staff.post(url("close", case), {"outcome": "no_solution", "note": ""}))
    assert "Zeg wat er ontbrak als er geen oplossing is gevonden." in page
    page = text(staff.post(url("close", case), {"outcome": "no_solution", "missing": "other", "note": ""}))
    assert "Leg in een paar woorden uit wat er ontbrak." in page
    page = text(staff.post(url("close", case), {"outcome": "no_solution", "missing": "transport"}, follow=True))
    assert "Er ontbrak: vervoer" in page


def test_an_act_on_a_closed_case_is_refused_in_words(staff):
    case = CaseFactory(closed=True)
    response = staff.post(url("close", case), {"outcome": "answered"})
    assert response.status_code == 422
    assert "Deze zaak is afgesloten. Heropen de zaak eerst." in text(response)


@pytest.mark.parametrize("act", ["case", *ACTS])
@pytest.mark.parametrize("role", ["partner", "fund_officer", "fund_manager", "controller", "analyst", "admin", None])
def test_a_case_does_not_exist_for_others(client, role, act):
    case = CaseFactory(open=True)
    client.force_login(UserFactory(**({role: True} if role else {})))
    assert client.get(url(act, case)).status_code == 404
    if act == "case":
        assert client.post(url("claim", case)).status_code == 404


def test_the_client_has_the_own_space_and_not_this_page(client):
    case = CaseFactory(open=True, client=ClientFactory(attached=True))
    client.force_login(case.client.user)
    assert client.get(url("case", case)).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_a_page_with_the_question_on_it(staff, case, act):
    page = text(staff.get(url(act, case)))
    assert case.question in page
    assert "Terug naar de zaak" in page


def test_the_number_of_queries_does_not_grow_with_the_timeline(staff, advisor, case, django_assert_max_num_queries):
    services.record_contact(case_id=case.pk, kind="phone", minutes=5, by=advisor)
    staff.get(url("case", case))
    for _ in range(3):
        ContactMomentFactory(llo=True, case=case, by=advisor)
    with django_assert_max_num_queries(40) as few:
        staff.get(url("case", case))
    for number in range(25):
        services.record_contact(case_id=case.pk, kind="phone", minutes=number + 1, by=advisor)
    with django_assert_max_num_queries(len(few)):
        staff.get(url("case", case))
