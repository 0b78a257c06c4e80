"""Every move of a case, allowed or not."""

from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from advisors.models import Case
from advisors.workflow import CASE_MOVES, CaseStatus, Outcome
from tests.factories.advisors import CaseFactory
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed, move

pytestmark = pytest.mark.django_db
FIELDS = ("owner", "outcome", "closed_at", "next_step", "next_step_on")


def ready_for(case: Case, status: str) -> Case:
    """What the constraints ask of the status, so that only the table of moves decides."""
    closed = status == CaseStatus.CLOSED
    case.owner = CaseFactory(open=True).owner if status == CaseStatus.OPEN else case.owner
    case.outcome = Outcome.ANSWERED if closed else ""
    case.closed_at = timezone.now() if closed else None
    case.next_step, case.next_step_on = "Bel", timezone.localdate()
    return case


@pytest.mark.parametrize(("before", "after"), list(product(CaseStatus.values, repeat=2)))
def test_a_case_moves_only_as_the_table_says(before, after):
    case = ready_for(CaseFactory(**{before: True}), after)
    with transaction.atomic():
        if after in CASE_MOVES[before]:
            move(case, to=after, by=None, reason="test", update_fields=FIELDS)
            assert Case.objects.get(pk=case.pk).status == after
            event = AuditEvent.objects.about(case).get()
            assert (event.action, event.details["before"]) == (f"advisors.case.{after}", before)
        else:
            with pytest.raises(MoveNotAllowed):
                move(case, to=after, by=None, update_fields=FIELDS)
            assert Case.objects.get(pk=case.pk).status == before


def test_every_status_has_a_row_in_the_table():
    assert set(CASE_MOVES) == set(CaseStatus.values)
