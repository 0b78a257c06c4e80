"""The walk-in screen of a location: who waits, who helps whom, and a visitor in one line."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from advisors import services, walk_in_day
from advisors.models import Case, WalkIn
from advisors.permissions import CaseQuerySet
from advisors.services.walk_ins import KEEP_DAYS
from advisors.views.actions import UNPROCESSABLE, form_page, only_case_workers, worker
from advisors.walk_in_day import Visitor, WalkInDay
from advisors.walk_in_forms import CaseOfVisitForm, VisitorForm
from advisors.workflow import WalkInStatus
from directory import services as directory
from directory.models import Location
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.roles import CASE_ROLES

WEEK_DAYS = 7
SUGGESTIONS = 5
SHORTEST_NAME = 3


@require_safe
@never_cache
@only_case_workers
def walk_ins(request: HttpRequest) -> HttpResponse:
    """To the location of my team; a list of all locations when there is none, or with `?kies=1`."""
    locations = list(Location.objects.walk_in().select_related("address"))
    mine = _location_of(request, locations)
    if mine is not None and "kies" not in request.GET:
        return redirect("advisors:walk-in-day", mine.slug)
    waiting = walk_in_day.waiting_per_location(locations, today=timezone.localdate())
    places = [(place, waiting.get(place.location.pk, 0)) for place in directory.today(locations)]
    return render(request, "advisors/walk_ins/locations.html", {"places": places})


def _location_of(request: HttpRequest, locations: list[Location]) -> Location | None:
    """The one location of the teams that this advisor is in; None without, or with several."""
    valid = worker(request).memberships.valid_on(timezone.localdate())
    teams = valid.filter(role__in=CASE_ROLES, team__location__isnull=False)
    keys = set(teams.values_list("team__location", flat=True))
    found = [location for location in locations if location.pk in keys]
    return found[0] if len(found) == 1 else None


def _walk_in_location(slug: str) -> Location:
    return get_object_or_404(Location.objects.walk_in().select_related("address"), slug=slug)


@never_cache
@form_page
@only_case_workers
def walk_in_day_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The screen of a location today; with `?dag=` a day of last week, to read. A POST puts somebody in the queue."""
    location, today = _walk_in_location(slug), timezone.localdate()
    form = VisitorForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _register(request, location, form):
            return redirect("advisors:walk-in-day", location.slug)
        status = UNPROCESSABLE
    date = today if request.method == "POST" else walk_in_day.shown_day(request.GET.get("dag", ""), today=today)
    found = walk_in_day.walk_in_day(location, date, viewer=worker(request))
    (place,) = directory.today([location])
    context = {
        "location": location,
        "day": found,
        "figures": found.figures,
        "is_today": date == today,
        "place": place,
        "now": timezone.now(),
        "form": form,
        "long_wait": walk_in_day.LONG_WAIT_MINUTES,
    }
    if request.htmx and status != UNPROCESSABLE:  # type: ignore[attr-defined]
        response = render(request, "advisors/walk_ins/refresh.html", context)
    else:
        context |= _hours(location, today) | _days(location, date, today)
        context["just_helped"] = _just_helped(request, found)
        response = render(request, "advisors/walk_ins/day.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _register(request: HttpRequest, location: Location, form: VisitorForm) -> bool:
    """Put the visitor of a valid form in the queue; a refusal stands above the form."""
    data = form.cleaned_data
    try:
        services.register_walk_in(
            location_id=location.pk,
            name=data["name"],
            about=data["about"],
            for_user=data["for_user"],
            by=worker(request),
        )
    except RuleViolation as refusal:
        form.add_error(None, str(refusal))
        return False
    name = data["name"] or _("The visitor")
    messages.success(request, _("%(name)s is in the queue.") % {"name": name})
    return True


def _hours(location: Location, today: datetime.date) -> dict[str, Any]:
    """The coming week, and the closed days after it."""
    days = directory.week(location, first=today, days=directory.LOOK_AHEAD_DAYS)
    return {
        "week": days[:WEEK_DAYS],
        "opening_today": days[0],
        "closed_later": [day for day in days[WEEK_DAYS:] if day.closed_reason],
    }


def _days(location: Location, date: datetime.date, today: datetime.date) -> dict[str, Any]:
    """The days that can be looked at, newest first, and the other locations."""
    days = [today - datetime.timedelta(days=ago) for ago in range(KEEP_DAYS + 1)]
    url = reverse("advisors:walk-in-day", args=[location.slug])
    links = [{"date": day, "url": url if day == today else f"{url}?dag={day}", "current": day == date} for day in days]
    return {"days": links, "today_url": url}


def _just_helped(request: HttpRequest, day: WalkInDay) -> Visitor | None:
    """The visitor whose talk has just ended: what was said still has to be recorded."""
    wanted = request.GET.get("geholpen", "")
    found = (visitor for visitor in day.over if str(visitor.visit.pk) == wanted)
    return next((visitor for visitor in found if visitor.visit.status == WalkInStatus.HELPED), None)


MOVES: dict[str, Callable[..., WalkIn]] = {
    "helpen": services.take_walk_in,
    "wachten": services.put_back,
    "geholpen": lambda **who: services.finish_walk_in(outcome=WalkInStatus.HELPED, **who),
    "weg": lambda **who: services.finish_walk_in(outcome=WalkInStatus.LEFT, **who),
}


@require_POST
@only_case_workers
def walk_in_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take, put back, helped or left: `act` says which. Whoever was first is named."""
    visit = _visit_at(slug, pk)
    act = request.POST.get("act", "")
    url = reverse("advisors:walk-in-day", args=[slug])
    if act not in MOVES:
        messages.error(request, _("Choose one of the buttons beside the visitor."))
        return redirect(url)
    try:
        MOVES[act](walk_in_id=visit.pk, by=worker(request))
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect(url)
    return redirect(f"{url}?{urlencode({'geholpen': visit.pk})}" if act == "geholpen" else url)


def _visit_at(slug: str, pk: int) -> WalkIn:
    visits = WalkIn.objects.filter(location__slug=slug).select_related("location", "case__client")
    return get_object_or_404(visits, pk=pk)


@never_cache
@form_page
@only_case_workers
def walk_in_case(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say which case a visit is about: by its number, or one of those whose client has this name."""
    visit = _visit_at(slug, pk)
    cases = Case.objects.visible_to(request.user)
    form = CaseOfVisitForm(request.POST or None, cases=cases)
    status = 200
    if request.method == "POST":
        if form.is_valid() and form.case is not None:
            services.link_walk_in(walk_in_id=visit.pk, case_id=form.case.pk, by=worker(request))
            messages.success(
                request, _("Case %(reference)s belongs to this visit.") % {"reference": form.case.reference}
            )
            return redirect("advisors:walk-in-day", slug)
        status = UNPROCESSABLE
    context = {
        "visit": visit,
        "form": form,
        "suggestions": _cases_by_name(cases, visit.name),
        "back_url": reverse("advisors:walk-in-day", args=[slug]),
        "search_url": f"{reverse('advisors:worklist')}?{urlencode({'lijst': 'open', 'q': visit.name})}",
    }
    return render(request, "advisors/walk_ins/case.html", context, status=status)


def _cases_by_name(cases: CaseQuerySet, name: str) -> list[Case]:
    """Open cases of clients whose name has the visitor's name in it."""
    if len(name.strip()) < SHORTEST_NAME:
        return []
    wanted = Q(client__name__icontains=name.strip()) | Q(client__company_name__icontains=name.strip())
    return list(cases.open().filter(wanted).select_related("client", "owner").order_by("-opened_at")[:SUGGESTIONS])
