"""Two workers with the same message: one sends it."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from notifications import delivery
from notifications.models import Message
from notifications.workflow import MessageStatus
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Wire:
    """Counts what is sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, message: Message) -> None:
        self.sent.append(message.message_id)


def at_the_same_time(*work: Callable[[], object]) -> None:
    """Run these in threads, each with a database connection of its own."""

    def run(function: Callable[[], object]) -> None:
        try:
            function()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(function,)) for function in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)


def test_without_the_lock_both_workers_would_send_it():
    message = MessageFactory()
    wire, both_have_read = Wire(), threading.Barrier(2, timeout=10)

    def careless() -> None:
        mine = Message.objects.get(pk=message.pk)
        both_have_read.wait()
        if mine.status == MessageStatus.QUEUED:
            Message.objects.filter(pk=mine.pk).update(status=MessageStatus.SENDING)
            wire.send(mine)

    at_the_same_time(careless, careless)
    assert len(wire.sent) == 2


def test_two_workers_send_a_message_once(monkeypatch: pytest.MonkeyPatch):
    messages = MessageFactory.create_batch(10)
    wire, start = Wire(), threading.Barrier(4, timeout=10)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda email: wire.send(_of(email)))

    def work() -> None:
        start.wait()
        for message in messages:
            delivery.deliver(message.pk)

    at_the_same_time(work, work, work, work)
    assert sorted(wire.sent) == sorted(message.message_id for message in messages)
    assert set(Message.objects.values_list("status", "attempts")) == {(MessageStatus.SENT, 1)}


def test_a_worker_does_not_wait_for_a_message_that_another_one_is_claiming():
    message = MessageFactory()
    claimed: list[Message | None] = []
    with transaction.atomic():
        Message.objects.select_for_update(no_key=True).get(pk=message.pk)
        at_the_same_time(lambda: claimed.append(delivery.claim(message.pk)))
    assert claimed == [None]


def test_nothing_is_locked_while_the_mail_server_answers(monkeypatch: pytest.MonkeyPatch):
    message = MessageFactory()
    seen: list[str] = []

    def send(email: object) -> None:
        assert not connection.in_atomic_block
        at_the_same_time(lambda: seen.append(_unlocked(message).status))

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    assert delivery.deliver(message.pk)
    assert seen == [MessageStatus.SENDING]


def _unlocked(message: Message) -> Message:
    with transaction.atomic():
        return Message.objects.select_for_update(nowait=True).get(pk=message.pk)


def _of(email) -> Message:
    return Message(message_id=email.extra_headers["Message-ID"])
