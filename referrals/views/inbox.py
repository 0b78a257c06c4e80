"""The list of referrals."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import Organization
from referrals import inbox as lists
from referrals import presenting
from referrals.forms import InboxForm
from referrals.models import Referral
from referrals.permissions import partner_desks
from referrals.views.shared import me
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import CASE_ROLES, Role

PAGE_SIZE = 25


@never_cache
@require_roles(Role.PARTNER, *CASE_ROLES)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Doorverwijzingen: for a partner what was referred to it, for the Werkcentrum what it referred."""
    mine = lists.lists_of(me(request))
    view = mine.view(request.GET.get("lijst", ""))
    form = InboxForm(request.GET)
    words = form.cleaned_data.get("q", "") if form.is_valid() else ""
    found = lists.referrals_in(view, me(request), words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "view": view,
        "groups": _groups(mine, view),
        "form": form,
        "words": words,
        "page": page,
        "rows": [_row(referral, view) for referral in page],
        "show_clock": view.slug in {"te-beantwoorden", "verwezen", "zonder-antwoord"},
        "organizations": _names(request) if view.for_partner else "",
    }
    return render(request, "referrals/inbox.html", context)


def _names(request: HttpRequest) -> str:
    names = (
        Organization.objects.filter(pk__in=partner_desks(request.user)).order_by("name").values_list("name", flat=True)
    )
    return ", ".join(names)


def _groups(mine: lists.Lists, current: lists.View) -> list[dict[str, Any]]:
    """The saved views at the left: referred to us, and by us."""
    return [
        {
            "for_partner": side,
            "views": [
                {
                    "label": view.label,
                    "url": f"{reverse('referrals:inbox')}?lijst={view.slug}",
                    "count": mine.counts.get(view.slug, 0),
                    "is_current": view is current,
                    "is_late": view.slug == "zonder-antwoord" and mine.counts.get(view.slug, 0) > 0,
                }
                for view in mine.views
                if view.for_partner == side
            ],
        }
        for side in (True, False)
        if any(view.for_partner == side for view in mine.views)
    ]


def _row(referral: Referral, view: lists.View) -> dict[str, Any]:
    clock = presenting.clock_of(referral)
    return {
        "referral": referral,
        **lists.row(referral, as_partner=view.for_partner),
        "clock": presenting.clock_words(clock),
        "is_late": referral.is_late,
        "is_new": view is lists.TO_ANSWER and clock is not None and clock.number == 0,
        "badge": presenting.badge(referral),
    }
