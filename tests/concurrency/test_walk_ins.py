"""Two advisors take the same visitor at the same moment: one helps, the other is told who."""

import threading

import pytest
from django.db import transaction

from advisors.models import WalkIn
from advisors.services import finish_walk_in, register_walk_in, take_walk_in
from tests.concurrency.test_cases import at_once
from tests.factories.core import UserFactory
from tests.factories.directory import LocationFactory
from werkcentrum.core.errors import Conflict
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two():
    return UserFactory(advisor=True, name="Marieke"), UserFactory(advisor=True, name="Bram")


@pytest.fixture
def visit(two):
    return register_walk_in(location_id=LocationFactory().pk, name="Iris", about="Vraag", by=two[0])


def test_without_a_lock_two_people_would_both_help_the_visitor(two, visit):
    barrier = threading.Barrier(2)

    def take_without_lock(user) -> bool:
        with transaction.atomic():
            seen = WalkIn.objects.get(pk=visit.pk)
            barrier.wait()
            WalkIn.objects.filter(pk=visit.pk).update(status="taken", taken_by=user, taken_at=seen.arrived_at)
        return seen.taken_by_id is None

    assert at_once([lambda user=user: take_without_lock(user) for user in two]) == [True, True]


def test_one_helps_and_the_other_is_told_who(two, visit):
    outcomes = at_once([lambda user=user: take_walk_in(walk_in_id=visit.pk, by=user) for user in two])
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    visit.refresh_from_db()
    assert visit.taken_by in two
    assert str(visit.taken_by) in str(refused)
    assert AuditEvent.objects.filter(action="advisors.walkin.taken").count() == 1


def test_taking_and_leaving_at_once_end_in_one_of_the_two(two, visit):
    outcomes = at_once(
        [
            lambda: take_walk_in(walk_in_id=visit.pk, by=two[0]),
            lambda: finish_walk_in(walk_in_id=visit.pk, outcome="left", by=two[1]),
        ]
    )
    visit.refresh_from_db()
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert visit.status == "left"  # taken first and left after that, or left first and not to be taken any more
    assert len(refused) <= 1
