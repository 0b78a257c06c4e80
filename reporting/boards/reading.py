"""Reading the dashboard from the daily aggregates and the commitments, with a fixed number of queries."""

import datetime
from collections.abc import Sequence

from django.db.models import Max, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.boards.cards import WINDOW_DAYS, Board, Cell, Line, Money, Month, Target
from reporting.models import DailyFigure, Figure
from reporting.rules import progress
from vouchers.models import Commitment, LedgerEntry, SchemeVersion
from vouchers.workflow import EntryKind

MONTH_COLUMNS: list[tuple[str, str | Promise]] = [
    (Figure.QUESTIONS, gettext_lazy("Questions")),
    (Figure.CONVERSATIONS, gettext_lazy("LLO conversations")),
    (Figure.APPLICATIONS, gettext_lazy("Applications")),
    (Figure.VOUCHERS, gettext_lazy("Vouchers")),
    (Figure.REFUSALS, gettext_lazy("Refused")),
]

Counts = dict[tuple[datetime.date, str], tuple[int, int]]


def dashboard(*, year: int | None = None) -> Board:
    """Read the board of a year (default: this one), up to today, of the scheme with targets that began first."""
    today = timezone.localdate()
    schemes = list(SchemeVersion.objects.filter(vouchers_per_year__gt=0, conversations_per_year__gt=0))
    first_year = min((scheme.valid_from.year for scheme in schemes), default=today.year)
    year = year if year and first_year <= year <= today.year else today.year
    counts = _per_month()
    funders, money = _money(today)
    targets = _targets(counts, schemes, first_year, year, today)
    months = _months(counts, year, today)
    return Board(
        year=year,
        years=list(range(today.year, first_year - 1, -1)),
        until=min(today, datetime.date(year, 12, 31)),
        is_current=year == today.year,
        refreshed_until=DailyFigure.objects.aggregate(last=Max("day"))["last"],
        targets=targets,
        funders=funders,
        money=money,
        first_year=first_year,
        last_year=money.last_day.year if money.last_day else today.year,
        months=months,
        year_totals=_totals(counts, year),
        year_cents=sum(month.cents for month in months),
        brief=_brief(targets, funders) if year == today.year else [],
        month_titles=[str(title) for _figure, title in MONTH_COLUMNS],
    )


def _per_month() -> Counts:
    """Count and cents per month and figure; at most a few hundred rows, whatever the number of cases."""
    rows = (
        DailyFigure.objects.annotate(month=TruncMonth("day"))
        .values_list("month", "figure")
        .order_by()
        .annotate(number=Sum("count"), amount=Sum("cents"))
    )
    return {(month, figure): (number, amount) for month, figure, number, amount in rows}


def _in_years(counts: Counts, figure: str, years: range) -> int:
    return sum(number for (month, name), (number, _cents) in counts.items() if name == figure and month.year in years)


def _targets(
    counts: Counts, schemes: Sequence[SchemeVersion], first_year: int, year: int, today: datetime.date
) -> list[Target]:
    day = min(today, datetime.date(year, 12, 31))
    span = range(first_year, today.year + 1)
    texts = [
        ("vouchers", _("Training vouchers"), Figure.VOUCHERS, "vouchers_per_year"),
        ("conversations", _("LLO conversations"), Figure.CONVERSATIONS, "conversations_per_year"),
    ]
    found = []
    for code, title, figure, name in texts:
        per_year = sum(getattr(scheme, name) for scheme in schemes if _is_in_force(scheme, day))
        found.append(
            Target(
                code=code,
                title=title,
                progress=progress(_in_years(counts, figure, range(year, year + 1)), per_year, day),
                since_reached=_in_years(counts, figure, span),
                since_target=per_year * len(span),
                first_year=first_year,
                is_current=year == today.year,
            )
        )
    return found


def _is_in_force(scheme: SchemeVersion, day: datetime.date) -> bool:
    return scheme.valid_from <= day and (scheme.valid_until is None or day <= scheme.valid_until)


def _money(today: datetime.date) -> tuple[list[Money], Money]:
    """Per funder and together: what was committed over the whole period, and how fast it goes now."""
    since = today - datetime.timedelta(days=WINDOW_DAYS)
    spent = dict(
        LedgerEntry.objects.filter(kind=EntryKind.RESERVED, at__date__gt=since)
        .order_by()
        .values_list("commitment__funder")
        .annotate(cents=Sum("cents"))
    )
    rows = (
        Commitment.objects.order_by("funder__order", "funder__name")
        .values("funder", "funder__name")
        .annotate(
            total=Sum("total_cents"), paid=Sum("paid_cents"), reserved=Sum("reserved_cents"), last=Max("valid_until")
        )
    )
    funders = [
        Money(
            name=row["funder__name"],
            total=row["total"],
            paid=row["paid"],
            reserved=row["reserved"],
            spent_in_window=spent.get(row["funder"], 0),
            last_day=row["last"],
            today=today,
        )
        for row in rows
    ]
    together = Money(
        name=_("Together"),
        total=sum(row.total for row in funders),
        paid=sum(row.paid for row in funders),
        reserved=sum(row.reserved for row in funders),
        spent_in_window=sum(row.spent_in_window for row in funders),
        last_day=max((row.last_day for row in funders if row.last_day), default=None),
        today=today,
    )
    largest = max((row.total for row in funders), default=1) or 1
    for row in funders:
        row.largest = largest
    return funders, together


def _months(counts: Counts, year: int, today: datetime.date) -> list[Month]:
    last = today.month if year == today.year else 12
    firsts = [datetime.date(year, number, 1) for number in range(1, last + 1)]
    best = max((counts.get((first, Figure.VOUCHERS), (0, 0))[0] for first in firsts), default=0) or 1
    return [
        Month(
            first=first,
            cells=[Cell(str(title), counts.get((first, figure), (0, 0))[0]) for figure, title in MONTH_COLUMNS],
            cents=counts.get((first, Figure.VOUCHERS), (0, 0))[1],
            width=100 * counts.get((first, Figure.VOUCHERS), (0, 0))[0] / best,
            is_unfinished=(first.year, first.month) == (today.year, today.month),
        )
        for first in firsts
    ]


def _totals(counts: Counts, year: int) -> list[Cell]:
    return [Cell(str(title), _in_years(counts, figure, range(year, year + 1))) for figure, title in MONTH_COLUMNS]


def _brief(targets: Sequence[Target], funders: Sequence[Money]) -> list[Line]:
    """What matters first, in sentences: money that ends soon, then the targets."""
    lines = [
        Line(
            "late",
            "stop",
            _("The money of %(name)s is empty around %(day)s.") % {"name": row.name, "day": row.empty_text},
        )
        for row in funders
        if row.is_soon
    ]
    for target in targets:
        behind = target.progress.difference < 0
        words = _("%(title)s: %(n)d fewer than planned.") if behind else _("%(title)s: on schedule or ahead of it.")
        lines.append(
            Line(
                "attention" if behind else "done",
                "alert" if behind else "check",
                words % {"title": target.title, "n": abs(target.progress.difference)},
            )
        )
    return lines
