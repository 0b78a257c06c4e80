"""Whatever is done to a case and its referrals, in whatever order: an open case has somebody, a step and a date."""

import contextlib
import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from advisors.models import Case
from advisors.services import (
    assign_case,
    change_next_step,
    claim_case,
    close_case,
    record_contact,
    release_case,
    reopen_case,
)
from advisors.workflow import CaseStatus
from referrals import services
from tests.factories.core import UserFactory
from tests.referrals.test_always_an_owner import ACTS, START, World
from werkcentrum.core.errors import RuleViolation

CASE_ACTS = ["claim", "assign", "release", "plan", "contact", "close", "reopen"]


class BusyWorld(World):
    """The same people, and a colleague; now the advisors work on the case too."""

    def __init__(self) -> None:
        super().__init__()
        self.colleague = UserFactory(advisor=True)

    def do_to_case(self, what: str, which: int) -> None:
        case, by = self.case.pk, (self.advisor, self.colleague)[which % 2]
        soon = timezone.localdate() + datetime.timedelta(days=which + 1)
        acts: dict[str, Callable[[], Any]] = {
            "claim": lambda: claim_case(case_id=case, by=by),
            "assign": lambda: assign_case(case_id=case, by=self.advisor, to=by),
            "release": lambda: release_case(case_id=case, by=by),
            "plan": lambda: change_next_step(case_id=case, text="Bellen", on=soon, by=by),
            "contact": lambda: record_contact(case_id=case, kind="phone", minutes=5, by=by),
            "close": lambda: close_case(case_id=case, outcome="answered", by=by),
            "reopen": lambda: reopen_case(case_id=case, next_step="Bellen", on=soon, by=by),
        }
        acts[what]()

    def check(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        assert case.team_id is not None
        if case.status == CaseStatus.CLOSED:
            assert case.outcome
            assert case.closed_at
            assert not case.referrals.filter(status__in=["draft", "sent"]).exists()
            return
        assert case.next_step
        assert case.next_step_on is not None
        assert case.status == CaseStatus.NEW or case.owner is not None


referral_acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 2))
case_acts = st.tuples(st.sampled_from(CASE_ACTS), st.integers(0, 3))
days = st.tuples(st.just("wait"), st.integers(1, 60))


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.one_of(referral_acts, referral_acts, case_acts, days), min_size=5, max_size=25))
def test_an_open_case_is_never_left_alone(steps: list[tuple[str, int]]) -> None:
    with time_machine.travel(START, tick=False) as clock, transaction.atomic():
        world = BusyWorld()
        for what, which in steps:
            if what == "wait":
                clock.shift(datetime.timedelta(days=which))
                services.expire_referrals()
                services.run_clock()
            else:
                act = world.do_to_case if what in CASE_ACTS else world.do
                with contextlib.suppress(RuleViolation):
                    act(what, which)
            world.check()
        transaction.set_rollback(True)
