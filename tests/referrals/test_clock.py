"""Reminder, team lead, back to the sender; and consent that runs out. Each step once."""

import datetime

import pytest
from django.utils import timezone

from notifications.models import Message
from referrals import services
from referrals.models import Referral
from referrals.periodic import expire, run_clock
from referrals.services.clock import ClockRun
from tests.factories.advisors import CaseFactory
from tests.factories.core import ExtraHolidayFactory, UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.referrals import ConsentFactory, ReferralFactory

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def referral(freeze) -> Referral:
    freeze("2026-04-09 15:40")  # Thursday
    referral = ReferralFactory()
    UserFactory(partner=True, organization=referral.organization, email="ria@fnv.example")
    UserFactory(partner=True, organization=referral.organization, email="lead@fnv.example", is_lead=True)
    return referral


def sent(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"referrals/{kind}").values_list("recipient_email", flat=True))


def test_each_step_comes_on_its_working_day_and_once(freeze, referral) -> None:
    expected = {
        "2026-04-10": (0, 0, 0),
        "2026-04-11": (0, 0, 0),  # weekend
        "2026-04-13": (2, 0, 0),
        "2026-04-14": (2, 0, 0),
        "2026-04-15": (2, 1, 0),
        "2026-04-16": (2, 1, 1),
        "2026-04-17": (2, 1, 1),
        "2026-04-24": (2, 1, 1),
    }
    for day, counts in expected.items():
        freeze(f"{day} 18:00")
        run_clock()
        run_clock()
        found = tuple(len(sent(kind)) for kind in ("partner_reminder", "lead_escalation", "sender_overdue"))
        assert found == counts, day
    assert sent("lead_escalation") == ["lead@fnv.example"]
    assert sent("sender_overdue") == [referral.sent_by.email]


def test_what_comes_back_is_with_the_sender_the_next_working_day(freeze, referral) -> None:
    freeze("2026-04-16 18:00")
    run_clock()
    case = referral.case
    case.refresh_from_db()
    referral.refresh_from_db()
    assert (case.waiting_for, case.next_step_on, case.owner) == ("us", D(2026, 4, 17), referral.sent_by)
    assert (referral.status, referral.is_late) == ("sent", True)


def test_a_partner_that_is_late_can_still_take_over(freeze, referral) -> None:
    partner = UserFactory(partner=True, organization=referral.organization)
    freeze("2026-04-17 09:00")
    services.run_clock()
    services.accept_referral(
        referral_id=referral.pk, contact_name="Ria", first_contact_on=timezone.localdate(), by=partner
    )
    referral.refresh_from_db()
    assert referral.status == "accepted"


def test_no_step_is_taken_on_a_day_off(freeze) -> None:
    freeze("2026-04-02 12:00")
    ReferralFactory(organization__email="info@fnv.example")
    for day in ("2026-04-03", "2026-04-04", "2026-04-06"):  # Good Friday, Saturday, Easter Monday
        freeze(f"{day} 18:00")
        assert services.run_clock().reminded == 0
    freeze("2026-04-08 18:00")
    assert services.run_clock().reminded == 1


def test_a_day_off_of_the_region_moves_the_clock(freeze) -> None:
    ExtraHolidayFactory(date=D(2026, 5, 15))
    freeze("2026-05-13 12:00")
    assert ReferralFactory().answer_by == D(2026, 5, 22)


def test_a_partner_gets_one_reminder_a_day_however_many_wait(freeze) -> None:
    freeze("2026-04-09 15:40")
    desk = OrganizationFactory(code="taalpunt", email="info@taalpunt.example")
    first, second = ReferralFactory(organization=desk), ReferralFactory(organization=desk)
    freeze("2026-04-10 10:00")
    third = ReferralFactory(organization=desk)
    freeze("2026-04-13 18:00")
    run_clock()
    message = Message.objects.get(kind="referrals/partner_reminder")
    for referral in (first, second, third):
        assert referral.case.reference in message.text
    third.refresh_from_db()
    assert third.reminded_at is None  # it is its own turn tomorrow
    freeze("2026-04-14 18:00")
    run_clock()
    assert len(sent("partner_reminder")) == 2


def test_what_was_answered_is_left_alone(freeze, referral) -> None:
    ReferralFactory(accepted=True, organization=OrganizationFactory())
    services.withdraw_referral(referral_id=referral.pk, by=referral.sent_by)
    freeze("2026-05-01 18:00")
    run_clock()
    assert not Message.objects.filter(kind__in=["referrals/partner_reminder", "referrals/sender_overdue"]).exists()


def test_each_partner_has_its_own_clock(freeze) -> None:
    freeze("2026-04-09 15:40")
    slow = OrganizationFactory(reminder_days=4, escalation_days=8, overdue_days=10)
    referral = ReferralFactory(organization=slow)
    assert (referral.remind_on, referral.escalate_on, referral.answer_by) == (
        D(2026, 4, 15),
        D(2026, 4, 21),
        D(2026, 4, 23),
    )


@pytest.mark.parametrize("state", ["sent", "accepted", "started"])
def test_a_referral_ends_when_its_consent_runs_out(state: str, freeze) -> None:
    freeze("2026-03-10 09:00")
    case = CaseFactory(open=True)
    consent = ConsentFactory(case=case, valid_until=D(2026, 3, 12))
    referral = ReferralFactory(case=case, consent=consent, **({} if state == "sent" else {state: True}))
    partner = UserFactory(partner=True, organization=referral.organization)
    freeze("2026-03-12 23:00")
    expire()
    assert Referral.objects.visible_to(partner).exists()
    freeze("2026-03-13 05:30")
    assert not Referral.objects.visible_to(partner).exists()  # also before the task has run
    expire()
    expire()
    referral.refresh_from_db()
    case.refresh_from_db()
    assert (referral.status, case.waiting_for, case.next_step_on) == ("expired", "us", D(2026, 3, 16))
    assert sent("client_expired") == [case.client.email]
    assert sent("partner_closed") == [partner.email]


def test_the_clock_stands_still_on_kings_day(freeze) -> None:
    freeze("2026-04-24 12:00")  # Friday; Monday 27 April is King's Day
    quick = OrganizationFactory(email="info@snel.example", reminder_days=1, escalation_days=2, overdue_days=3)
    referral = ReferralFactory(organization=quick)
    assert (referral.remind_on, referral.answer_by) == (D(2026, 4, 28), D(2026, 4, 30))
    freeze("2026-04-27 18:00")
    assert services.run_clock() == ClockRun()
    freeze("2026-04-28 18:00")
    assert services.run_clock() == ClockRun(reminded=1)
    freeze("2026-04-30 18:00")
    assert services.run_clock() == ClockRun(escalated=0, overdue=1)
