"""GET requests that cannot write."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from tests.factories.core import UserFactory
from werkcentrum.core import audit, middleware, readonly
from werkcentrum.core.models import ExtraHoliday, Region, User


def with_history_context(sql):
    """What django-pghistory makes of a statement that may write."""
    who = ", ".join(f"set_config('pghistory.{name}', %s, true)" for name in ("context_id", "context_metadata"))
    return f"SELECT {who}; {sql}"


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "core_user"."id" FROM "core_user"',
        "  select 1",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH recent AS (SELECT 1) SELECT * FROM recent",
        'SAVEPOINT "s1"',
        'INSERT INTO "core_auditevent" ("action") VALUES (%s)',
        'UPDATE "django_session" SET "session_data" = %s',
        with_history_context('INSERT INTO "core_auditevent" ("action") VALUES (%s)'),
    ],
)
def test_reading_passes_and_so_do_the_session_and_the_log(sql):
    assert readonly.is_reading(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "core_region" ("code") VALUES (%s)',
        'UPDATE "core_user" SET "name" = %s',
        'DELETE FROM "core_user"',
        'TRUNCATE "core_user"',
        'WITH gone AS (DELETE FROM "core_user" RETURNING id) SELECT * FROM gone',
        "SELECT nextval('case_reference')",
        'SELECT "core_user"."id" FROM "core_user" FOR UPDATE',
        'SELECT "core_user"."id" FROM "core_user" FOR NO KEY UPDATE OF "core_user"',
        with_history_context('UPDATE "core_user" SET "name" = %s'),
        with_history_context('INSERT INTO "core_region" ("code") VALUES (%s)'),
    ],
)
def test_writing_and_locking_do_not(sql):
    assert not readonly.is_reading(sql)


def view_that_writes(request):
    Region.objects.create(code="nieuw", name="Nieuw")
    return HttpResponse("done")


def view_that_logs(request):
    audit.record("case.looked", by=None)
    return HttpResponse("done")


@readonly.may_write
def view_that_may_write(request):
    return view_that_writes(request)


def answer(view, method="get"):
    """The view behind the middleware, as Django runs it."""
    request = getattr(RequestFactory(), method)("/")

    def get_response(request):
        guard.process_view(request, view, (), {})
        return view(request)

    guard = middleware.ReadOnlyGetMiddleware(get_response)
    return guard(request)


@pytest.mark.django_db
class TestMiddleware:
    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_a_view_that_writes_while_reading_fails(self, method):
        with pytest.raises(readonly.WriteInGet, match="may not write"), transaction.atomic():
            answer(view_that_writes, method)
        assert not Region.objects.filter(code="nieuw").exists()

    def test_the_connection_can_write_again_afterwards(self):
        with pytest.raises(readonly.WriteInGet), transaction.atomic():
            answer(view_that_writes)
        assert not connection.execute_wrappers
        Region.objects.create(code="later", name="Later")

    def test_a_post_writes(self):
        assert answer(view_that_writes, "post").content == b"done"

    def test_a_get_may_log_who_looked(self):
        assert answer(view_that_logs).content == b"done"

    def test_a_view_that_says_so_may_write(self):
        assert answer(view_that_may_write).content == b"done"

    def test_locking_rows_in_a_get_fails(self):
        UserFactory()
        with pytest.raises(readonly.WriteInGet), readonly.read_only():
            list(User.objects.select_for_update())

    def test_bulk_writes_fail_too(self):
        with pytest.raises(readonly.WriteInGet), readonly.read_only():
            ExtraHoliday.objects.bulk_create([ExtraHoliday(date="2026-05-15", name="Brugdag")])
