import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_the_suite_runs_on_postgresql_and_redis():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    cache.set("a", 1)
    assert cache.get("a") == 1


def test_the_clock_can_be_stopped_and_moved(freeze):
    freeze("2026-03-10 09:00")
    assert timezone.localtime().isoformat() == "2026-03-10T09:00:00+01:00"
    freeze("2026-07-10 09:00")
    assert timezone.localtime().isoformat() == "2026-07-10T09:00:00+02:00"


def test_callbacks_run_when_the_outermost_transaction_ends():
    ran = []
    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: ran.append("inner"))
        assert ran == []
    assert ran == ["inner"]
    transaction.on_commit(lambda: ran.append("outside"))
    assert ran == ["inner", "outside"]


def test_a_rolled_back_transaction_drops_its_callbacks():
    ran = []

    def fail():
        with transaction.atomic():
            transaction.on_commit(lambda: ran.append("never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with transaction.atomic():
        pass
    assert ran == []
