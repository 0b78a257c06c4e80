"""The regionale menukaart (PD 5.3): which service each partner brings in, for whom, under which function and themes."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.models import Location, Organization, Service, ServiceArea, ServiceAtLocation, TaxonomyTerm
from directory.reference.services import DEBT_HELP, LOCAL_HELP, ROWS, Row
from werkcentrum.core.models import Municipality


@dataclass
class Lookups:
    """What rows refer to by code, read once."""

    organizations: dict[str, Organization]
    terms: dict[str, list[TaxonomyTerm]]
    locations: dict[str, Location]

    @classmethod
    def read(cls) -> "Lookups":
        terms: dict[str, list[TaxonomyTerm]] = {}
        for term in TaxonomyTerm.objects.all():
            terms.setdefault(term.code, []).append(term)
        return cls(
            {organization.code: organization for organization in Organization.objects.all()},
            terms,
            {location.slug: location for location in Location.objects.all()},
        )


def load() -> None:
    """Add the services that are not there yet, with their terms, areas and locations."""
    known = set(Service.objects.values_list("slug", flat=True))
    rows = [row for row in all_rows() if row.slug not in known]
    lookups = Lookups.read()
    pairs = list(zip(rows, Service.objects.bulk_create(_service(row, lookups) for row in rows), strict=True))
    through = Service.terms.through
    through.objects.bulk_create(
        through(service_id=service.pk, taxonomyterm_id=term.pk)
        for row, service in pairs
        for code in (row.function, *row.themes)
        for term in lookups.terms[code]
    )
    ServiceArea.objects.bulk_create(
        ServiceArea(service=service, municipality_id=code) for row, service in pairs for code in row.areas
    )
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=service, location=lookups.locations[slug])
        for row, service in pairs
        for slug in row.locations
        if slug in lookups.locations
    )


def all_rows() -> Iterable[Row]:
    """The services for the whole region, and those of each municipality for its own residents."""
    yield from ROWS
    for municipality in Municipality.objects.filter(region__code="twente").order_by("name"):
        for template in (LOCAL_HELP, DEBT_HELP):
            yield template.for_municipality(municipality.code, municipality.name)


def _service(row: Row, lookups: Lookups) -> Service:
    organization = lookups.organizations[row.organization]
    return Service(
        slug=row.slug,
        organization=organization,
        name=row.name,
        name_en=row.name_en,
        description=row.text,
        description_en=row.text_en,
        audiences=list(row.audiences),
        eligibility_description=row.who,
        eligibility_description_en=row.who_en,
        application_process=row.how,
        application_process_en=row.how_en,
        fees_description=row.costs,
        fees_description_en=row.costs_en,
        email=organization.email,
        url=organization.website,
        phone=organization.phone,
    )
