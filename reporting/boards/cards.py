"""The parts of the dashboard, with how each says itself in words."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.rules import Progress, runs_out_on

WINDOW_DAYS = 90
SOON_DAYS = 91  # money that ends is pointed out a quarter ahead


@dataclass(frozen=True)
class Line:
    """One sentence of "In short" with its state (late, attention, done)."""

    state: str
    icon: str
    text: str


@dataclass(frozen=True)
class Target:
    """A year's target with the count so far, and the same since the fund began."""

    code: str
    title: str
    progress: Progress
    since_reached: int
    since_target: int
    first_year: int
    is_current: bool

    @property
    def sentence(self) -> str:
        """The chart in words."""
        if not self.is_current:
            return _("%(percent)d percent of the year's target.") % {"percent": self.progress.percent}
        difference = self.progress.difference
        if difference == 0:
            return _("Planned on this day: %(planned)d. Exactly on schedule.") % {"planned": self.progress.planned}
        words = _("That is %(n)d more.") if difference > 0 else _("That is %(n)d fewer.")
        return (
            _("Planned on this day: %(planned)d.") % {"planned": self.progress.planned}
            + " "
            + words % {"n": abs(difference)}
        )


@dataclass
class Money:
    """Cents of one funder (or all): committed, paid, reserved; and when it is empty."""

    name: str
    total: int = 0
    paid: int = 0
    reserved: int = 0
    spent_in_window: int = 0
    last_day: datetime.date | None = None
    largest: int = 1
    today: datetime.date = field(default_factory=timezone.localdate)

    @property
    def free(self) -> int:
        """What can still be awarded."""
        return self.total - self.paid - self.reserved

    @property
    def width(self) -> float:
        """Length of the bar against the largest funder, in percent."""
        return 100 * self.total / self.largest

    @property
    def paid_width(self) -> float:
        """Length of the paid part, in percent."""
        return 100 * self.paid / self.largest

    @property
    def reserved_width(self) -> float:
        """Length of the reserved part, in percent."""
        return 100 * self.reserved / self.largest

    @property
    def empty_on(self) -> datetime.date | None:
        """When it is gone at the pace of the last 90 days; None when it outlasts the period or nothing is spent."""
        day = runs_out_on(
            free_cents=self.free, spent_cents=self.spent_in_window, window_days=WINDOW_DAYS, today=self.today
        )
        return day if day and (self.last_day is None or day <= self.last_day) else None

    @property
    def is_soon(self) -> bool:
        """Whether it is empty within a quarter."""
        return self.empty_on is not None and (self.empty_on - self.today).days <= SOON_DAYS

    @property
    def empty_text(self) -> str:
        """The day if it is soon, else the month, else after the period."""
        if self.empty_on is None:
            return _("after %(year)d") % {"year": self.last_day.year} if self.last_day else _("not known")
        if self.free <= 0:
            return _("now")
        return date_format(self.empty_on, "j F Y" if self.is_soon else "F Y")


@dataclass(frozen=True)
class Cell:
    """A count with the title of its column."""

    title: str
    count: int


@dataclass(frozen=True)
class Month:
    """One month's counts; `width` is the bar of its vouchers in percent of the best month."""

    first: datetime.date
    cells: list[Cell]
    cents: int
    width: float
    is_unfinished: bool


@dataclass(frozen=True)
class Board:
    """Everything on the page."""

    year: int
    years: list[int]
    until: datetime.date
    is_current: bool
    refreshed_until: datetime.date | None
    targets: list[Target]
    funders: list[Money]
    money: Money
    first_year: int
    last_year: int
    months: list[Month]
    year_totals: list[Cell]
    year_cents: int
    brief: list[Line]
    month_titles: list[str]
