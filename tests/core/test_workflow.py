"""A status changes in one way: along the table of moves, in a transaction, with a line in the audit log."""

import pytest
from django.db import transaction

from notifications.models import Message
from notifications.workflow import MESSAGE_MOVES, MessageStatus
from tests.factories.core import UserFactory
from werkcentrum.core import workflow
from werkcentrum.core.models import AuditEvent


def message(status: str) -> Message:
    times = {"sent_at": "2026-03-10T09:00:00Z"} if status == MessageStatus.SENT else {}
    texts = dict.fromkeys(["kind", "subject", "text", "html", "idempotency_key"], status)
    return Message.objects.create(
        recipient_email="a@example.org", message_id=f"<{status}@x>", status=status, **texts, **times
    )


@pytest.mark.django_db
@pytest.mark.parametrize("before", MessageStatus.values)
@pytest.mark.parametrize("to", MessageStatus.values)
def test_only_the_moves_in_the_table_are_made(before, to):
    row = message(before)
    allowed = to in MESSAGE_MOVES[before]
    if allowed:
        row.sent_at = "2026-03-10T09:00:00Z"
        workflow.move(row, to=to, by=None, update_fields=("sent_at",))
    else:
        with pytest.raises(workflow.MoveNotAllowed):
            workflow.move(row, to=to, by=None)
    assert Message.objects.get().status == (to if allowed else before)


@pytest.mark.django_db
def test_a_move_leaves_a_line_with_its_reason():
    row, user = message("failed"), UserFactory()
    workflow.move(row, to="queued", by=user, reason="again")
    line = AuditEvent.objects.about(row).get()
    assert (line.action, line.actor) == ("notifications.message.queued", user)
    assert line.details == {"before": "failed", "reason": "again"}


@pytest.mark.django_db
def test_a_refused_move_leaves_no_line():
    row = message("sent")
    with pytest.raises(workflow.MoveNotAllowed) as refusal:
        workflow.move(row, to="queued", by=None)
    assert refusal.value.code == "sent>queued"
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_moves():
    row = message("queued")
    with pytest.raises(RuntimeError, match="inside a transaction"):
        workflow.move(row, to="sending", by=None)
    with transaction.atomic():
        workflow.move(row, to="sending", by=None)
