"""A partner's form that is sent at the same moment over several connections."""

import uuid

import pytest

from advisors.models import Case, Client
from advisors.services import ClientData
from directory.models import Organization
from intake.inbound import consent
from intake.models import InboundReferral
from intake.services.inbound import InboundData, refer_in
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.intake.test_race import at_the_same_time, door  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_form_sent_at_the_same_moment_is_one_case(door):  # noqa: F811
    desk = Organization.objects.get(code="leerwerkloket")
    partner = UserFactory(partner=True, organization=desk)
    data = InboundData(
        organization=desk,
        client=ClientData(audience="resident", name="Samira Haddad", email="samira@post.example"),
        question="Ik wil in de zorg werken.",
        facts={
            "audience": "resident",
            "municipality": "outside",
            "situation": "other",
            "age": 38,
            "education": "unknown",
            "themes": [],
        },
        note="Zij zoekt werk.",
        contact_preference="visit",
        consent="signed",
        shown=consent.fingerprint(organization=desk.name, audience="resident"),
    )
    key = uuid.uuid4()

    def send():
        return refer_in(data=data, submission_key=key, by=partner).pk

    results = at_the_same_time(send, send, send)
    assert len(set(results)) == 1, results
    assert (Case.objects.count(), Client.objects.count(), InboundReferral.objects.count()) == (1, 1, 1)
    assert Message.objects.filter(kind="intake/inbound_receipt").count() == 1
