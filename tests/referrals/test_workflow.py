"""Every pair of states: a move is allowed when the domain says so, and refused otherwise."""

import pytest
from django.db import transaction

from referrals.workflow import OPEN, REFERRAL_MOVES, ReferralStatus
from tests.factories.referrals import ReferralFactory
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed, move

S = ReferralStatus
ALLOWED = {
    (S.DRAFT, S.SENT),
    (S.DRAFT, S.WITHDRAWN),
    (S.SENT, S.ACCEPTED),
    (S.SENT, S.DECLINED),
    (S.SENT, S.WITHDRAWN),
    (S.SENT, S.EXPIRED),
    (S.ACCEPTED, S.IN_PROGRESS),
    (S.ACCEPTED, S.COMPLETED),
    (S.ACCEPTED, S.RETURNED),
    (S.ACCEPTED, S.WITHDRAWN),
    (S.ACCEPTED, S.EXPIRED),
    (S.IN_PROGRESS, S.COMPLETED),
    (S.IN_PROGRESS, S.RETURNED),
    (S.IN_PROGRESS, S.WITHDRAWN),
    (S.IN_PROGRESS, S.EXPIRED),
}
FACTS = {
    "contact_name": "Ria Lansink",
    "decline_reason": "no_room",
    "no_proposal_reason": "Geen andere plek",
    "return_reason": "Niet bereikt",
    "outcome": "helped",
}


@pytest.mark.parametrize("before", S.values)
@pytest.mark.parametrize("after", S.values)
def test_only_the_moves_of_the_domain_are_possible(db: None, before: str, after: str) -> None:
    referral = ReferralFactory(taken=True, status=before, **FACTS)
    if (before, after) in ALLOWED:
        with transaction.atomic():
            move(referral, to=after, by=referral.sent_by)
        referral.refresh_from_db()
        assert referral.status == after
        assert AuditEvent.objects.about(referral).filter(action=f"referrals.referral.{after}").count() == 1
    else:
        with pytest.raises(MoveNotAllowed), transaction.atomic():
            move(referral, to=after, by=referral.sent_by)
        referral.refresh_from_db()
        assert referral.status == before


def test_every_state_has_a_line_in_the_table() -> None:
    assert set(REFERRAL_MOVES) == set(S.values)


def test_only_what_has_ended_leads_nowhere() -> None:
    assert {status for status, moves in REFERRAL_MOVES.items() if not moves} == set(S.values) - OPEN
