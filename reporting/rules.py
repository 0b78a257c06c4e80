"""Pure arithmetic of the figures: where a target should stand today, and when money runs out at this pace."""

import calendar
import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """A count against a year's target, with the count that an even pace would give on this day."""

    reached: int
    target: int
    planned: int

    @property
    def difference(self) -> int:
        """More (positive) or fewer (negative) than planned."""
        return self.reached - self.planned

    @property
    def percent(self) -> float:
        """Share of the target that was reached, at most 100, for the bar."""
        return min(100.0, 100 * self.reached / self.target) if self.target else 0.0

    @property
    def planned_percent(self) -> float:
        """Where the tick of an even pace stands on the bar."""
        return min(100.0, 100 * self.planned / self.target) if self.target else 0.0


def planned_on(target: int, day: datetime.date) -> int:
    """What an even pace over the year gives at the end of `day`, rounded to a whole number."""
    days = 366 if calendar.isleap(day.year) else 365
    return round(target * day.timetuple().tm_yday / days)


def progress(reached: int, target: int, day: datetime.date) -> Progress:
    """The count of a year up to `day` against its target."""
    return Progress(reached=reached, target=target, planned=planned_on(target, day))


def runs_out_on(*, free_cents: int, spent_cents: int, window_days: int, today: datetime.date) -> datetime.date | None:
    """The day on which `free_cents` is gone if spending goes on as in the last `window_days`; None without spending.

    Nothing left means today.
    """
    if free_cents <= 0:
        return today
    if spent_cents <= 0:
        return None
    return today + datetime.timedelta(days=free_cents * window_days // spent_cents)
