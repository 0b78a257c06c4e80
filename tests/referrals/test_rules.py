"""The clock around weekends and holidays, the legal basis, and how long consent lasts."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from referrals import rules
from referrals.presenting import clock_words
from referrals.rules import ClockSettings
from referrals.workflow import DataGroup
from werkcentrum.core.terms import Calendar

D = datetime.date
CALENDAR = Calendar()
USUAL = ClockSettings(reminder_days=2, escalation_days=4, overdue_days=5)


@pytest.mark.parametrize(
    ("sent", "remind", "escalate", "answer"),
    [
        (D(2026, 4, 9), D(2026, 4, 13), D(2026, 4, 15), D(2026, 4, 16)),  # a Thursday, over a weekend
        (D(2026, 4, 2), D(2026, 4, 8), D(2026, 4, 10), D(2026, 4, 13)),  # Good Friday and Easter Monday
        (D(2026, 4, 24), D(2026, 4, 29), D(2026, 5, 1), D(2026, 5, 4)),  # King's Day
        (D(2026, 5, 4), D(2026, 5, 7), D(2026, 5, 11), D(2026, 5, 12)),  # 5 May
        (D(2026, 5, 13), D(2026, 5, 18), D(2026, 5, 20), D(2026, 5, 21)),  # Ascension Day
        (D(2026, 12, 23), D(2026, 12, 28), D(2026, 12, 30), D(2026, 12, 31)),  # Christmas
        (D(2026, 4, 11), D(2026, 4, 14), D(2026, 4, 16), D(2026, 4, 17)),  # sent on a Saturday
    ],
)
def test_the_clock_counts_working_days_only(sent: D, remind: D, escalate: D, answer: D) -> None:
    assert rules.milestones(sent, USUAL, CALENDAR) == rules.Milestones(remind, escalate, answer)


def test_a_partner_can_have_another_clock() -> None:
    slow = ClockSettings(reminder_days=5, escalation_days=8, overdue_days=10)
    assert rules.milestones(D(2026, 3, 2), slow, CALENDAR).answer_by == D(2026, 3, 16)


def test_an_extra_day_off_of_the_region_counts() -> None:
    with_bridge_day = Calendar({D(2026, 5, 15): "Brugdag"})
    assert rules.milestones(D(2026, 5, 13), USUAL, with_bridge_day).answer_by == D(2026, 5, 22)


@pytest.mark.parametrize(
    ("today", "number", "is_late"),
    [
        (D(2026, 4, 9), 0, False),
        (D(2026, 4, 10), 1, False),
        (D(2026, 4, 12), 1, False),  # on Sunday it still is Friday's count
        (D(2026, 4, 14), 3, False),
        (D(2026, 4, 16), 5, False),
        (D(2026, 4, 17), 6, True),
    ],
)
def test_the_line_of_days_says_which_day_it_is(today: D, number: int, is_late: bool) -> None:
    clock = rules.clock(D(2026, 4, 9), D(2026, 4, 16), today, CALENDAR)
    assert [day.day for day in clock.days] == [10, 13, 14, 15, 16]
    assert (clock.number, clock.is_late) == (number, is_late)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-04-10 16:00", "vandaag verstuurd"),
        ("2026-04-12 16:00", "telt vanaf maandag"),
        ("2026-04-13 09:00", "dag 1 van 5"),
        ("2026-04-20 09:00", "te laat"),
    ],
)
def test_a_list_says_how_far_the_clock_is(moment: str, words: str, freeze) -> None:
    freeze(moment)
    clock = rules.clock(D(2026, 4, 10), D(2026, 4, 17), timezone.localdate(), CALENDAR)
    with override("nl"):
        assert clock_words(clock) == words


@given(
    sent=st.dates(D(2024, 1, 1), D(2030, 12, 31)),
    steps=st.lists(st.integers(0, 20), min_size=3, max_size=3).map(sorted),
)
def test_the_milestones_are_in_order_and_on_working_days(sent: D, steps: list[int]) -> None:
    dates = rules.milestones(sent, ClockSettings(*steps), CALENDAR)
    assert sent <= dates.remind_on <= dates.escalate_on <= dates.answer_by
    assert all(CALENDAR.is_working_day(day) for day in (dates.remind_on, dates.escalate_on, dates.answer_by))


@pytest.mark.parametrize(
    ("sender", "receiver", "possible"),
    [
        ("benefits_agency", "municipality", True),
        ("municipality", "benefits_agency", True),
        ("municipality", "municipality", True),
        ("werkcentrum", "municipality", False),
        ("municipality", "union", False),
        ("desk", "benefits_agency", False),
    ],
)
def test_a_legal_task_exists_between_uwv_and_municipalities_only(sender: str, receiver: str, possible: bool) -> None:
    assert rules.legal_task_possible(sender, receiver) is possible


@pytest.mark.parametrize(
    ("given_on", "until"),
    [(D(2026, 4, 9), D(2026, 10, 9)), (D(2026, 8, 31), D(2027, 2, 28)), (D(2027, 8, 31), D(2028, 2, 29))],
)
def test_consent_lasts_six_months(given_on: D, until: D) -> None:
    assert rules.consent_until(given_on) == until


@pytest.mark.parametrize(
    ("accepted", "ask_on"),
    [
        (D(2026, 3, 2), D(2026, 4, 13)),
        (D(2026, 2, 23), D(2026, 4, 7)),  # six weeks on is Easter Monday
        (D(2026, 3, 7), D(2026, 4, 20)),  # six weeks on is a Saturday
    ],
)
def test_after_six_weeks_we_ask_how_it_goes(accepted: D, ask_on: D) -> None:
    assert rules.follow_up_on(accepted, CALENDAR) == ask_on


@given(st.lists(st.sampled_from([*DataGroup.values, "bsn"])))
def test_groups_keep_one_order_and_nothing_unknown(groups: list[str]) -> None:
    ordered = rules.ordered_groups(groups)
    assert ordered == [group for group in DataGroup.values if group in groups]
