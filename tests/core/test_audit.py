"""The audit log, which can only grow."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from tests.factories.core import RegionFactory, UserFactory
from werkcentrum.core import audit
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_to_what_and_from_where():
    user, region = UserFactory(), RegionFactory()
    audit.record("core.looked", region, by=user, why="test")
    line = AuditEvent.objects.about(region).get()
    assert (line.action, line.object_type, line.object_id) == ("core.looked", "core.region", str(region.pk))
    assert (line.actor, line.result, line.origin, line.details) == (user, "ok", "command", {"why": "test"})


def test_the_system_is_nobody():
    assert audit.record("core.swept", by=None).actor is None


def test_a_line_cannot_be_changed():
    line = audit.record("core.looked", by=None)
    line.action = "core.hidden"
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        line.save()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        AuditEvent.objects.update(action="core.hidden")


def test_a_line_cannot_be_deleted():
    line = audit.record("core.looked", by=None)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        line.delete()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        AuditEvent.objects.all()._raw_delete("default")


def test_somebody_who_did_something_cannot_be_deleted():
    user = UserFactory()
    audit.record("core.looked", by=user)
    user.emailaddress_set.all().delete()
    with pytest.raises(ProtectedError):
        user.delete()
