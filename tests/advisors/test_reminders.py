"""Overdue next steps: one digest per person per day, whatever runs how often."""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from advisors import periodic
from advisors.services import change_next_step
from advisors.services.reminders import LONGEST_LIST, remind_overdue
from notifications.models import Message
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def overdue(**fields):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return CaseFactory(**{"open": True, "next_step_on": yesterday} | fields)


def received(user) -> list[str]:
    return [message.body for message in mail.outbox if user.email in message.to[0]]


def test_everybody_gets_one_message_about_all_the_own_cases():
    owner, other = UserFactory(advisor=True), UserFactory(advisor=True)
    cases = [overdue(owner=owner), overdue(owner=owner), overdue(owner=other)]
    assert remind_overdue() == 2
    [text] = received(owner)
    assert cases[0].reference in text
    assert cases[1].reference in text
    assert cases[2].reference not in text
    assert "lijst=te-laat&wie=ik" in text
    assert len(received(other)) == 1


def test_running_it_again_the_same_day_sends_nothing():
    overdue()
    assert (remind_overdue(), remind_overdue()) == (1, 0)
    assert Message.objects.count() == 1


def test_the_next_day_it_comes_again(freeze):
    freeze("2026-03-10 08:00")
    overdue()
    remind_overdue()
    freeze("2026-03-11 08:00")
    assert remind_overdue() == 1


def test_what_is_due_today_closed_or_later_is_left_alone():
    CaseFactory(open=True, next_step_on=timezone.localdate())
    CaseFactory(open=True)
    CaseFactory(closed=True)
    assert remind_overdue() == 0


def test_what_nobody_has_goes_to_the_coordinators():
    coordinator, advisor = UserFactory(coordinator=True), UserFactory(advisor=True)
    case = overdue(new=True, open=False, owner=None)
    assert remind_overdue() == 1
    [text] = received(coordinator)
    assert case.reference in text
    assert "lijst=niet-opgepakt" in text
    assert not received(advisor)


def test_the_work_of_somebody_who_left_goes_to_the_coordinators():
    coordinator = UserFactory(coordinator=True)
    case = overdue(owner=UserFactory(advisor=True, is_active=False))
    remind_overdue()
    assert case.reference in received(coordinator)[0]


def test_without_a_coordinator_it_is_tried_again_later():
    overdue(new=True, open=False, owner=None)
    assert remind_overdue() == 0
    UserFactory(coordinator=True)
    assert remind_overdue() == 1


def test_a_new_step_starts_anew():
    case = overdue()
    remind_overdue()
    change_next_step(case_id=case.pk, text="Bel", on=timezone.localdate(), by=case.owner)
    case.refresh_from_db()
    assert case.reminded_on is None


def test_a_long_list_is_cut_short():
    owner = UserFactory(advisor=True)
    for _number in range(LONGEST_LIST + 2):
        overdue(owner=owner)
    remind_overdue()
    [text] = received(owner)
    assert text.count("WCT-") == LONGEST_LIST
    assert "En nog 2 zaken." in text


def test_beat_starts_it():
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert periodic.remind_owners.name in scheduled
    overdue()
    periodic.remind_owners()
    assert Message.objects.count() == 1
