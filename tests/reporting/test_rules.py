"""Where a target should stand today, and when money runs out."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.rules import planned_on, progress, runs_out_on

D = datetime.date


@pytest.mark.parametrize(
    ("target", "day", "planned"),
    [
        (625, D(2026, 4, 14), 178),
        (1375, D(2026, 4, 14), 392),
        (625, D(2026, 1, 1), 2),
        (625, D(2026, 12, 31), 625),
        (366, D(2024, 12, 31), 366),  # a leap year
        (366, D(2024, 2, 29), 60),
        (0, D(2026, 4, 14), 0),
    ],
)
def test_an_even_pace_over_the_days_of_the_year(target: int, day: D, planned: int) -> None:
    assert planned_on(target, day) == planned


@given(target=st.integers(0, 10_000), day=st.dates(D(2023, 1, 1), D(2030, 12, 30)))
def test_a_plan_never_goes_down_within_a_year_and_ends_at_the_target(target: int, day: D) -> None:
    tomorrow = day + datetime.timedelta(days=1)
    if tomorrow.year == day.year:
        assert planned_on(target, day) <= planned_on(target, tomorrow) <= target
    assert planned_on(target, D(day.year, 12, 31)) == target


def test_progress_tells_the_difference_and_how_far_the_bars_go() -> None:
    ahead = progress(200, 625, D(2026, 4, 14))
    assert (ahead.planned, ahead.difference, ahead.percent) == (178, 22, 32.0)
    assert ahead.planned_percent == pytest.approx(28.48)
    assert progress(900, 625, D(2026, 4, 14)).percent == 100
    without_target = progress(3, 0, D(2026, 4, 14))
    assert (without_target.percent, without_target.planned_percent) == (0, 0)


@pytest.mark.parametrize(
    ("free", "spent", "day"),
    [
        (90_000, 90_000, D(2026, 7, 13)),  # as much as in the last 90 days, so 90 days on
        (100, 90_000, D(2026, 4, 14)),
        (0, 90_000, D(2026, 4, 14)),
        (-1, 0, D(2026, 4, 14)),
        (90_000, 0, None),
    ],
)
def test_money_runs_out_at_the_pace_of_the_last_weeks(free: int, spent: int, day: D | None) -> None:
    assert runs_out_on(free_cents=free, spent_cents=spent, window_days=90, today=D(2026, 4, 14)) == day
