"""Two connections that send the same question at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from advisors.models import Case
from advisors.services import ClientData, QuestionData, TriageData, open_case
from directory.reference import load as load_directory
from intake import services
from intake.models import HeldQuestion, IntakeDraft
from intake.reference import load as load_intake
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.intake import IntakeDraftFactory
from werkcentrum.core.errors import Conflict
from werkcentrum.core.reference import load as load_core

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_same_time(*works):
    """Run these in threads of their own, each with its own connection; returns what they returned or raised."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            start.wait(timeout=10)
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.fixture
def door(monkeypatch):
    load_core()
    load_directory()
    load_intake()
    monkeypatch.setattr("notifications.services.enqueue", lambda pk: None)


def test_without_a_submission_key_two_connections_make_two_cases(door):
    def send():
        with transaction.atomic():
            return open_case(
                client=ClientData(audience="resident", name="Sanne"),
                question=QuestionData(text="Iets", facts={}),
                triage=TriageData(level="basic", responsible="werkcentrum", desks=["werkcentrum"]),
                channel="online",
                answer_by="2026-03-13",
                by=None,
            ).pk

    assert len(set(at_the_same_time(send, send))) == 2


def test_the_same_question_sent_at_the_same_moment_is_one_case(door):
    draft = IntakeDraftFactory()

    def send():
        return services.send_question(draft_id=draft.pk, by=None).reference

    results = at_the_same_time(send, send, send)
    assert len(set(results)) == 1, results
    assert Case.objects.count() == 1
    assert Message.objects.filter(kind="intake/receipt").count() == 1


def test_a_suspicious_question_sent_at_the_same_moment_is_held_once(door):
    draft = IntakeDraftFactory()

    def send(suspicions):
        return services.submit_question(draft_id=draft.pk, by=None, suspicions=suspicions).reference

    results = at_the_same_time(*(lambda: send(["trap"]) for _worker in range(3)))
    assert len(set(results)) == 1, results
    assert HeldQuestion.objects.count() == 1
    assert not Case.objects.exists()


def test_one_worker_that_suspects_and_one_that_does_not_give_the_sender_one_number(door):
    draft = IntakeDraftFactory()

    def send(suspicions):
        return services.submit_question(draft_id=draft.pk, by=None, suspicions=suspicions).reference

    results = at_the_same_time(lambda: send(["trap"]), lambda: send([]))
    assert len(set(results)) == 1, results
    assert Case.objects.count() + HeldQuestion.objects.count() == 1


def test_two_colleagues_who_let_it_through_make_one_case(door):
    draft, advisors = IntakeDraftFactory(), [UserFactory(advisor=True), UserFactory(advisor=True)]
    held = services.submit_question(draft_id=draft.pk, by=None, suspicions=["trap"])
    results = at_the_same_time(
        *(lambda who=who: services.release_question(held_id=held.pk, by=who) for who in advisors)
    )
    assert sorted(type(result).__name__ for result in results) == ["Case", "MoveNotAllowed"], results
    assert Case.objects.count() == 1
    assert Message.objects.filter(kind="intake/receipt").count() == 1


@pytest.mark.parametrize("suspicions", [(), ("links",)])
def test_a_question_that_is_sent_while_it_is_thrown_away_is_one_or_the_other(door, suspicions):
    draft = IntakeDraftFactory()
    sent, thrown_away = at_the_same_time(
        lambda: services.submit_question(draft_id=draft.pk, by=None, suspicions=suspicions),
        lambda: services.discard_draft(draft_id=draft.pk),
    )
    assert thrown_away is None
    kept = IntakeDraft.objects.filter(pk=draft.pk).first()
    if isinstance(sent, Conflict):
        assert kept is None
        assert not Case.objects.exists()
    else:
        assert kept.sent_reference == sent.reference
