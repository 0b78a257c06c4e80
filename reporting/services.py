"""Keeping the daily aggregates: any range of days can be computed again, with the same outcome."""

import datetime
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from advisors.models import Case, ContactMoment
from advisors.workflow import ContactKind
from reporting.models import DailyFigure, Figure
from vouchers.models import Decision, VoucherApplication
from vouchers.workflow import DecisionResult

LOCK = 0x57435446  # one advisory lock: two workers never rebuild at the same time


def _daily(rows: QuerySet, moment: str, municipality: str, cents: str | None = None) -> QuerySet:
    """Group rows by local day and municipality, with their number and their cents."""
    amount = Coalesce(Sum(cents), Value(0)) if cents else Value(0)
    return (
        rows.filter(**{f"{moment}__isnull": False})
        .annotate(day=TruncDate(moment), place=Coalesce(municipality, Value("")))
        .values_list("day", "place")
        .order_by()
        .annotate(number=Count("pk"), amount=amount)
    )


def _sources() -> dict[str, QuerySet]:
    """Per figure the rows (day, municipality, count, cents) that it is made of."""
    decisions = Decision.objects.all()
    place = "application__municipality"
    return {
        Figure.QUESTIONS: _daily(Case.objects.all(), "opened_at", "municipality"),
        Figure.CLOSED: _daily(Case.objects.all(), "closed_at", "municipality"),
        Figure.CONVERSATIONS: _daily(ContactMoment.objects.filter(kind=ContactKind.LLO), "at", "case__municipality"),
        Figure.APPLICATIONS: _daily(VoucherApplication.objects.all(), "submitted_at", "municipality"),
        Figure.VOUCHERS: _daily(decisions.filter(result=DecisionResult.AWARDED), "decided_at", place, "amount_cents"),
        Figure.REFUSALS: _daily(decisions.filter(result=DecisionResult.REFUSED), "decided_at", place),
    }


def _computed(first: datetime.date, last: datetime.date) -> Iterator[DailyFigure]:
    """The rows that ought to stand for these days."""
    for figure, rows in _sources().items():
        for day, place, number, amount in rows.filter(day__gte=first, day__lte=last):
            yield DailyFigure(day=day, figure=figure, municipality=place, count=number, cents=amount)


@transaction.atomic
def refresh_days(*, first: datetime.date, last: datetime.date) -> int:
    """Compute the figures of `first` up to and including `last` anew; returns how many rows stand for them now."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    DailyFigure.objects.filter(day__gte=first, day__lte=last).delete()
    return len(DailyFigure.objects.bulk_create(_computed(first, last), batch_size=1000))


def rebuild() -> int:
    """Compute every figure from the first day on; the outcome equals that of all refreshes together."""
    return refresh_days(first=datetime.date(2000, 1, 1), last=timezone.localdate())
