"""Addresses of the directory in the API. Names of fields, parameters and addresses are those of HSDS 3.0."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import Router

from directory.api import filters, mapping, models
from directory.api.hours import Closures
from directory.api.identifiers import TAXONOMIES, TAXONOMY_IDS
from directory.api.pages import page_of
from directory.models import Location, Organization, Service, ServiceAtLocation, TaxonomyTerm
from werkcentrum.core.api.openapi import query_parameters
from werkcentrum.core.api.problems import Problem
from werkcentrum.core.api.reading import read_query
from werkcentrum.core.models import Region

router = Router(exclude_none=True)
Json = dict[str, Any]
Row = TypeVar("Row", bound=Model)

LOCATIONS = Location.objects.active().select_related("address__municipality").prefetch_related("schedules")
AT_LOCATIONS = ServiceAtLocation.objects.filter(location__in=Location.objects.active()).prefetch_related(
    Prefetch("location", LOCATIONS)
)
FULL_SERVICE: tuple[Any, ...] = ("terms", "areas__municipality", Prefetch("at_locations", AT_LOCATIONS))
FULL_ORGANIZATION = (
    Prefetch("locations", LOCATIONS),
    Prefetch("services", Service.objects.active().defer("search", "search_en").order_by("name")),
)


@router.get(
    "/services",
    response=models.ServicePage,
    url_name="services",
    operation_id="listServices",
    summary=noop("Services of the menukaart"),
    description=noop("What people can get now, from whom. Parameters together must all hold."),
    openapi_extra={"parameters": query_parameters(filters.ServiceQuery)},
)
def list_services(request: HttpRequest, response: HttpResponse) -> Json:
    """A page of services."""
    query = read_query(filters.ServiceQuery, request, choices=filters.CHOICES)
    rows = filters.services_for(query).select_related("organization")
    if query.full:
        return page_of(rows.prefetch_related(*FULL_SERVICE), query, _full_services, request, response)
    return page_of(rows, query, lambda found: [mapping.service_basic(row) for row in found], request, response)


@router.get(
    "/services/{uuid:id}",
    response=models.Service,
    url_name="service",
    operation_id="getService",
    summary=noop("One service"),
    description=noop("A service with its organisation, municipalities, locations with opening hours, and terms."),
)
def get_service(request: HttpRequest, id: UUID) -> Json:  # noqa: A002  # HSDS calls it id
    """One service with everything that hangs on it."""
    rows = Service.objects.active().select_related("organization").prefetch_related(*FULL_SERVICE)
    return _full_services([one(rows, id)])[0]


def _full_services(rows: Sequence[Service]) -> list[Json]:
    around = _around([at.location for row in rows for at in row.at_locations.all()])
    return [mapping.service_full(row, around) for row in rows]


@router.get(
    "/organizations",
    response=models.OrganizationPage,
    url_name="organizations",
    operation_id="listOrganizations",
    summary=noop("Organisations that take part"),
    description=noop("Who works together. The code of a desk, as the triage names it, is in organization_identifiers."),
    openapi_extra={"parameters": query_parameters(filters.FullQuery)},
)
def list_organizations(request: HttpRequest, response: HttpResponse) -> Json:
    """A page of organisations."""
    query = read_query(filters.FullQuery, request, choices=filters.CHOICES)
    rows = filters.organizations_for(query)
    if query.full:
        return page_of(rows.prefetch_related(*FULL_ORGANIZATION), query, _full_organizations, request, response)
    return page_of(rows, query, lambda found: [mapping.organization_basic(row) for row in found], request, response)


@router.get(
    "/organizations/{uuid:id}",
    response=models.Organization,
    url_name="organization",
    operation_id="getOrganization",
    summary=noop("One organisation"),
    description=noop("An organisation with its code, phone, locations and services."),
)
def get_organization(request: HttpRequest, id: UUID) -> Json:  # noqa: A002
    """One organisation with everything that hangs on it."""
    rows = Organization.objects.active().prefetch_related(*FULL_ORGANIZATION)
    return _full_organizations([one(rows, id)])[0]


def _full_organizations(rows: Sequence[Organization]) -> list[Json]:
    around = _around([place for row in rows for place in row.locations.all()])
    return [mapping.organization_full(row, around) for row in rows]


@router.get(
    "/locations",
    response=models.LocationPage,
    url_name="locations",
    operation_id="listLocations",
    summary=noop("Locations"),
    description=noop("Where people can come in, with address and opening hours."),
    openapi_extra={"parameters": query_parameters(filters.DirectoryQuery)},
)
def list_locations(request: HttpRequest, response: HttpResponse) -> Json:
    """A page of locations."""
    query = read_query(filters.DirectoryQuery, request, choices=filters.CHOICES)
    rows = filters.locations_for(query).select_related("address__municipality").prefetch_related("schedules")
    return page_of(rows, query, _full_locations, request, response)


@router.get(
    "/locations/{uuid:id}",
    response=models.Location,
    url_name="location",
    operation_id="getLocation",
    summary=noop("One location"),
    description=noop("A location with its address, phone and opening hours."),
)
def get_location(request: HttpRequest, id: UUID) -> Json:  # noqa: A002
    """One location."""
    return _full_locations([one(LOCATIONS.all(), id)])[0]


def _full_locations(rows: Sequence[Location]) -> list[Json]:
    around = _around(rows)
    return [mapping.location(row, around) for row in rows]


@router.get(
    "/taxonomies",
    response=models.TaxonomyPage,
    url_name="taxonomies",
    operation_id="listTaxonomies",
    summary=noop("Taxonomies"),
    description=noop("The lists from which the terms of services come."),
    openapi_extra={"parameters": query_parameters(filters.PageQuery)},
)
def list_taxonomies(request: HttpRequest, response: HttpResponse) -> Json:
    """The taxonomies."""
    query = read_query(filters.PageQuery, request)
    codes = list(TAXONOMIES)
    return page_of(codes, query, lambda found: [mapping.taxonomy(code) for code in found], request, response)


@router.get(
    "/taxonomies/{uuid:id}",
    response=models.Taxonomy,
    url_name="taxonomy",
    operation_id="getTaxonomy",
    summary=noop("One taxonomy"),
)
def get_taxonomy(request: HttpRequest, id: UUID) -> Json:  # noqa: A002
    """One taxonomy."""
    for code, pk in TAXONOMY_IDS.items():
        if pk == id:
            return mapping.taxonomy(code)
    raise nothing()


@router.get(
    "/taxonomy_terms",
    response=models.TaxonomyTermPage,
    url_name="taxonomy-terms",
    operation_id="listTaxonomyTerms",
    summary=noop("Terms of the taxonomies"),
    description=noop("Functions, themes and audiences, with their codes."),
    openapi_extra={"parameters": query_parameters(filters.TermQuery)},
)
def list_taxonomy_terms(request: HttpRequest, response: HttpResponse) -> Json:
    """A page of terms."""
    query = read_query(filters.TermQuery, request)
    words = (query.search or "").lower().split()
    terms = [
        term
        for term in _all_terms()
        if query.taxonomy_id in (None, term["taxonomy_id"])
        and all(word in f"{term['code']} {term['name']}".lower() for word in words)
    ]
    return page_of(terms, query, list, request, response)


@router.get(
    "/taxonomy_terms/{uuid:id}",
    response=models.TaxonomyTerm,
    url_name="taxonomy-term",
    operation_id="getTaxonomyTerm",
    summary=noop("One term"),
)
def get_taxonomy_term(request: HttpRequest, id: UUID) -> Json:  # noqa: A002
    """One term with its taxonomy."""
    for term in _all_terms():
        if term["id"] == id:
            return term | {"taxonomy_detail": mapping.taxonomy(term["taxonomy"])}
    raise nothing()


def _all_terms() -> list[Json]:
    """The terms of all taxonomies, which are a few dozen (one query)."""
    stored = [mapping.taxonomy_term(term) for term in TaxonomyTerm.objects.all()]
    return stored + [mapping.audience_term(code) for code in Service.Audience.values]


def one(rows: "QuerySet[Row]", pk: UUID) -> Row:
    """The row with this identifier. Raises Problem (404)."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise nothing()
    return found


def nothing() -> Problem:
    """404 for an identifier that we do not know, or of something that is not offered any more."""
    return Problem(HTTPStatus.NOT_FOUND, _("There is nothing with this identifier, or not any more."))


def _around(places: Sequence[Location]) -> mapping.Surroundings:
    """What the full objects of one answer need besides themselves (two queries)."""
    region = Region.objects.filter(code=settings.PORTAL["region"]).first()
    return mapping.Surroundings(Closures.of(places), region)
