"""No sequence of actions leaves a case without somebody who has it and a next step with a date."""

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
from referrals import services
from referrals.models import Referral
from referrals.services import Decline
from referrals.workflow import OPEN, SHARING
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from werkcentrum.core.errors import RuleViolation

START = datetime.datetime(2026, 4, 1, 7, 0, tzinfo=datetime.UTC)


class World:
    """An advisor, a client, three partners, and everything they can do."""

    def __init__(self) -> None:
        self.advisor = UserFactory(advisor=True)
        self.case = CaseFactory(client=ClientFactory(attached=True))
        self.desks = [OrganizationFactory(code=f"desk-of-{name}") for name in "abc"]
        self.partners = [UserFactory(partner=True, organization=desk) for desk in self.desks]

    def referral(self, which: int) -> Referral | None:
        return Referral.objects.filter(case=self.case, organization=self.desks[which]).order_by("-pk").first()

    def draft(self, which: int) -> Referral:
        return services.create_draft(
            case_id=self.case.pk, organization=self.desks[which], question="Help", groups=["contact"], by=self.advisor
        )

    def do(self, what: str, which: int) -> None:
        partner, today = self.partners[which], timezone.localdate()
        referral = self.referral(which)
        pk = referral.pk if referral else 0
        shown = services.text_digest(services.consent_text(referral)) if referral else ""
        acts: dict[str, Callable[[], Any]] = {
            "draft": lambda: self.draft(which),
            "ask": lambda: services.ask_consent(referral_id=pk, by=self.advisor),
            "send": lambda: services.send_with_consent(referral_id=pk, how="spoken", shown=shown, by=self.advisor),
            "yes": lambda: services.give_consent(referral_id=pk, shown=shown, by=self.case.client.user),
            "stop": lambda: services.withdraw_consent(referral_id=pk, by=self.case.client.user),
            "withdraw": lambda: services.withdraw_referral(referral_id=pk, by=self.advisor),
            "accept": lambda: services.accept_referral(
                referral_id=pk, contact_name="Ria", first_contact_on=today, by=partner
            ),
            "decline": lambda: services.decline_referral(
                referral_id=pk, decline=Decline(reason="no_room", proposal=self.desks[which - 1]), by=partner
            ),
            "start": lambda: services.start_referral(referral_id=pk, by=partner),
            "complete": lambda: services.complete_referral(referral_id=pk, outcome="helped", by=partner),
            "return": lambda: services.return_referral(referral_id=pk, reason="Niet bereikt", by=partner),
        }
        if referral or what == "draft":
            acts[what]()

    def check(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        sent = Referral.objects.filter(case=case, sent_at__isnull=False)
        assert case.team_id is not None
        assert case.next_step
        assert case.next_step_on is not None
        if sent.exists():
            assert case.owner == self.advisor
        if case.waiting_for == "partner":
            assert sent.waiting().exists(), "the case waits for a partner that was not asked, or that has answered"
        for desk, partner in zip(self.desks, self.partners, strict=True):
            assert Referral.objects.filter(case=case, organization=desk, status__in=OPEN).count() <= 1
            seen = Referral.objects.visible_to(partner)
            assert {referral.organization_id for referral in seen} <= {desk.pk}
            assert all(referral.consent.is_in_force for referral in seen)
            assert all(bool(referral.shared_groups) == (referral.status in SHARING) for referral in seen)


ACTS = ["draft", "ask", "send", "yes", "stop", "withdraw", "accept", "decline", "start", "complete", "return"]
FORWARD = ["draft", "send", "accept", "decline"]
acts = st.tuples(st.sampled_from(ACTS + FORWARD), st.integers(0, 2))
days = st.tuples(st.just("wait"), st.integers(1, 60))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(acts, acts, acts, days), min_size=3, max_size=25))
def test_the_case_always_has_an_owner_and_a_next_step(steps: list[tuple[str, int]]) -> None:
    with time_machine.travel(START, tick=False) as clock, transaction.atomic():
        world = World()
        for what, which in steps:
            if what == "wait":
                clock.shift(datetime.timedelta(days=which))
                services.expire_referrals()
                services.run_clock()
            else:
                with contextlib.suppress(RuleViolation):
                    world.do(what, which)
            world.check()
        transaction.set_rollback(True)
