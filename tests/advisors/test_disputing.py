"""A client does not agree with the outcome: somebody talks it over, soon, and colleagues see it."""

import datetime

import pytest

from advisors.models import Case
from advisors.services import close_case, dispute_outcome, record_contact
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from werkcentrum.core.errors import Conflict
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db

TALK = "Overleggen: de klant is het niet eens met de uitkomst"


def dispute(case, note="Ik wil liever naar de gemeente."):
    return dispute_outcome(case_id=case.pk, note=note, by=None)


def test_talking_it_over_is_the_next_step_within_a_working_day(freeze):
    freeze("2026-03-13 16:00")
    case = dispute(CaseFactory(next_step_on=datetime.date(2026, 3, 18)))
    assert (case.next_step, case.next_step_on) == (TALK, datetime.date(2026, 3, 16))
    assert case.disputed_at is not None
    assert case.waiting_for == "us"


@pytest.mark.parametrize("planned", ["2026-03-13", "2026-03-11"])
def test_it_is_never_later_than_what_was_planned(freeze, planned):
    freeze("2026-03-13 16:00")
    on = datetime.date.fromisoformat(planned)
    assert dispute(CaseFactory(next_step_on=on)).next_step_on == on


def test_the_client_and_the_colleagues_see_what_was_said(freeze):
    freeze("2026-03-13 16:00")
    case = dispute(CaseFactory())
    entry = case.timeline.get(kind="case.disputed")
    assert entry.visible_to_client
    assert entry.body == "Ik wil liever naar de gemeente."
    assert entry.actor_label == case.client.display_name
    assert AuditEvent.objects.filter(action="case.disputed", object_id=str(case.pk)).count() == 1


def test_saying_it_again_changes_nothing(freeze):
    freeze("2026-03-13 16:00")
    first = dispute(CaseFactory())
    freeze("2026-03-14 16:00")
    again = dispute(first, note="Nog een keer")
    assert (again.disputed_at, again.version) == (first.disputed_at, first.version)
    assert again.timeline.filter(kind="case.disputed").count() == 1


def test_a_closed_case_is_not_disputed():
    case, advisor = CaseFactory(), UserFactory(advisor=True)
    close_case(case_id=case.pk, outcome="answered", by=advisor)
    with pytest.raises(Conflict):
        dispute(case)


def test_the_worklist_and_the_case_show_it_until_somebody_talked(client, freeze):
    freeze("2026-03-13 16:00")
    advisor, case = UserFactory(advisor=True), CaseFactory()
    dispute(case)
    client.force_login(advisor)
    assert "Klant niet akkoord</span>" in client.get("/werkvoorraad/?lijst=open").content.decode()
    assert case.client.display_name in client.get("/werkvoorraad/?lijst=niet-eens").content.decode()
    page = client.get(f"/zaken/{case.reference}/").content.decode()
    assert "De klant is het niet eens met de uitkomst</p>" in page
    assert "“Ik wil liever naar de gemeente.”" in page

    freeze("2026-03-13 16:30")
    record_contact(case_id=case.pk, kind="phone", minutes=10, by=advisor)
    assert "Klant niet akkoord</span>" not in client.get("/werkvoorraad/?lijst=open").content.decode()
    assert "Geen klant wacht op overleg" in client.get("/werkvoorraad/?lijst=niet-eens").content.decode()
    assert (
        "De klant is het niet eens met de uitkomst</p>" not in client.get(f"/zaken/{case.reference}/").content.decode()
    )
    assert Case.objects.get(pk=case.pk).disputed_at is not None
