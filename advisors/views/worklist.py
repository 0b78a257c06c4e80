"""The worklist: what an advisor has to do today, and what nobody does yet."""

import csv
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisors import worklist
from advisors.forms import WorklistForm
from advisors.models import Case
from advisors.permissions import CaseQuerySet
from advisors.views.actions import only_case_workers, worker
from advisors.vocabulary import Situation, Theme
from advisors.workflow import WaitingFor
from advisors.worklist import View
from werkcentrum.core import audit

PAGE_SIZE = 50
SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Counted(Paginator):
    """A paginator that was told how many rows there are, by the query that counted the groups."""

    def __init__(self, rows: CaseQuerySet, per_page: int, *, total: int) -> None:
        self.total = total
        super().__init__(rows, per_page)

    @cached_property
    def count(self) -> int:
        return self.total


@require_safe
@never_cache
@only_case_workers
def worklist_page(request: HttpRequest) -> HttpResponse:
    """The worklist. htmx gets the results only, which a reload shows as well."""
    form = WorklistForm(request.GET)
    wanted = form.wanted()
    view = _view_of(request.GET)
    order = wanted.pop("volgorde", "")
    today = timezone.localdate()
    visible = Case.objects.visible_to(request.user)
    found = worklist.find(visible, view=view, wanted=wanted, user=worker(request))
    totals = worklist.totals(found, today=today)
    rows = worklist.in_order(found, view=view, order=order)
    page = Counted(rows, PAGE_SIZE, total=totals["total"]).get_page(request.GET.get("pagina"))
    for case in page:
        _decorate(case)
    by_date = not order and view not in (worklist.CLOSED_VIEW, worklist.EVERYTHING)
    context = {
        "form": form,
        "view": view,
        "page": page,
        "today": today,
        "groups": worklist.grouped(page, counts=totals, today=today) if by_date else None,
        "order": order or "wanneer",
        "sort_urls": {code: _url(view, wanted, code) for code in ("wanneer", "klant", "niveau")},
        "applied": _applied(form, view, wanted, order),
        "clear_url": _url(view, {}, order),
        "csv_url": f"{reverse('advisors:worklist-csv')}?{_query(view, wanted, order)}",
        "wants_owner": not view.is_own and view is not worklist.UNASSIGNED,
    }
    fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if fragment:
        response = render(request, "advisors/worklist_results.html", context)
    else:
        context["view_groups"] = _view_groups(visible, request, view)
        response = render(request, "advisors/worklist.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _view_of(parameters: QueryDict) -> View:
    """The view in the address; a search without one looks at everything."""
    default = worklist.EVERYTHING if parameters.get("q", "").strip() else worklist.MINE
    return worklist.VIEWS.get(parameters.get("lijst", ""), default)


def _query(view: View, wanted: Mapping[str, str], order: str = "") -> str:
    parts = {"lijst": view.code, **wanted}
    if order and order != "wanneer":
        parts["volgorde"] = order
    return urlencode(parts)


def _url(view: View, wanted: Mapping[str, str], order: str = "") -> str:
    return f"{reverse('advisors:worklist')}?{_query(view, wanted, order)}"


def _applied(form: WorklistForm, view: View, wanted: Mapping[str, str], order: str) -> list[dict[str, str]]:
    return [
        {
            "label": form.words_for(name, value),
            "remove_url": _url(view, {other: kept for other, kept in wanted.items() if other != name}, order),
        }
        for name, value in wanted.items()
    ]


def _view_groups(visible: CaseQuerySet, request: HttpRequest, current: View) -> list[dict[str, Any]]:
    counts = worklist.view_counts(visible, user=worker(request), today=timezone.localdate())
    return [
        {
            "label": label,
            "views": [
                {
                    "label": view.label,
                    "url": f"{reverse('advisors:worklist')}?lijst={view.code}",
                    "count": counts[view.code.replace("-", "_")],
                    "is_late": view is worklist.OVERDUE,
                    "is_current": view is current,
                }
                for view in worklist.LISTED
                if view.group == group
            ],
        }
        for group, label in worklist.VIEW_GROUPS
    ]


def _decorate(case: Case) -> None:
    """What the row says about a case, in words."""
    labels = dict(Theme.choices)
    case.number = case.reference.rpartition("-")[2]  # type: ignore[attr-defined]
    case.topics = [labels.get(theme, theme) for theme in case.themes]  # type: ignore[attr-defined]
    case.situation_label = dict(Situation.choices).get(case.situation, "")  # type: ignore[attr-defined]
    case.state, case.state_text = _state(case)  # type: ignore[attr-defined]
    late = (timezone.localdate() - case.next_step_on).days if case.next_step_on else 0
    case.days_late = max(late, 0)  # type: ignore[attr-defined]


def _state(case: Case) -> tuple[str, str]:
    if not case.is_open:
        return "done", case.get_outcome_display().capitalize()
    if case.owner_id is None:
        return ("late" if case.answer_by < timezone.localdate() else "neutral"), _("Not picked up")
    if case.waiting_for == WaitingFor.CLIENT:
        return "wait", _("Waits for client")
    if case.waiting_for == WaitingFor.PARTNER:
        return "wait", _("Waits for partner")
    return "now", _("Up to us")


@require_safe
@never_cache
@only_case_workers
def worklist_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet; the audit log keeps who took it out, and how many rows."""
    form = WorklistForm(request.GET)
    wanted = form.wanted()
    view, order = _view_of(request.GET), wanted.pop("volgorde", "")
    found = worklist.find(Case.objects.visible_to(request.user), view=view, wanted=wanted, user=worker(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="werkvoorraad-{timezone.localdate():%Y-%m-%d}.csv"'
    response.write("\ufeff")  # a spreadsheet then knows that this is UTF-8
    writer = csv.writer(response, delimiter=";")
    writer.writerow(_columns())
    count = 0
    for count, case in enumerate(worklist.in_order(found, view=view, order=order), start=1):  # noqa: B007
        _decorate(case)
        writer.writerow([_safe(value) for value in _row(case)])
    audit.record("worklist.exported", by=request.user, view=view.code, rows=count)
    return response


def _columns() -> list[str]:
    return [
        _("Case number"),
        _("Client"),
        _("Municipality"),
        _("Topic"),
        _("Situation"),
        _("Level"),
        _("Next step"),
        _("When"),
        _("State"),
        _("Contact person"),
    ]


def _row(case: Case) -> list[str]:
    return [
        case.reference,
        case.client.display_name,
        case.municipality.name if case.municipality else "",
        ", ".join(str(topic) for topic in case.topics),  # type: ignore[attr-defined]
        str(case.situation_label),  # type: ignore[attr-defined]
        case.get_level_display(),
        case.next_step,
        f"{case.next_step_on:%d-%m-%Y}" if case.next_step_on else "",
        str(case.state_text),  # type: ignore[attr-defined]
        case.owner_name,
    ]


def _safe(value: str) -> str:
    """A cell that a spreadsheet would take for a formula starts with an apostrophe."""
    return f"'{value}" if value.lstrip(" ").startswith(SPREADSHEET_FORMULA) or value.startswith(("\t", "\r")) else value
