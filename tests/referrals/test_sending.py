"""Preparing, consent, sending and taking back."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from advisors.services import close_case
from notifications.models import Message
from referrals import services
from referrals.models import Referral
from referrals.workflow import DataGroup, LegalArticle, ReferralStatus
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.referrals import ReferralFactory
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent, User
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.django_db

S = ReferralStatus


@pytest.fixture
def advisor() -> User:
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def union():
    return OrganizationFactory(code="vakbonden", name="Vakbondshuis FNV")


@pytest.fixture
def partner(union) -> User:
    return UserFactory(partner=True, organization=union, name="Ria Lansink")


def draft_for(case, organization, advisor, groups=("contact", "question")) -> Referral:
    return services.create_draft(
        case_id=case.pk, organization=organization, question="Mag zij opzeggen?", groups=groups, by=advisor
    )


def sent(case, organization, advisor, **options) -> Referral:
    draft = draft_for(case, organization, advisor, **options)
    shown = services.text_digest(services.consent_text(draft))
    return services.send_with_consent(referral_id=draft.pk, how="spoken", shown=shown, by=advisor)


def kinds(email: str) -> set[str]:
    return set(Message.objects.filter(recipient_email=email).values_list("kind", flat=True))


def test_sending_tells_the_partner_and_the_client_and_the_case_waits(freeze, advisor, union, partner) -> None:
    freeze("2026-04-09 15:40")
    case = CaseFactory(open=True, owner=advisor)
    referral = sent(case, union, advisor)
    case.refresh_from_db()
    assert referral.status == S.SENT
    assert referral.answer_by == datetime.date(2026, 4, 16)
    assert (case.owner, case.waiting_for) == (advisor, "partner")
    assert (case.next_step, case.next_step_on) == ("Wacht op Vakbondshuis FNV", datetime.date(2026, 4, 16))
    assert kinds(partner.email) == {"referrals/partner_new"}
    assert kinds(case.client.email) == {"referrals/client_sent"}
    assert case.timeline.filter(kind="referral.sent", visible_to_client=True).exists()


def test_mail_to_partners_and_colleagues_does_not_say_who_it_is_about(advisor, union, partner) -> None:
    client = ClientFactory(name="Iris Nijhuis", email="iris@post.example", phone="06 00 00 12 34")
    case = CaseFactory(open=True, owner=advisor, client=client, question="Mijn geheime vraag")
    referral = sent(case, union, advisor)
    services.accept_referral(
        referral_id=referral.pk, contact_name="Ria Lansink", first_contact_on=timezone.localdate(), by=partner
    )
    for message in Message.objects.filter(
        recipient_email__in=[partner.email, advisor.email], kind__startswith="referrals/"
    ):
        for secret in ("Iris", "Nijhuis", "iris@post.example", "06 00", "geheime"):
            assert secret not in message.subject + message.text + message.html
        assert case.reference in message.text


def test_the_consent_keeps_the_text_word_for_word_in_the_clients_language(freeze, advisor, union) -> None:
    freeze("2026-04-09 15:40")
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(language="en"))
    draft = draft_for(case, union, advisor)
    text = services.consent_text(draft)
    services.send_with_consent(referral_id=draft.pk, how="signed", shown=services.text_digest(text), by=advisor)
    draft.refresh_from_db()
    assert draft.consent.text == text
    assert "your name, telephone number and e-mail address" in text
    assert "9 October 2026" in text
    assert draft.consent.language == "en"
    assert (draft.consent.how, draft.consent.recorded_by) == ("signed", advisor)
    assert draft.consent.groups == ["contact", "question"]
    assert draft.consent.valid_until == datetime.date(2026, 10, 9)
    assert AuditEvent.objects.about(draft.consent).filter(action="consent.recorded", actor=advisor).count() == 1


def test_a_text_that_changed_after_it_was_read_out_is_refused(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor)
    draft = draft_for(case, union, advisor)
    read_out = services.text_digest(services.consent_text(draft))
    draft_for(case, union, advisor, groups=DataGroup.values)
    with pytest.raises(Conflict):
        services.send_with_consent(referral_id=draft.pk, how="spoken", shown=read_out, by=advisor)
    draft.refresh_from_db()
    assert (draft.status, draft.consent) == (S.DRAFT, None)


def test_without_consent_nothing_is_sent(advisor, union) -> None:
    draft = draft_for(CaseFactory(open=True, owner=advisor), union, advisor)
    with pytest.raises(RuleViolation):
        services.send_referral(referral_id=draft.pk, by=advisor)
    with pytest.raises(RuleViolation):
        services.record_consent(referral_id=draft.pk, shown="", by=advisor)


def test_an_advisor_cannot_say_online_on_behalf_of_the_client(advisor, union) -> None:
    draft = draft_for(CaseFactory(open=True, owner=advisor), union, advisor)
    shown = services.text_digest(services.consent_text(draft))
    with pytest.raises(RuleViolation):
        services.send_with_consent(referral_id=draft.pk, how="online", shown=shown, by=advisor)


def test_a_case_that_nobody_had_becomes_the_senders(advisor, union) -> None:
    case = CaseFactory()
    sent(case, union, advisor)
    case.refresh_from_db()
    assert case.owner == advisor


def test_the_same_question_is_at_one_organisation_once(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor)
    sent(case, union, advisor)
    with pytest.raises(RuleViolation, match="al bij deze organisatie"):
        draft_for(case, union, advisor)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralFactory(case=case, organization=union, draft=True)


def test_preparing_twice_changes_the_same_draft(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor)
    first = draft_for(case, union, advisor)
    second = draft_for(case, union, advisor, groups=["question"])
    assert first.pk == second.pk
    assert Referral.objects.get().groups == ["question"]


@pytest.mark.parametrize("role", ["partner", "fund_manager", "analyst", "role"])
def test_only_case_workers_refer(role: str, union) -> None:
    somebody = UserFactory(**({} if role == "role" else {role: True}))
    with pytest.raises(NotAllowed):
        draft_for(CaseFactory(open=True), union, somebody)


@pytest.mark.parametrize(
    "facts",
    [{"is_desk": False}, {"is_active": False}, {"kind": "werkcentrum"}],
    ids=["no desk", "stopped", "ourselves"],
)
def test_some_organisations_take_no_referrals(facts: dict, advisor) -> None:
    organization = OrganizationFactory(**facts)
    with pytest.raises(RuleViolation):
        draft_for(CaseFactory(open=True, owner=advisor), organization, advisor)


def test_a_closed_case_is_not_referred(advisor, union) -> None:
    with pytest.raises(Conflict):
        draft_for(CaseFactory(closed=True), union, advisor)


def test_a_legal_task_is_possible_between_uwv_and_a_municipality_only(union) -> None:
    uwv = OrganizationFactory(code="uwv", name="UWV", kind="benefits_agency")
    town = OrganizationFactory(code="gemeente-GM0153", name="Gemeente Enschede", kind="municipality")
    advisor = UserFactory(advisor=True, organization=uwv)
    article = LegalArticle.SUWI_62.value
    draft = draft_for(CaseFactory(open=True, owner=advisor), town, advisor)
    told = services.text_digest(services.consent_text(draft, article=article))
    referral = services.send_with_consent(referral_id=draft.pk, article=article, shown=told, by=advisor)
    assert (referral.consent.basis, referral.consent.article, referral.consent.how) == ("legal_task", article, "")
    with pytest.raises(RuleViolation):  # the client's answer is no basis, so it cannot be taken away either
        services.withdraw_consent(referral_id=referral.pk, by=advisor)
    other = draft_for(CaseFactory(open=True, owner=advisor), union, advisor)
    told = services.text_digest(services.consent_text(other, article=article))
    with pytest.raises(RuleViolation):
        services.send_with_consent(referral_id=other.pk, article=article, shown=told, by=advisor)


def test_the_client_says_yes_online_and_it_is_sent_for_the_advisor(advisor, union, partner) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(attached=True))
    draft = draft_for(case, union, advisor)
    services.ask_consent(referral_id=draft.pk, by=advisor)
    case.refresh_from_db()
    assert case.waiting_for == "client"
    assert kinds(case.client.email) == {"referrals/client_consent_asked"}
    assert kinds(partner.email) == set()
    shown = services.text_digest(services.consent_text(draft))
    referral = services.give_consent(referral_id=draft.pk, shown=shown, by=case.client.user)
    assert (referral.status, referral.sent_by, referral.consent.how) == (S.SENT, advisor, "online")
    case.refresh_from_db()
    assert case.waiting_for == "partner"


def test_nobody_else_says_yes_or_no_for_the_client(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(attached=True))
    draft = draft_for(case, union, advisor)
    services.ask_consent(referral_id=draft.pk, by=advisor)
    for somebody in (UserFactory(), advisor):
        with pytest.raises(NotAllowed):
            services.give_consent(referral_id=draft.pk, shown="", by=somebody)
    with pytest.raises(NotAllowed):
        services.withdraw_consent(referral_id=draft.pk, by=UserFactory())


def test_the_client_says_no_and_nothing_is_shared(advisor, union, partner) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(attached=True))
    draft = draft_for(case, union, advisor)
    services.ask_consent(referral_id=draft.pk, by=advisor)
    services.withdraw_consent(referral_id=draft.pk, by=case.client.user)
    draft.refresh_from_db()
    case.refresh_from_db()
    assert (draft.status, case.waiting_for) == (S.WITHDRAWN, "us")
    assert kinds(partner.email) == set()
    assert kinds(advisor.email) == {"referrals/sender_consent_withdrawn"}


def test_asking_again_after_a_change_sends_a_new_message(freeze, advisor, union) -> None:
    freeze("2026-04-09 15:40")
    case = CaseFactory(open=True, owner=advisor)
    draft = draft_for(case, union, advisor)
    services.ask_consent(referral_id=draft.pk, by=advisor)
    freeze("2026-04-09 15:45")
    draft_for(case, union, advisor, groups=["question"])
    services.ask_consent(referral_id=draft.pk, by=advisor)
    assert Message.objects.filter(kind="referrals/client_consent_asked").count() == 2


def test_a_client_without_an_address_cannot_be_asked_online(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(email=""))
    draft = draft_for(case, union, advisor)
    with pytest.raises(RuleViolation):
        services.ask_consent(referral_id=draft.pk, by=advisor)
    sent(case, OrganizationFactory(), advisor)  # but can be helped as well as anybody
    assert not Message.objects.filter(kind="referrals/client_sent").exists()


def test_stopping_consent_closes_the_partners_access_at_once(advisor, union, partner) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(attached=True))
    referral = sent(case, union, advisor)
    assert Referral.objects.visible_to(partner).exists()
    services.withdraw_consent(referral_id=referral.pk, by=case.client.user)
    assert not Referral.objects.visible_to(partner).exists()
    with pytest.raises(NotAllowed):
        services.accept_referral(
            referral_id=referral.pk, contact_name="Ria", first_contact_on=timezone.localdate(), by=partner
        )
    case.refresh_from_db()
    assert (case.waiting_for, case.owner) == ("us", advisor)
    assert "referrals/partner_closed" in kinds(partner.email)
    assert "referrals/client_consent_withdrawn" in kinds(case.client.email)
    with pytest.raises(Conflict):
        services.withdraw_consent(referral_id=referral.pk, by=case.client.user)


def test_stopping_works_after_the_partner_is_ready_too(advisor, union, partner) -> None:
    case = CaseFactory(open=True, owner=advisor, client=ClientFactory(attached=True))
    referral = ReferralFactory(case=case, organization=union, completed=True)
    assert Referral.objects.visible_to(partner).exists()
    services.withdraw_consent(referral_id=referral.pk, by=case.client.user)
    assert not Referral.objects.visible_to(partner).exists()
    referral.refresh_from_db()
    assert referral.status == S.COMPLETED


def test_taking_a_referral_back_closes_access_and_tells_everybody(advisor, union, partner) -> None:
    case = CaseFactory(open=True, owner=advisor)
    referral = sent(case, union, advisor)
    services.withdraw_referral(referral_id=referral.pk, reason="Zij heeft al hulp.", by=advisor)
    case.refresh_from_db()
    assert not Referral.objects.visible_to(partner).exists()
    assert case.waiting_for == "us"
    assert "referrals/partner_closed" in kinds(partner.email)
    assert "referrals/client_withdrawn" in kinds(case.client.email)
    with pytest.raises(MoveNotAllowed):
        services.withdraw_referral(referral_id=referral.pk, by=advisor)


def test_taking_back_one_of_two_leaves_the_case_waiting_for_the_other(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor)
    other = OrganizationFactory(code="leerwerkloket", name="Leerwerkloket Twente")
    first = sent(case, union, advisor)
    sent(case, other, advisor)
    services.withdraw_referral(referral_id=first.pk, by=advisor)
    case.refresh_from_db()
    assert (case.waiting_for, case.next_step) == ("partner", "Wacht op Leerwerkloket Twente")


def test_closing_the_case_takes_back_what_nobody_took_over(advisor, union) -> None:
    case = CaseFactory(open=True, owner=advisor)
    waiting = sent(case, union, advisor)
    taken = ReferralFactory(case=case, organization=OrganizationFactory(), accepted=True)
    close_case(case_id=case.pk, outcome="taken_over", by=advisor)
    waiting.refresh_from_db()
    taken.refresh_from_db()
    assert (waiting.status, taken.status) == (S.WITHDRAWN, S.ACCEPTED)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"consent": None, "sent_at": timezone.now()}, "referral_sent_has_consent"),
        ({"accepted": True, "contact_name": ""}, "referral_taken_over_by_somebody"),
        ({"declined": True, "no_proposal_reason": ""}, "referral_decline_helps_on"),
        ({"declined": True, "decline_reason": ""}, "referral_decline_helps_on"),
        ({"returned": True, "return_reason": ""}, "referral_return_has_reason"),
        ({"completed": True, "outcome": ""}, "referral_completed_with_outcome"),
        ({"question": ""}, "referral_has_question"),
    ],
)
def test_the_database_refuses_what_cannot_be(facts: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ReferralFactory(**facts)
