"""Pure decisions about a referral: the clock in working days, the legal basis, how long consent lasts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from referrals.workflow import DataGroup
from werkcentrum.core.terms import Calendar, add_months

CONSENT_MONTHS = 6
"""How long consent lasts unless the client says otherwise."""

FOLLOW_UP_DAYS = 42
"""After six weeks the Werkcentrum asks how it went."""

SECOND_DECLINE = 2

LEGAL_TASK_KINDS = frozenset({"benefits_agency", "municipality"})


@dataclass(frozen=True)
class ClockSettings:
    """After how many working days: a reminder, the partner's team lead, back to the sender (domain 6)."""

    reminder_days: int
    escalation_days: int
    overdue_days: int


@dataclass(frozen=True)
class Milestones:
    """The three dates of a clock. A milestone is reached at the end of that working day."""

    remind_on: datetime.date
    escalate_on: datetime.date
    answer_by: datetime.date


def milestones(sent_on: datetime.date, settings: ClockSettings, calendar: Calendar) -> Milestones:
    """The dates counted from the day of sending, which itself does not count."""
    return Milestones(
        remind_on=calendar.add_working_days(sent_on, settings.reminder_days),
        escalate_on=calendar.add_working_days(sent_on, settings.escalation_days),
        answer_by=calendar.add_working_days(sent_on, settings.overdue_days),
    )


@dataclass(frozen=True)
class Clock:
    """What the days picture shows: the working days between sending and answer, and which one it is today.

    `number` is 0 on the day of sending (and until the first working day), and more than `total` when time is up.
    """

    days: tuple[datetime.date, ...]
    sent_on: datetime.date
    today: datetime.date
    number: int

    @property
    def total(self) -> int:
        return len(self.days)

    @property
    def is_late(self) -> bool:
        """Whether the last day has gone by."""
        return bool(self.days) and self.today > self.days[-1]

    @property
    def is_last_day(self) -> bool:
        return bool(self.days) and self.today == self.days[-1]


def clock(sent_on: datetime.date, answer_by: datetime.date, today: datetime.date, calendar: Calendar) -> Clock:
    """The working days from sending up to and including the answer date. In a weekend it still is the day before."""
    days = []
    day = calendar.add_working_days(sent_on, 1)
    while day <= answer_by:
        days.append(day)
        day = calendar.add_working_days(day, 1)
    number = sum(1 for day in days if day <= today) + (1 if days and today > days[-1] else 0)
    return Clock(days=tuple(days), sent_on=sent_on, today=today, number=number)


def legal_task_possible(from_kind: str, to_kind: str) -> bool:
    """A legal task instead of consent: only between UWV and municipalities (Wet SUWI art. 9, 10, 62)."""
    return from_kind in LEGAL_TASK_KINDS and to_kind in LEGAL_TASK_KINDS


def consent_until(given_on: datetime.date) -> datetime.date:
    """The last day of consent: the same day six months on, or the last day of that month."""
    return add_months(given_on, CONSENT_MONTHS)


def follow_up_on(accepted_on: datetime.date, calendar: Calendar) -> datetime.date:
    """When the Werkcentrum asks how it goes: six weeks on, or the first working day after that."""
    return calendar.add_working_days(accepted_on + datetime.timedelta(days=FOLLOW_UP_DAYS - 1), 1)


def ordered_groups(groups: Iterable[str]) -> list[str]:
    """The data groups without doubles, always in the same order; unknown ones are dropped."""
    chosen = set(groups)
    return [str(group) for group in DataGroup.values if group in chosen]
