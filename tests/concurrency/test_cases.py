"""Two people at the same moment: one picks the case up, the other is told who; a form sent twice is one case."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from advisors.models import Case, Client, TimelineEntry
from advisors.services import (
    ClientData,
    QuestionData,
    TriageData,
    attach_case,
    change_next_step,
    claim_case,
    close_case,
    open_case,
    record_contact,
)
from advisors.services.steps import StepChangedMeanwhile
from tests.factories.advisors import CaseFactory, front_desk_team
from tests.factories.core import UserFactory
from werkcentrum.core.errors import Conflict

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Run the calls on connections of their own, let go at the same moment; what each returned or raised."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]


@pytest.fixture
def two():
    return UserFactory(advisor=True, name="Marieke"), UserFactory(advisor=True, name="Bram")


def test_without_a_lock_two_people_would_both_have_the_case(two):
    case = CaseFactory()
    barrier = threading.Barrier(2)

    def claim_without_lock(user) -> bool:
        with transaction.atomic():
            seen = Case.objects.get(pk=case.pk)
            barrier.wait()
            Case.objects.filter(pk=case.pk).update(owner=user, status="open")
        return seen.owner_id is None

    outcomes = at_once([lambda: claim_without_lock(two[0]), lambda: claim_without_lock(two[1])])
    assert outcomes == [True, True]  # both were told that it is theirs, and one of them was wrong


def test_one_picks_it_up_and_the_other_is_told_who(two):
    case = CaseFactory()
    outcomes = at_once([lambda user=user: claim_case(case_id=case.pk, by=user) for user in two])
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    case.refresh_from_db()
    assert case.owner in two
    assert str(case.owner) in str(refused)
    assert TimelineEntry.objects.filter(case=case, kind="case.claimed").count() == 1


def test_many_at_once_still_give_one_owner():
    case = CaseFactory()
    users = UserFactory.create_batch(8, advisor=True)
    outcomes = at_once([lambda user=user: claim_case(case_id=case.pk, by=user) for user in users])
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 7


def test_a_form_that_is_sent_twice_at_once_is_one_case():
    front_desk_team()
    key = uuid.uuid4()

    def send() -> object:
        return open_case(
            client=ClientData(audience="resident", name="Iris", email="iris@post.example"),
            question=QuestionData(text="Welke opleiding?", facts={"themes": ["training"]}),
            triage=TriageData(level="basic", responsible="", desks=("leerwerkloket",)),
            channel="online",
            answer_by=date(2030, 1, 2),
            by=None,
            submission_key=key,
        )

    cases = at_once([send] * 6)
    assert len({case.pk for case in cases}) == 1
    assert (Case.objects.count(), Client.objects.count(), TimelineEntry.objects.count()) == (1, 1, 1)


def test_two_next_steps_at_once_never_overwrite_each_other_unseen(two):
    case = CaseFactory(open=True)
    outcomes = at_once(
        [
            lambda user=user, text=text: change_next_step(
                case_id=case.pk, text=text, on=date(2030, 1, 2), version=case.version, by=user
            )
            for user, text in zip(two, ("Bel", "Mail"), strict=True)
        ]
    )
    [saved] = [outcome for outcome in outcomes if isinstance(outcome, Case)]
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, StepChangedMeanwhile)]
    assert refused.case.next_step == saved.next_step


def test_closing_and_a_contact_at_once_leave_a_case_that_makes_sense(two):
    case = CaseFactory(open=True)
    outcomes = at_once(
        [
            lambda: close_case(case_id=case.pk, outcome="answered", by=two[0]),
            lambda: record_contact(case_id=case.pk, kind="phone", minutes=5, by=two[1]),
        ]
    )
    case.refresh_from_db()
    assert not case.is_open
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert case.contact_moments.count() == 1 - len(refused)


def test_the_same_link_opened_twice_at_once_adds_the_question_once():
    case = CaseFactory(client__email="iris@post.example")
    iris = UserFactory(email="iris@post.example")
    outcomes = at_once([lambda: attach_case(reference=case.reference, by=iris)] * 4)
    assert outcomes == [case] * 4
    assert TimelineEntry.objects.filter(kind="case.attached").count() == 1
