"""Partners bring clients: with consent, once, and they hear back no more than the client agreed to."""

import uuid
from dataclasses import replace

import pytest

from advisors.models import Case
from advisors.services import ClientData, close_case, reopen_case
from advisors.services.clients import change_client
from directory.models import Organization
from intake.inbound import consent
from intake.models import InboundReferral
from intake.services.inbound import InboundData, answer_inbound, refer_in, stop_telling_back
from notifications.models import Message
from tests.factories.advisors import ClientFactory
from tests.factories.core import UserFactory
from tests.factories.inbound import InboundReferralFactory
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent, Municipality
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.django_db
MARCH = "2026-03-10 09:00"  # a Tuesday


@pytest.fixture
def desk(front_door):
    return Organization.objects.get(code="leerwerkloket")


@pytest.fixture
def partner(desk):
    return UserFactory(partner=True, organization=desk, name="Bram Kuipers", email="bram@desk.example")


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def data(desk):
    return InboundData(
        organization=desk,
        client=ClientData(
            audience="resident",
            name="Samira Haddad",
            email="samira@post.example",
            phone="+31612345678",
            municipality=Municipality.objects.get(code="GM0153"),
            birth_year=1988,
            interpreter_language="Arabisch",
            needs_reading_help=True,
        ),
        question="Ik wil in de zorg werken.",
        facts={
            "audience": "resident",
            "municipality": "GM0153",
            "situation": "newcomer",
            "age": 38,
            "education": "mbo3",
            "themes": ["find_work"],
        },
        note="De waardering van haar diploma loopt.",
        contact_preference="phone",
        consent="spoken",
        shown=consent.fingerprint(organization=desk.name, audience="resident"),
    )


@pytest.fixture
def brought(data, partner):
    return refer_in(data=data, submission_key=uuid.uuid4(), by=partner)


def mails(kind):
    return list(Message.objects.filter(kind=f"intake/{kind}").order_by("recipient_email"))


def test_a_partner_opens_a_case_with_triage_and_consent(freeze, data, partner):
    freeze(MARCH)
    inbound = refer_in(data=data, submission_key=uuid.uuid4(), by=partner)
    case = inbound.case
    assert (case.channel, case.consent_kind, case.opened_by) == ("partner", "spoken", partner)
    assert case.desks == ["werkplein"]
    assert case.level == "specialist"
    assert case.answer_by.isoformat() == "2026-03-12"
    assert (case.client.interpreter_language, case.client.needs_reading_help) == ("Arabisch", True)
    assert case.client.user is None
    assert inbound.client_name == "Samira Haddad"
    assert inbound.consent_text == consent.consent_text(
        organization="Leerwerkloket Twente", audience="resident", language="nl"
    )
    assert AuditEvent.objects.filter(action="inbound.entered", actor=partner).exists()
    assert {entry.kind for entry in case.timeline.all()} == {"case.opened_partner", "inbound.entered"}


def test_the_client_gets_a_receipt_with_who_brought_it_and_what_was_agreed(freeze, data, partner):
    freeze(MARCH)
    inbound = refer_in(data=data, submission_key=uuid.uuid4(), by=partner)
    (receipt,) = mails("inbound_receipt")
    assert receipt.recipient_email == "samira@post.example"
    assert inbound.case.reference in receipt.subject
    for words in (
        "Bram Kuipers van Leerwerkloket Twente",
        "uiterlijk donderdag 12 maart op 06 12345678",
        "Werkplein Twente",
        "U kunt er altijd mee stoppen".lower(),
    ):
        assert words in receipt.text or words in receipt.text.lower()


def test_without_an_address_no_receipt(data, partner):
    refer_in(data=replace(data, client=replace(data.client, email="")), submission_key=uuid.uuid4(), by=partner)
    assert mails("inbound_receipt") == []


def test_english_words_for_a_client_who_reads_english(data, partner):
    inbound = refer_in(
        data=replace(data, client=replace(data.client, language="en")), submission_key=uuid.uuid4(), by=partner
    )
    assert "You do not have to agree" in inbound.consent_text
    assert "passed your question on" in mails("inbound_receipt")[0].text


def test_sending_twice_is_one_case(data, partner):
    key = uuid.uuid4()
    first = refer_in(data=data, submission_key=key, by=partner)
    assert refer_in(data=data, submission_key=key, by=partner) == first
    assert (Case.objects.count(), InboundReferral.objects.count(), len(mails("inbound_receipt"))) == (1, 1, 1)


def test_the_form_of_somebody_else_cannot_be_sent_again(data, partner, desk):
    key = uuid.uuid4()
    refer_in(data=data, submission_key=key, by=partner)
    with pytest.raises(Conflict):
        refer_in(data=data, submission_key=key, by=UserFactory(partner=True, organization=desk))


@pytest.mark.parametrize("change", [{"consent": ""}, {"consent": "online"}, {"note": "  "}, {"shown": "older words"}])
def test_refused_without_consent_a_reason_or_the_words_of_today(data, partner, change):
    with pytest.raises(RuleViolation):
        refer_in(data=replace(data, **change), submission_key=uuid.uuid4(), by=partner)
    assert not Case.objects.exists()


def test_only_for_an_organisation_where_you_work(data, advisor):
    for user in (advisor, UserFactory(), UserFactory(partner=True)):
        with pytest.raises(NotAllowed):
            refer_in(data=data, submission_key=uuid.uuid4(), by=user)


def test_the_words_name_the_organisation_and_how_to_stop():
    for language, stop in (("nl", "stoppen, zonder reden"), ("en", "stop at any time")):
        text = consent.consent_text(organization="Vakbondshuis", audience="employer", language=language)
        assert text.count("Vakbondshuis") >= 4
        assert "088 000 10 00" in text
        assert stop in text
    residents = consent.fingerprint(organization="Vakbondshuis", audience="resident")
    assert residents != consent.fingerprint(organization="Vakbondshuis", audience="employer")


def test_what_is_corrected_later_does_not_reach_the_partner(brought, advisor):
    change_client(case_id=brought.case_id, by=advisor, name="Samira Haddad-Jansen")
    brought.refresh_from_db()
    assert brought.client_name == "Samira Haddad"


def test_an_answer_reaches_the_person_the_organisation_and_the_client(brought, advisor, partner, desk):
    answer_inbound(inbound_id=brought.pk, text="Wij bellen haar morgen.", by=advisor)
    brought.refresh_from_db()
    assert (brought.status, brought.answered_by) == ("answered", advisor)
    told = mails("inbound_answered")
    assert {mail.recipient_email for mail in told} == {partner.email, desk.email} - {""}
    assert all(
        "Samira" not in mail.text and "morgen" not in mail.text and brought.case.reference in mail.text for mail in told
    )
    entry = brought.case.timeline.get(kind="inbound.answered")
    assert (entry.body, entry.visible_to_client) == ("Wij bellen haar morgen.", True)


def test_an_answer_is_given_once_and_says_something(brought, advisor):
    with pytest.raises(RuleViolation):
        answer_inbound(inbound_id=brought.pk, text=" ", by=advisor)
    answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=advisor)
    with pytest.raises(MoveNotAllowed):
        answer_inbound(inbound_id=brought.pk, text="Nog iets.", by=advisor)


def test_only_case_workers_answer(brought, partner):
    with pytest.raises(NotAllowed):
        answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=partner)


def test_somebody_who_left_is_not_written_to(brought, advisor, partner, desk):
    partner.memberships.update(valid_until="2020-12-31")
    Organization.objects.filter(pk=desk.pk).update(email="balie@desk.example")
    answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=advisor)
    assert [mail.recipient_email for mail in mails("inbound_answered")] == ["balie@desk.example"]


def test_closing_without_an_answer_tells_the_partner_how_it_ended_once(brought, advisor, partner):
    close_case(case_id=brought.case_id, outcome="training", note="Bel mij over uw diploma.", by=advisor)
    told = [mail for mail in mails("inbound_closed") if mail.recipient_email == partner.email]
    assert "gestart met een opleiding" in told[0].text
    assert "Samira" not in told[0].text
    assert "diploma" not in told[0].text
    count = Message.objects.filter(kind="intake/inbound_closed").count()
    reopen_case(
        case_id=brought.case_id, by=advisor, next_step="Bellen", on=brought.case.answer_by, reason="Toch nog iets"
    )
    close_case(case_id=brought.case_id, outcome="placed", by=advisor)
    assert Message.objects.filter(kind="intake/inbound_closed").count() == count
    assert brought.case.timeline.filter(kind="inbound.closed_told").count() == 1


def test_a_closed_case_can_still_be_answered(brought, advisor):
    close_case(case_id=brought.case_id, outcome="answered", by=advisor)
    assert answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=advisor).is_answered


def test_who_has_the_answer_or_lost_the_consent_hears_nothing_of_closing(brought, advisor):
    answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=advisor)
    close_case(case_id=brought.case_id, outcome="answered", by=advisor)
    stopped = InboundReferralFactory(withdrawn=True)
    close_case(case_id=stopped.case_id, outcome="answered", by=advisor)
    assert mails("inbound_closed") == []


def test_a_case_of_another_channel_closes_as_before(advisor, front_door):
    inbound = InboundReferralFactory()
    case = inbound.case
    inbound.delete()
    close_case(case_id=case.pk, outcome="answered", by=advisor)
    assert mails("inbound_closed") == []


def test_the_client_stops_it_and_the_partner_hears_only_that(brought, advisor, partner):
    user = UserFactory()
    brought.case.client.user = user
    brought.case.client.save()
    stop_telling_back(inbound_id=brought.pk, by=user)
    brought.refresh_from_db()
    assert not brought.is_shared
    assert AuditEvent.objects.filter(action="inbound.consent_withdrawn", actor=user).exists()
    assert partner.email in {mail.recipient_email for mail in mails("inbound_stopped")}
    assert not any("Samira" in mail.text for mail in mails("inbound_stopped"))
    with pytest.raises(RuleViolation):
        answer_inbound(inbound_id=brought.pk, text="Gelukt.", by=advisor)
    with pytest.raises(Conflict):
        stop_telling_back(inbound_id=brought.pk, by=user)


def test_an_advisor_stops_it_for_the_client_and_nobody_else_does(brought, advisor, partner):
    for user in (partner, UserFactory(), ClientFactory(attached=True).user):
        with pytest.raises(NotAllowed):
            stop_telling_back(inbound_id=brought.pk, by=user)
    assert not stop_telling_back(inbound_id=brought.pk, by=advisor).is_shared
