"""The partner answers, and what follows."""

import datetime

import pytest
from django.utils import timezone

from notifications.models import Message
from referrals import services
from referrals.models import Referral
from referrals.services import Decline
from referrals.workflow import ReferralStatus
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.referrals import ReferralFactory
from werkcentrum.core.errors import NotAllowed, RuleViolation
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.django_db

S = ReferralStatus
D = datetime.date


@pytest.fixture
def referral(freeze) -> Referral:
    freeze("2026-04-09 15:40")
    return ReferralFactory()


@pytest.fixture
def partner(referral):
    return UserFactory(partner=True, organization=referral.organization, name="Ria Lansink")


def accept(referral, by, on=None):
    return services.accept_referral(
        referral_id=referral.pk, contact_name="Ria Lansink", first_contact_on=on or timezone.localdate(), by=by
    )


def decline(referral, by, **facts):
    facts = {"reason": "no_room", "why_none": "Wij kennen geen ander loket."} | facts
    return services.decline_referral(referral_id=referral.pk, decline=Decline(**facts), by=by)


def kinds(email: str) -> set[str]:
    return set(Message.objects.filter(recipient_email=email).values_list("kind", flat=True))


def test_after_taking_over_the_werkcentrum_follows_after_six_weeks(referral, partner) -> None:
    accept(referral, partner, on=D(2026, 4, 13))
    case = referral.case
    case.refresh_from_db()
    referral.refresh_from_db()
    assert (referral.status, referral.accepted_by, referral.contact_name) == (S.ACCEPTED, partner, "Ria Lansink")
    assert (case.next_step, case.next_step_on) == ("Vraag hoe het gaat bij Vakbondshuis FNV", D(2026, 5, 21))
    assert (case.waiting_for, case.owner) == ("us", referral.sent_by)
    assert "referrals/sender_accepted" in kinds(case.owner.email)
    text = Message.objects.get(kind="referrals/client_accepted").text
    assert "Ria Lansink" in text
    assert "maandag 13 april" in text


def test_a_step_of_the_advisor_comes_before_asking_how_it_goes(referral, partner) -> None:
    case = referral.case
    case.next_step, case.next_step_on, case.waiting_for = "Bel Iris over de startdatum", D(2026, 4, 14), "us"
    case.save()
    accept(referral, partner)
    case.refresh_from_db()
    assert case.next_step == "Bel Iris over de startdatum"
    referral.refresh_from_db()
    assert referral.follow_up_on == D(2026, 5, 21)


def test_another_answer_that_is_due_comes_before_asking_how_it_goes(referral, partner) -> None:
    ReferralFactory(case=referral.case, organization=OrganizationFactory(name="Taalpunt"))
    accept(referral, partner)
    referral.case.refresh_from_db()
    assert (referral.case.next_step, referral.case.waiting_for) == ("Wacht op Taalpunt", "partner")


@pytest.mark.parametrize(
    ("name", "on"), [("", D(2026, 4, 10)), ("  ", D(2026, 4, 10)), ("Ria", D(2026, 4, 8)), ("Ria", D(2026, 7, 1))]
)
def test_taking_over_needs_a_name_and_a_date_soon(name, on, referral, partner) -> None:
    with pytest.raises(RuleViolation):
        services.accept_referral(referral_id=referral.pk, contact_name=name, first_contact_on=on, by=partner)


def test_two_colleagues_take_over_and_the_second_hears_it(referral, partner) -> None:
    accept(referral, partner)
    with pytest.raises(MoveNotAllowed):
        accept(referral, UserFactory(partner=True, organization=referral.organization))


@pytest.mark.parametrize("act", [accept, decline])
def test_only_the_partners_own_staff_answers(act, referral) -> None:
    others = [
        UserFactory(),
        UserFactory(partner=True, organization=OrganizationFactory()),
        UserFactory(advisor=True, organization=referral.organization),
        referral.sent_by,
        UserFactory(coordinator=True),
    ]
    for somebody in others:
        with pytest.raises(NotAllowed):
            act(referral, somebody)


def test_a_decline_is_back_with_the_sender_today_with_the_proposal(referral, partner) -> None:
    desk = OrganizationFactory(code="roz", name="ROZ")
    decline(referral, partner, reason="not_our_task", proposal=desk, why_none="")
    case = referral.case
    case.refresh_from_db()
    assert case.next_step_on == D(2026, 4, 9)
    assert "ROZ" in case.next_step
    assert (case.waiting_for, case.owner) == ("us", referral.sent_by)
    assert "ROZ" in Message.objects.get(kind="referrals/sender_declined").text
    assert "referrals/client_declined" in kinds(case.client.email)
    assert not Message.objects.filter(kind="referrals/coordinator_declined").exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"why_none": ""},
        {"why_none": "  "},
        {"reason": "nonsense"},
        {"reason": ""},
        {"reason": "other", "explanation": ""},
    ],
)
def test_a_decline_helps_on_or_is_refused(facts, referral, partner) -> None:
    with pytest.raises(RuleViolation):
        decline(referral, partner, **facts)


def test_a_partner_does_not_propose_itself(referral, partner) -> None:
    with pytest.raises(RuleViolation):
        decline(referral, partner, proposal=referral.organization)


def test_the_second_decline_alerts_the_coordinators(referral, partner) -> None:
    coordinator = UserFactory(coordinator=True)
    ReferralFactory(case=referral.case, organization=OrganizationFactory(), declined=True)
    decline(referral, partner)
    assert kinds(coordinator.email) == {"referrals/coordinator_declined"}
    assert "2 keer" in Message.objects.get(kind="referrals/coordinator_declined").subject


def test_the_partner_starts_and_reports_what_came_of_it(referral, partner) -> None:
    accept(referral, partner)
    services.start_referral(referral_id=referral.pk, by=partner)
    services.complete_referral(referral_id=referral.pk, outcome="helped", explanation="Zij weet genoeg.", by=partner)
    referral.refresh_from_db()
    case = referral.case
    case.refresh_from_db()
    assert (referral.status, referral.outcome, referral.started_on) == (S.COMPLETED, "helped", D(2026, 4, 9))
    assert (case.waiting_for, case.next_step_on) == ("us", D(2026, 4, 10))
    assert "Zij weet genoeg." in Message.objects.get(kind="referrals/sender_completed").text


def test_a_first_contact_in_the_future_has_not_been(referral, partner) -> None:
    accept(referral, partner)
    with pytest.raises(RuleViolation):
        services.start_referral(referral_id=referral.pk, on=D(2026, 4, 10), by=partner)


def test_handing_back_needs_a_reason_and_closes_the_data(referral, partner) -> None:
    accept(referral, partner)
    with pytest.raises(RuleViolation):
        services.return_referral(referral_id=referral.pk, reason=" ", by=partner)
    services.return_referral(referral_id=referral.pk, reason="Niet bereikt", by=partner)
    case = referral.case
    case.refresh_from_db()
    assert (case.waiting_for, case.next_step_on) == ("us", D(2026, 4, 9))
    assert {"referrals/client_returned"} <= kinds(case.client.email)
    referral.refresh_from_db()
    assert referral.shared_groups == []


def test_an_answer_after_the_case_was_closed_does_not_open_it(referral, partner) -> None:
    accept(referral, partner)
    case = referral.case
    type(case).objects.filter(pk=case.pk).update(
        status="closed", outcome="taken_over", closed_at=timezone.now(), next_step="", next_step_on=None
    )
    services.complete_referral(referral_id=referral.pk, outcome="helped", by=partner)
    case.refresh_from_db()
    assert case.status == "closed"


def test_everybody_of_the_partner_hears_of_a_new_question_or_else_its_team(freeze) -> None:
    advisor = UserFactory(advisor=True)
    empty = OrganizationFactory(code="zonder", email="info@zonder.example")
    case = CaseFactory(open=True, owner=advisor)
    draft = services.create_draft(case_id=case.pk, organization=empty, question="Help", groups=["question"], by=advisor)
    shown = services.text_digest(services.consent_text(draft))
    services.send_with_consent(referral_id=draft.pk, how="spoken", shown=shown, by=advisor)
    assert kinds("info@zonder.example") == {"referrals/partner_new"}
