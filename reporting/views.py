"""The dashboard and its download."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reporting.boards import MONTH_COLUMNS
from reporting.boards import dashboard as read_dashboard
from reporting.permissions import DASHBOARD_ROLES
from werkcentrum.core.permissions import require_roles


def _year(request: HttpRequest) -> int | None:
    value = request.GET.get("jaar", "")
    return int(value) if value.isdecimal() and len(value) == 4 else None


@require_roles(*DASHBOARD_ROLES, secret=False)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Targets, money and the months of a year; `?jaar=2024` shows another one."""
    return render(request, "reporting/dashboard.html", {"board": read_dashboard(year=_year(request))})


@require_roles(*DASHBOARD_ROLES, secret=False)
def download(request: HttpRequest) -> HttpResponse:
    """What the page shows as a CSV file: a row per month, then a row per funder. Amounts in whole cents."""
    board = read_dashboard(year=_year(request))
    response = HttpResponse(
        "\N{BYTE ORDER MARK}",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="cijfers-{board.year}.csv"'},
    )
    table = csv.writer(response, delimiter=";")
    table.writerow([_("Month"), *(str(title) for _figure, title in MONTH_COLUMNS), _("Awarded, in cents")])
    for month in board.months:
        table.writerow([f"{month.first:%Y-%m}", *(cell.count for cell in month.cells), month.cents])
    table.writerow([])
    table.writerow(
        [_("Funder"), _("Committed, in cents"), _("Paid, in cents"), _("Reserved, in cents"), _("Free, in cents")]
    )
    for row in board.funders:
        table.writerow([row.name, row.total, row.paid, row.reserved, row.free])
    return response
