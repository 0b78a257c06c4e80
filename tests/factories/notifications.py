"""Messages: `MessageFactory()` waits to be sent; with `sending=True`, `sent=True`, `failed=True` it is further on."""

import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from notifications.models import Message
from notifications.workflow import MessageStatus


class MessageFactory(DjangoModelFactory):
    """A message to a reader, made a moment ago and not handed to a worker yet."""

    class Meta:
        model = Message

    class Params:
        sending = factory.Trait(status=MessageStatus.SENDING, attempts=1, claimed_at=factory.LazyFunction(timezone.now))
        sent = factory.Trait(status=MessageStatus.SENT, attempts=1, sent_at=factory.LazyFunction(timezone.now))
        failed = factory.Trait(status=MessageStatus.FAILED, attempts=8, last_error="SMTPServerDisconnected")

    id = factory.LazyFunction(uuid.uuid4)
    kind = "notifications/test"
    idempotency_key = factory.LazyAttribute(lambda message: f"test:{message.id}")
    message_id = factory.LazyAttribute(lambda message: f"<{message.id}@werkcentrum-twente.example>")
    recipient_email = factory.Sequence("reader{}@example.org".format)
    recipient_name = "Sanne de Vries"
    subject = "Uw vraag is binnen"
    text = "Goedendag"
    html = "<p>Goedendag</p>"


LONG_AGO = datetime.timedelta(hours=1)
