"""Two people decide at the same moment on the last money: it is given once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories.core import UserFactory
from tests.factories.vouchers import Fund
from tests.helpers import load_reference
from vouchers import ledger
from vouchers.models import Commitment, Decision, PersonYear
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.django_db(transaction=True)
VOUCHER = 170_000


@pytest.fixture
def fund(transactional_db) -> Fund:
    load_reference()
    return Fund()


def leave_money_for(vouchers: int) -> Commitment:
    """All commitments are empty but one, with room for some vouchers and not quite one more."""
    Commitment.objects.update(total_cents=0)
    pot = Commitment.objects.valid_on(timezone.localdate()).order_by("pk").first()
    Commitment.objects.filter(pk=pot.pk).update(total_cents=vouchers * VOUCHER + VOUCHER - 1)
    return pot


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Run the calls on connections of their own, let go at the same moment; what each returned or raised."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return call()
        except (RuleViolation, IntegrityError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_without_the_lock_two_deciders_both_think_there_is_money(fund):
    """The race is real: both read what is free before either writes; only the constraint then refuses the second."""
    pot = leave_money_for(1)
    barrier = threading.Barrier(2)

    def award_without_lock() -> object:
        with transaction.atomic():
            seen = Commitment.objects.get(pk=pot.pk)
            ledger.spread([seen], VOUCHER)
            barrier.wait()
            Commitment.objects.filter(pk=pot.pk).update(reserved_cents=seen.reserved_cents + VOUCHER)
        return seen.free_cents

    outcomes = at_once([award_without_lock, award_without_lock])
    assert outcomes == [VOUCHER * 2 - 1] * 2  # both were told that it fits ...
    pot.refresh_from_db()
    assert pot.reserved_cents == VOUCHER  # ... and one promise was lost


def test_the_constraint_stops_the_second_when_the_code_forgets_the_lock(fund):
    pot = leave_money_for(1)
    barrier = threading.Barrier(2)

    def reserve_without_lock() -> object:
        with transaction.atomic():
            seen = Commitment.objects.get(pk=pot.pk)
            ledger.spread([seen], VOUCHER)
            barrier.wait()
            with connection.cursor() as cursor:
                cursor.execute(
                    "update vouchers_commitment set reserved_cents = reserved_cents + %s where id = %s",
                    [VOUCHER, pot.pk],
                )
        return "reserved"

    outcomes = at_once([reserve_without_lock, reserve_without_lock])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IntegrityError", "str"]
    pot.refresh_from_db()
    assert pot.reserved_cents == VOUCHER


def test_the_last_money_is_awarded_once(fund):
    first, second = fund.prepared(), fund.prepared()
    pot = leave_money_for(1)
    outcomes = at_once([lambda: fund.award(first), lambda: fund.award(second)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, ledger.CeilingReached)]
    assert len(refused) == 1
    assert refused[0].free_cents == VOUCHER - 1
    pot.refresh_from_db()
    assert pot.reserved_cents == VOUCHER
    assert Decision.objects.count() == 1


def test_many_deciders_never_exceed_the_commitment(fund):
    applications = [fund.prepared() for _ in range(12)]
    managers = [UserFactory(fund_manager=True) for _ in applications]
    pot = leave_money_for(5)
    outcomes = at_once(
        [
            lambda application=application, manager=manager: fund.award(application, by=manager)
            for application, manager in zip(applications, managers, strict=True)
        ]
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, ledger.CeilingReached)]
    assert len(refused) == 7
    pot.refresh_from_db()
    assert pot.reserved_cents == 5 * VOUCHER


def test_the_maximum_per_person_holds_for_two_awards_at_once(fund):
    case = fund.case()
    first, second = fund.prepared(case), fund.prepared(case)
    outcomes = at_once([lambda: fund.award(first), lambda: fund.award(second)])
    assert sorted(outcome.cents for outcome in outcomes) == [80_000, VOUCHER]
    assert PersonYear.objects.get().awarded_cents == 250_000


def test_the_same_application_is_awarded_once(fund):
    application = fund.prepared()
    outcomes = at_once([lambda: fund.award(application), lambda: fund.award(application)])
    assert sum(isinstance(outcome, MoveNotAllowed) for outcome in outcomes) == 1
    assert Decision.objects.count() == 1
