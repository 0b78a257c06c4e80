"""Every pair of statuses: allowed moves happen, others are refused."""

import pytest
from django.db import transaction

from vouchers.models import VoucherApplication
from vouchers.workflow import APPLICATION_MOVES, ApplicationStatus
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed, move


@pytest.fixture
def application(fund):
    return fund.submitted()


@pytest.mark.parametrize("before", ApplicationStatus)
def test_a_status_moves_only_as_the_table_says(application, fund, before):
    for after in ApplicationStatus:
        VoucherApplication.objects.filter(pk=application.pk).update(status=before)
        application.refresh_from_db()
        if after in APPLICATION_MOVES[before]:
            with transaction.atomic():
                move(application, to=after, by=fund.officer, reason="test")
            entry = AuditEvent.objects.about(application).first()
            assert (entry.details, entry.actor) == ({"before": before, "reason": "test"}, fund.officer)
        else:
            with pytest.raises(MoveNotAllowed), transaction.atomic():
                move(application, to=after, by=fund.officer)
        application.refresh_from_db()
        assert application.status == (after if after in APPLICATION_MOVES[before] else before)


def test_every_status_has_its_moves():
    assert set(APPLICATION_MOVES) == set(ApplicationStatus)
