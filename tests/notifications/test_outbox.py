"""The outbox: written with the event, sent after the commit, tried again, and visible when it fails."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from notifications import delivery, rules, services
from notifications.models import Message
from notifications.rendering import BadMessage
from notifications.services import NotFailed, Recipient, queue_message, resend_message, sweep
from notifications.tasks import deliver_message
from notifications.workflow import MESSAGE_MOVES, MessageStatus
from tests.factories.core import UserFactory
from tests.factories.notifications import LONG_AGO, MessageFactory
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed, move

pytestmark = pytest.mark.django_db

SANNE = Recipient(email="sanne@example.org", name="Sanne de Vries")


def queue(key: str = "case:1:receipt", to: Recipient = SANNE, note: str = "", **kwargs) -> Message:
    return queue_message(kind="notifications/test", to=to, context={"name": to.name, "note": note}, key=key, **kwargs)


class MailServerSays:
    """Makes every delivery end with this error."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
        self.attempts = 0
        self.error = error
        monkeypatch.setattr("django.core.mail.EmailMessage.send", self.send)

    def send(self, *args, **kwargs) -> int:
        self.attempts += 1
        if self.error:
            raise self.error
        return 1


def test_a_message_is_sent_after_the_commit_and_not_before():
    with transaction.atomic():
        message = queue()
        assert mail.outbox == []
    message.refresh_from_db()
    assert message.status == MessageStatus.SENT
    assert message.sent_at is not None
    assert [email.to for email in mail.outbox] == [['"Sanne de Vries" <sanne@example.org>']]


def test_an_event_that_is_rolled_back_says_nothing():
    def event() -> None:
        with transaction.atomic():
            queue()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        event()
    assert mail.outbox == []
    assert not Message.objects.exists()


def test_the_same_event_announces_itself_once():
    first, second = queue(), queue()
    assert first == second
    assert len(mail.outbox) == 1


def test_a_message_knows_what_it_is_about():
    user = UserFactory()
    message = queue(about=user)
    assert list(Message.objects.about(user)) == [message]


def test_a_message_carries_what_mail_programs_need():
    message = queue()
    email = mail.outbox[0].message()
    assert email["Message-ID"] == message.message_id
    assert message.message_id == f"<{message.pk}@werkcentrum-twente.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Reply-To"] == "info@werkcentrum-twente.example"
    assert email["Date"]
    assert [part.get_content_type() for part in email.get_payload()] == ["text/plain", "text/html"]


def test_the_same_message_looks_the_same_when_it_is_built_again():
    message = queue()
    first, second = (delivery.build_email(message).message() for _ in range(2))
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])


@pytest.mark.parametrize(
    "name", ["Sanne\nBcc: everybody@example.org", 'Sanne" <other@example.org>, "', "Sanne\r\n\r\nHello"]
)
def test_a_name_cannot_add_headers_or_readers(name: str):
    queue(to=Recipient(email="sanne@example.org", name=name))
    email = mail.outbox[0]
    assert email.recipients() == email.to
    parsed = email.message()
    assert parsed["Bcc"] is None
    assert parsed["To"].count("@") == 1 or "sanne@example.org" in parsed["To"]
    assert len(parsed.get_all("To")) == 1


def test_an_impossible_address_is_refused_before_anything_is_written():
    with pytest.raises(ValidationError):
        queue(to=Recipient(email="sanne at example"))
    assert not Message.objects.exists()


def test_a_kind_without_a_text_is_refused():
    with pytest.raises(BadMessage):
        queue_message(kind="notifications/nothing", to=SANNE, context={}, key="x")


def test_a_broker_that_is_down_does_not_break_the_request(monkeypatch: pytest.MonkeyPatch):
    def down(*args, **kwargs) -> None:
        raise ConnectionError("no Redis")

    monkeypatch.setattr(deliver_message, "apply_async", down)
    message = queue()
    assert message.status == MessageStatus.QUEUED

    monkeypatch.undo()
    assert sweep() == 0, "the workers get a minute first"
    assert sweep(timezone.now() + datetime.timedelta(minutes=2)) == 1
    message.refresh_from_db()
    assert message.status == MessageStatus.SENT


def test_a_task_for_a_message_that_was_sent_does_nothing():
    message = queue()
    deliver_message(str(message.pk))
    assert len(mail.outbox) == 1


def test_a_task_for_a_message_that_is_being_sent_does_nothing():
    message = MessageFactory(sending=True)
    assert delivery.deliver(message.pk) is False
    assert mail.outbox == []


def test_a_failing_mail_server_is_tried_again_with_longer_and_longer_pauses(monkeypatch: pytest.MonkeyPatch, freeze):
    server = MailServerSays(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    freeze("2026-03-10 09:00")
    message = queue()
    pauses = []
    while True:
        message.refresh_from_db()
        if message.status == MessageStatus.FAILED:
            break
        pauses.append((message.next_attempt_at - timezone.now()).total_seconds() / 60)
        assert sweep() == 0, "not before its hour"
        freeze(message.next_attempt_at.isoformat())
        assert sweep() == 1
    assert pauses == [1, 2, 4, 8, 16, 32, 64]
    assert server.attempts == message.attempts == rules.MAX_ATTEMPTS
    assert "SMTPServerDisconnected" in message.last_error


def test_a_message_gets_through_when_the_mail_server_is_back(monkeypatch: pytest.MonkeyPatch, freeze):
    server = MailServerSays(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    freeze("2026-03-10 09:00")
    message = queue()
    server.error = None
    freeze("2026-03-10 09:01")
    sweep()
    message.refresh_from_db()
    assert (message.status, message.last_error, message.attempts) == (MessageStatus.SENT, "", 2)


@pytest.mark.parametrize(
    ("error", "is_final"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}), True),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")}), False),
        (smtplib.SMTPDataError(554, b"rejected"), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), False),
        (smtplib.SMTPSenderRefused(550, b"unknown sender", "x@example.org"), False),
        (TimeoutError("timed out"), False),
        (ConnectionRefusedError(), False),
    ],
)
def test_a_reader_who_is_refused_for_good_fails_at_once(
    monkeypatch: pytest.MonkeyPatch, error: Exception, is_final: bool
):
    MailServerSays(monkeypatch, error)
    message = queue()
    message.refresh_from_db()
    assert message.status == (MessageStatus.FAILED if is_final else MessageStatus.QUEUED)
    assert type(error).__name__ in message.last_error
    assert "a@example.org" not in message.last_error


def test_the_sweep_takes_back_what_a_dead_worker_left(freeze):
    freeze("2026-03-10 09:00")
    message = MessageFactory(sending=True)
    freeze("2026-03-10 09:01")
    sweep()
    message.refresh_from_db()
    assert message.status == MessageStatus.SENDING, "its worker may still be busy"
    freeze("2026-03-10 09:03")
    sweep()
    message.refresh_from_db()
    assert message.status == MessageStatus.SENT
    assert [email.extra_headers["Message-ID"] for email in mail.outbox] == [message.message_id]


def test_a_message_that_keeps_killing_workers_ends_visibly(freeze):
    freeze("2026-03-10 09:00")
    message = MessageFactory(sending=True, attempts=rules.MAX_ATTEMPTS)
    freeze("2026-03-10 09:03")
    assert sweep() == 0
    message.refresh_from_db()
    assert message.status == MessageStatus.FAILED


def test_a_worker_that_comes_back_after_its_lease_does_not_overrule_the_next_one(freeze):
    freeze("2026-03-10 09:00")
    message = MessageFactory()
    slow = delivery.claim(message.pk)
    freeze("2026-03-10 09:03")
    services.release_abandoned(timezone.now())
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
    delivery._record_failure(slow, TimeoutError())
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
    assert message.last_error == "The worker stopped while it was sending."


def test_the_sweep_does_not_hand_over_the_same_message_again_and_again(monkeypatch: pytest.MonkeyPatch):
    handed: list[str] = []
    monkeypatch.setattr(services, "enqueue", handed.append)
    MessageFactory(enqueued_at=timezone.now() - LONG_AGO)
    assert [sweep(), sweep()] == [1, 0]
    assert len(handed) == 1


def test_the_sweep_sends_nothing_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(deliver_message, "apply_async", lambda **kwargs: None)
    MessageFactory.create_batch(3)
    assert sweep() == 3
    assert mail.outbox == []


def test_a_failed_message_can_be_sent_again_and_the_log_says_by_whom():
    admin = UserFactory(admin=True)
    message = MessageFactory(failed=True)
    resend_message(message_id=message.pk, by=admin)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (MessageStatus.SENT, 1)
    assert AuditEvent.objects.about(message).filter(action="notifications.resend", actor=admin).exists()


@pytest.mark.parametrize("trait", ["sent", "sending", None])
def test_only_a_failed_message_can_be_sent_again(trait: str | None):
    message = MessageFactory(**({trait: True} if trait else {}))
    with pytest.raises(NotFailed):
        resend_message(message_id=message.pk, by=UserFactory(admin=True))
    assert mail.outbox == []


@pytest.mark.parametrize("before", MessageStatus.values)
@pytest.mark.parametrize("to", MessageStatus.values)
def test_a_message_moves_only_as_the_table_says(before: str, to: str):
    message = MessageFactory(status=before, sent_at=timezone.now())
    with transaction.atomic():
        if to in MESSAGE_MOVES[before]:
            move(message, to=to, by=None)
        else:
            with pytest.raises(MoveNotAllowed):
                move(message, to=to, by=None)
    message.refresh_from_db()
    assert message.status == (to if to in MESSAGE_MOVES[before] else before)
