"""An advisor's form that is sent at the same moment over several connections."""

import uuid

import pytest

from advisors.models import Case, Client
from advisors.services import ClientData
from intake.services import EntryData, enter_question
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.intake.test_race import at_the_same_time, door  # noqa: F401
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_form_sent_at_the_same_moment_is_entered_once(door):  # noqa: F811
    advisor = UserFactory(advisor=True)
    data = EntryData(
        channel="phone",
        client=ClientData(audience="resident", name="Gerda Bos", email="gerda@post.example"),
        question="Ik wil in de zorg werken.",
        facts={
            "audience": "resident",
            "municipality": "outside",
            "situation": "other",
            "age": 38,
            "education": "unknown",
            "themes": [],
        },
        contact_preference="phone",
        consent_kind="spoken",
        claim=True,
    )
    key = uuid.uuid4()

    def send():
        return enter_question(data=data, submission_key=key, by=advisor).pk

    results = at_the_same_time(send, send, send)
    assert len(set(results)) == 1, results
    assert (Case.objects.count(), Client.objects.count()) == (1, 1)
    assert AuditEvent.objects.filter(action="case.entered").count() == 1
    assert Message.objects.filter(kind="intake/receipt").count() == 1
    assert Case.objects.get().owner == advisor
