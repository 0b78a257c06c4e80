"""Somebody comes in: one line at the counter, a place in the queue, and a colleague who is asked for."""

import pytest

from advisors.models import WalkIn
from advisors.services import register_walk_in, take_walk_in
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.directory import LocationFactory
from werkcentrum.core.errors import NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db
URL = "/inloop/enschede/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_visitor_is_put_in_the_queue_in_one_line(staff, tom, at):
    answer = staff.post(URL, {"name": " Iris ", "about": "Scholingscheque", "for_user": tom.pk}, follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "Iris staat in de rij." in text(answer)
    visit = WalkIn.objects.get()
    assert (visit.name, visit.about, visit.for_user, visit.status) == ("Iris", "Scholingscheque", tom, "waiting")
    audit = AuditEvent.objects.get(action="walk_in.registered")
    assert "Iris" not in str(audit.details)


def test_a_refused_visitor_keeps_what_was_typed(staff, tom):
    answer = staff.post(URL, {"name": "Iris", "about": "", "for_user": tom.pk})
    page = text(answer)
    assert answer.status_code == 422
    assert "Schrijf in een paar woorden op waar de bezoeker voor komt" in page
    assert 'value="Iris"' in page
    assert f'<option value="{tom.pk}" selected>' in page
    assert not WalkIn.objects.exists()


@pytest.mark.parametrize("field", ["name", "about"])
def test_a_bsn_is_refused(staff, field):
    answer = staff.post(URL, {"name": "Iris", "about": "Vraag", field: "BSN 111222333"})
    assert answer.status_code == 422
    assert "burgerservicenummer" in text(answer)
    assert not WalkIn.objects.exists()


def test_only_colleagues_who_handle_cases_can_be_asked_for(staff, marieke, tom, location):
    partner = UserFactory(partner=True, name="Dennis van UWV")
    page = text(staff.get(URL))
    assert "Tom Oude Avenhuis" in page
    assert "Dennis van UWV" not in page
    assert staff.post(URL, {"about": "Vraag", "for_user": partner.pk}).status_code == 422
    with pytest.raises(NotAllowed, match="Dennis van UWV"):
        register_walk_in(location_id=location.pk, for_user=partner, by=marieke)


def test_people_cannot_walk_in_where_that_is_not_possible(marieke):
    closed = LocationFactory(is_walk_in=False)
    with pytest.raises(RuleViolation, match="kunnen mensen niet binnenlopen"):
        register_walk_in(location_id=closed.pk, by=marieke)


def test_who_is_asked_for_gets_a_message_without_the_name_of_the_visitor(arrive, tom, at):
    arrive("Iris Nijhuis", "Scholingscheque", for_user=tom)
    message = Message.objects.get(kind="advisors/walk_in")
    assert message.recipient_email == tom.email
    assert message.subject == "Er is bezoek voor u bij Werkcentrum Enschede"
    assert "Sinds 10.00 uur wacht er iemand op u" in message.text
    assert URL in message.text
    assert "Iris" not in message.text + message.html
    assert "Scholingscheque" not in message.text + message.html


def test_asking_for_oneself_sends_nothing(arrive, marieke):
    arrive("Iris", for_user=marieke)
    assert not Message.objects.filter(kind="advisors/walk_in").exists()


def test_the_menu_counts_who_waits_for_me(client, arrive, at, marieke, tom):
    arrive("Voor Tom", for_user=tom)
    visit = arrive("Nog een voor Tom", for_user=tom)
    client.force_login(tom)
    assert "2 bezoekers wachten op u" in text(client.get("/werkvoorraad/"))
    take_walk_in(walk_in_id=visit.pk, by=marieke)
    assert "1 bezoeker wacht op u" in text(client.get("/werkvoorraad/"))
    client.force_login(marieke)
    assert "op u" not in text(client.get("/inloop/?kies=1"))
