"""The outbox in the admin: to look up and to send again, nothing else."""

import pytest
from django.core import mail
from django.urls import reverse

from notifications.models import Message
from notifications.workflow import MessageStatus
from tests.factories.core import UserFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(admin=True))
    return client


def test_an_administrator_finds_a_failed_message_and_sends_it_again(admin):
    message = MessageFactory(failed=True)
    listed = admin.get(reverse("admin:notifications_message_changelist"), {"status__exact": "failed", "q": "reader"})
    assert message.recipient_email in listed.content.decode()
    page = admin.get(reverse("admin:notifications_message_change", args=[message.pk]))
    resend = reverse("admin:notifications_message_resend", args=[message.pk])
    assert resend in page.content.decode()
    admin.post(resend)
    assert Message.objects.get().status == MessageStatus.SENT
    assert len(mail.outbox) == 1


def test_the_action_sends_only_what_failed(admin):
    failed, sent = MessageFactory(failed=True), MessageFactory(sent=True)
    chosen = {"action": "resend_selected", "_selected_action": [str(failed.pk), str(sent.pk)]}
    admin.post(reverse("admin:notifications_message_changelist"), chosen)
    assert [email.extra_headers["Message-ID"] for email in mail.outbox] == [failed.message_id]


def test_a_message_that_was_sent_has_no_button(admin):
    message = MessageFactory(sent=True)
    page = admin.get(reverse("admin:notifications_message_change", args=[message.pk]))
    assert reverse("admin:notifications_message_resend", args=[message.pk]) not in page.content.decode()


@pytest.mark.parametrize("page", ["add", "delete"])
@pytest.mark.parametrize("model", ["message", "letter"])
def test_nothing_can_be_added_or_deleted(admin, model: str, page: str):
    args = [MessageFactory().pk] if page == "delete" else []
    assert admin.get(reverse(f"admin:notifications_{model}_{page}", args=args)).status_code in {302, 403}
    assert admin.post(reverse(f"admin:notifications_{model}_{page}", args=args)).status_code in {302, 403}


def test_a_message_cannot_be_changed(admin):
    message = MessageFactory(sent=True)
    url = reverse("admin:notifications_message_change", args=[message.pk])
    assert admin.post(url, {"subject": "Anders"}).status_code == 403


@pytest.mark.parametrize("role", ["advisor", "partner", "fund_manager"])
def test_others_cannot_send_anything_again(client, role: str):
    message = MessageFactory(failed=True)
    client.force_login(UserFactory(**{role: True}))
    response = client.post(reverse("admin:notifications_message_resend", args=[message.pk]))
    assert response.status_code in {302, 403, 404}
    assert mail.outbox == []
