"""The public pages of the directory: services, organisations, locations, and what the footer links to."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from directory import catalogue, services
from directory.forms import ServiceSearchForm
from directory.models import Location, Organization, Service, TaxonomyTerm
from directory.texts import in_reader_language

PAGE_SIZE = 20
Kind = Organization.Kind
PARTNER_GROUPS: list[tuple[Any, tuple[str, ...]]] = [
    (lazy("The front door"), (Kind.WERKCENTRUM,)),
    (lazy("Desks in the region"), (Kind.DESK, Kind.BENEFITS_AGENCY)),
    (lazy("Municipalities"), (Kind.MUNICIPALITY,)),
    (lazy("Trade unions and employers"), (Kind.UNION, Kind.EMPLOYERS)),
    (lazy("Funds for training"), (Kind.FUND, Kind.OO_FUND)),
    (lazy("Schools"), (Kind.EDUCATION,)),
    (lazy("Civic organisations"), (Kind.CIVIC,)),
]
# Named on the page of their municipality, or no organisation of Twente.
NOT_LISTED = Q(code__startswith="schuldhulp-") | Q(code="werkcentrum-other-region")


@login_not_required
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    """Hulp en diensten: search and filter the menukaart. htmx gets the results only, which a reload shows as well."""
    form = ServiceSearchForm(request.GET)
    found = catalogue.find(form.wanted, language=form.language)
    page = Paginator(found.services, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "is_loose": found.is_loose,
        "applied": catalogue.applied(form),
        "query": form.wanted.get("q", ""),
        "left_out": found.left_out,
        "municipalities": catalogue.municipality_links(found, form.wanted),
        "is_fragment": _wants_fragment(request),
    }
    template = "directory/service_results.html" if context["is_fragment"] else "directory/service_list.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    if context["is_fragment"]:
        replace_url(response, f"{request.path}?{urlencode(form.wanted)}" if form.wanted else request.path)
    return response


def _wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the results; going back in the history needs the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]


@login_not_required
@require_safe
def service_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: what it is, for whom, and how to ask for it."""
    active = Service.objects.active().select_related("organization")
    service = get_object_or_404(
        active.prefetch_related("areas__municipality", "terms", "at_locations__location__address"), slug=slug
    )
    themes = [term for term in service.terms.all() if term.taxonomy == TaxonomyTerm.Taxonomy.THEME]
    locations = [at.location for at in service.at_locations.all() if at.location.is_active]
    context = {
        "service": service,
        "themes": themes,
        "places": services.today(locations),
        "audience": "werkgever" if service.audiences == [Service.Audience.EMPLOYER] else "inwoner",
        "crumbs": _crumbs(in_reader_language(service, "name")[0]),
    }
    return render(request, "directory/service_detail.html", context)


@login_not_required
@require_safe
def organization_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: what it does, how to reach it, what it offers."""
    organization = get_object_or_404(
        Organization.objects.active().prefetch_related(
            Prefetch("services", Service.objects.active().order_by("name")),
            Prefetch("locations", Location.objects.active().select_related("address")),
        ),
        code=code,
    )
    context = {"organization": organization, "crumbs": _crumbs(organization.name)}
    return render(request, "directory/organization_detail.html", context)


def _crumbs(name: str) -> list[dict[str, str]]:
    return [{"label": _("Help and services"), "url": reverse("directory:services")}, {"label": name, "url": ""}]


@login_not_required
@require_safe
def location_list(request: HttpRequest) -> HttpResponse:
    """The walk-in locations, open now or not."""
    context = {"places": services.open_today(), "today": timezone.localdate()}
    return render(request, "directory/location_list.html", context)


@login_not_required
@require_safe
def location_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One location: address, hours of the coming week, closed days after that, how to get there."""
    location = get_object_or_404(Location.objects.active().select_related("address", "organization"), slug=slug)
    today = timezone.localdate()
    days = services.week(location, first=today, days=services.LOOK_AHEAD_DAYS)
    (place,) = services.today([location])
    context = {
        "place": place,
        "location": location,
        "today": today,
        "week": days[:7],
        "closed_later": [day for day in days[7:] if day.closed_reason],
        "services": Service.objects.active().filter(at_locations__location=location).select_related("organization"),
        "crumbs": [
            {"label": _("Locations"), "url": reverse("directory:locations")},
            {"label": location.name, "url": ""},
        ],
    }
    return render(request, "directory/location_detail.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Wie werken er samen: every organisation that takes part, in groups."""
    listed = list(Organization.objects.active().exclude(NOT_LISTED))
    groups = [
        (label, members)
        for label, kinds in PARTNER_GROUPS
        if (members := [organization for organization in listed if organization.kind in kinds])
    ]
    return render(request, "directory/about.html", {"groups": groups})


@login_not_required
@require_safe
def text_page(request: HttpRequest, name: str, title: Any) -> HttpResponse:
    """A page of text: `templates/directory/pages/<name>.<language>.html`."""
    content = f"directory/pages/{name}.{get_language() or 'nl'}.html"
    return render(request, "directory/text_page.html", {"content": content, "title": title})
