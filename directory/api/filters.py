"""The parameters of the lists, and what they leave of a set. Several together must all hold."""

from collections.abc import Callable, Collection
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as noop
from pydantic import Field

from directory.api.identifiers import AUDIENCE, TAXONOMY_IDS, audience_id
from directory.models import Location, Organization, Service, ServiceAtLocation, TaxonomyTerm
from directory.search import words_of
from werkcentrum.core.api.reading import QueryModel
from werkcentrum.core.models import Municipality

MOST_PER_PAGE = 100
USUAL_PER_PAGE = 25
MOST_PAGES = 100_000


class PageQuery(QueryModel):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=MOST_PAGES, description=noop("Number of the page; the first is 1."))
    per_page: int = Field(USUAL_PER_PAGE, ge=1, le=MOST_PER_PAGE, description=noop("How many on a page."))
    format: Literal["json"] = Field("json", description=noop("Only JSON."))


class TermQuery(PageQuery):
    """Which terms."""

    search: str | None = Field(None, max_length=200, description=noop("Words in the name or the code."))
    taxonomy_id: UUID | None = Field(None, description=noop("Only terms of this taxonomy."))


class DirectoryQuery(PageQuery):
    """Which organisations, services or locations."""

    search: str | None = Field(None, max_length=200, description=noop("Words to search for."))
    theme: str | None = Field(None, description=noop("Code of a theme: services on it, or who or where offers those."))
    municipality: str | None = Field(
        None, description=noop("CBS code: only what residents of this municipality can use; of locations, where it is.")
    )
    audience: Literal["resident", "employer"] | None = Field(None, description=noop("Only what is for them."))


class FullQuery(DirectoryQuery):
    """The same, with a choice of how much is told of each."""

    full: bool = Field(False, description=noop("Everything that hangs on each, as at its own address."))
    taxonomy_term_id: UUID | None = Field(None, description=noop("Only what this term applies to."))
    taxonomy_id: UUID | None = Field(None, description=noop("Only what a term of this taxonomy applies to."))


class ServiceQuery(FullQuery):
    """Which services."""

    organization_id: UUID | None = Field(None, description=noop("Only services of this organisation."))


def theme_codes() -> Collection[str]:
    """The themes that there are."""
    return list(TaxonomyTerm.objects.filter(taxonomy=TaxonomyTerm.Taxonomy.THEME).values_list("code", flat=True))


def municipality_codes() -> Collection[str]:
    """The municipalities of our region."""
    ours = Municipality.objects.filter(region__code=settings.PORTAL["region"])
    return list(ours.values_list("code", flat=True))


CHOICES: dict[str, Callable[[], Collection[str]]] = {"theme": theme_codes, "municipality": municipality_codes}


def services_for(query: ServiceQuery) -> Any:
    """The services that can be had now and fit; the best match first, else by name."""
    found = _with_terms(Service.objects.active(), query).order_by("name", "pk")
    if query.organization_id:
        found = found.filter(organization=query.organization_id)
    if query.municipality:
        found = found.serving(query.municipality)
    if query.search and words_of(query.search):
        found = found.matching(query.search, language=get_language() or "nl").order_by("-rank", "name", "pk")
    return found.defer("search", "search_en")


def organizations_for(query: FullQuery) -> Any:
    """The organisations that take part and fit, by name."""
    found = Organization.objects.active().order_by("name", "pk")
    if query.municipality:
        found = found.filter(Q(municipality=query.municipality) | Q(municipality=None))
    if query.search:
        names = ("name", "alternate_name", "description", "description_en", "code")
        found = found.filter(_contains(query.search, *names))
    if query.theme or query.audience or query.taxonomy_term_id or query.taxonomy_id:
        services = _with_terms(Service.objects.active(), query)
        found = found.filter(Exists(services.filter(organization=OuterRef("pk"))))
    return found


def locations_for(query: DirectoryQuery) -> Any:
    """The locations in use that fit, by name."""
    found = Location.objects.active().order_by("name", "pk")
    if query.municipality:
        found = found.filter(address__municipality=query.municipality)
    if query.search:
        found = found.filter(
            _contains(query.search, "name", "description", "description_en", "address__city", "address__address_1")
        )
    if query.theme or query.audience:
        services = _with_terms(Service.objects.active(), query)
        here = ServiceAtLocation.objects.filter(location=OuterRef("pk"), service__in=services.values("pk"))
        found = found.filter(Exists(here))
    return found


def _with_terms(services: Any, query: DirectoryQuery) -> Any:
    if query.theme:
        services = services.about(query.theme)
    if query.audience:
        services = services.for_audience(query.audience)
    if isinstance(query, FullQuery) and query.taxonomy_term_id:
        services = services.filter(_has_term(query.taxonomy_term_id))
    if isinstance(query, FullQuery) and query.taxonomy_id:
        services = services.filter(_has_taxonomy(query.taxonomy_id))
    return services


def _has_term(pk: UUID) -> Q:
    for code in Service.Audience.values:
        if audience_id(code) == pk:
            return Q(audiences__contains=[code])
    return Q(Exists(TaxonomyTerm.objects.filter(pk=pk, services=OuterRef("pk"))))


def _has_taxonomy(pk: UUID) -> Q:
    codes = [code for code, taxonomy in TAXONOMY_IDS.items() if taxonomy == pk]
    if codes == [AUDIENCE]:
        return Q(audiences__len__gt=0)
    return Q(Exists(TaxonomyTerm.objects.filter(taxonomy__in=codes, services=OuterRef("pk"))))


def _contains(text: str, *fields: str) -> Q:
    """Every word occurs in one of the fields."""
    found = Q()
    for word in text.split():
        found &= Q(*[(f"{field}__icontains", word) for field in fields], _connector=Q.OR)
    return found
