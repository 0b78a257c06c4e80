"""The list of applications of staff: saved views per task, filters in the address, in the order of the queue."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vouchers import states
from vouchers.forms import ListFilterForm
from vouchers.models import VoucherApplication
from vouchers.views.shared import STAFF_ROLES
from vouchers.workflow import ApplicationStatus as S
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import CASE_ROLES, Role, roles_of

PAGE_SIZE = 25
VIEW = "lijst"


@dataclass(frozen=True)
class SavedView:
    """A list by its word in the address: which states, for whom it is the daily work, and what an empty one says."""

    slug: str
    label: str | Promise
    statuses: tuple[str, ...]
    empty: str | Promise
    roles: frozenset[Role] = frozenset()


VIEWS = (
    SavedView(
        "te-adviseren",
        _("To advise on"),
        (S.SUBMITTED, S.IN_ASSESSMENT),
        _("No application waits for an advice."),
        CASE_ROLES,
    ),
    SavedView(
        "voor-te-bereiden",
        _("To prepare"),
        (S.ADVISED,),
        _("No application waits for preparation."),
        frozenset({Role.FUND_OFFICER}),
    ),
    SavedView(
        "te-beslissen",
        _("To decide"),
        (S.PREPARED,),
        _("No application waits for a decision."),
        frozenset({Role.FUND_MANAGER}),
    ),
    SavedView(
        "te-betalen",
        _("To pay"),
        (S.INVOICED,),
        _("No invoice waits for payment."),
        frozenset({Role.CONTROLLER}),
    ),
    SavedView(
        "lopend",
        _("Running"),
        (S.AWARDED, S.ISSUED, S.STARTED, S.INVOICED, S.PAID),
        _("No voucher is running."),
    ),
    SavedView(
        "besloten",
        _("Decided"),
        (S.AWARDED, S.ISSUED, S.STARTED, S.INVOICED, S.PAID, S.SETTLED, S.REFUSED, S.NOT_HANDLED, S.REVOKED),
        _("Nothing has been decided yet."),
    ),
    SavedView("alles", _("Everything"), tuple(S.values), _("There are no applications yet.")),
)


@never_cache
@require_safe
@require_roles(*STAFF_ROLES)
def application_list(request: HttpRequest) -> HttpResponse:
    """Scholingscheques: who has to do what, oldest complete application first (Awb 4:26)."""
    view = _chosen(request)
    statuses = [value for value in S.values if value in view.statuses]
    form = ListFilterForm(request.GET, statuses=statuses)
    wanted = form.wanted
    visible = VoucherApplication.objects.visible_to(request.user)
    found = _filtered(visible.filter(status__in=view.statuses), wanted)
    page = Paginator(_for_list(found), PAGE_SIZE).get_page(request.GET.get("pagina"))
    count = page.paginator.count
    context: dict[str, Any] = {
        "view": view,
        "views": _views(visible, view),
        "form": form,
        "page": page,
        "rows": [_row(application) for application in page],
        "applied": _applied(form, view, wanted),
        "clear_url": f"?{urlencode({VIEW: view.slug})}",
        "hidden": {VIEW: view.slug},
        "count_text": ngettext("%(count)s application", "%(count)s applications", count) % {"count": count},
        "is_filtered": bool(wanted),
    }
    return render(request, "vouchers/list.html", context)


def _chosen(request: HttpRequest) -> SavedView:
    """The view of the address, else the daily work of this person's role."""
    slug = request.GET.get(VIEW)
    for view in VIEWS:
        if view.slug == slug:
            return view
    roles = roles_of(request.user)
    return next((view for view in VIEWS if view.roles & roles), VIEWS[-1])


def _views(visible: QuerySet[VoucherApplication], chosen: SavedView) -> list[dict[str, Any]]:
    """All views with their counts, in one query."""
    counts = visible.aggregate(**{
        view.slug.replace("-", "_"): Count("pk", filter=Q(status__in=view.statuses)) for view in VIEWS
    })  # fmt: skip
    return [
        {
            "label": view.label,
            "url": f"?{urlencode({VIEW: view.slug})}",
            "count": counts[view.slug.replace("-", "_")],
            "current": view is chosen,
        }
        for view in VIEWS
    ]


def _filtered(applications: QuerySet[VoucherApplication], wanted: dict[str, str]) -> QuerySet[VoucherApplication]:
    if "zoek" in wanted:
        text = wanted["zoek"].strip()
        applications = applications.filter(
            Q(reference__icontains=text) | Q(client__name__icontains=text) | Q(case__reference__icontains=text)
        )
    if "stand" in wanted:
        applications = applications.filter(status=wanted["stand"])
    if "gemeente" in wanted:
        applications = applications.filter(municipality=wanted["gemeente"])
    return applications


def _for_list(applications: QuerySet[VoucherApplication]) -> QuerySet[VoucherApplication]:
    return applications.select_related("client", "municipality", "provider", "voucher").order_by(
        F("complete_at").asc(nulls_last=True), "reference"
    )


def _row(application: VoucherApplication) -> dict[str, Any]:
    return {
        "application": application,
        "badge": states.badge(application),
        "due": states.due(application),
        "cents": states.amount_of(application),
    }


def _applied(form: ListFilterForm, view: SavedView, wanted: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    return [
        {
            "label": str(form.labels[name][value]) if name in form.labels else f"“{value}”",
            "remove_url": "?"
            + urlencode({VIEW: view.slug} | {key: each for key, each in wanted.items() if key != name}),
        }
        for name, value in wanted.items()
    ]
