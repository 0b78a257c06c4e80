"""From our models to HSDS objects. Texts in the reader's language; what is empty is left out (None)."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language

from directory.api.hours import Closures, schedule
from directory.api.identifiers import AUDIENCE, TAXONOMIES, TAXONOMY_IDS, audience_id, derived
from directory.models import Location, Organization, Service, ServiceAtLocation, TaxonomyTerm
from directory.texts import in_reader_language
from werkcentrum.core.models import Region

Json = dict[str, Any]
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
COUNTRY = "NL"


@dataclass(frozen=True)
class Surroundings:
    """What full objects need besides themselves: when places are closed, and the region that is served.

    `places` are the locations that were made already: many services are at the same few.
    """

    closures: Closures
    region: Region | None
    places: dict[UUID, Json] = field(default_factory=dict)


def text(obj: Model, name: str) -> str | None:
    """A text in the reader's language (else Dutch), None when it is empty."""
    return in_reader_language(obj, name)[0] or None


def taxonomy(code: str) -> Json:
    """HSDS taxonomy."""
    name, description = TAXONOMIES[code]
    return {"id": TAXONOMY_IDS[code], "name": str(name), "description": str(description)}


def taxonomy_term(term: TaxonomyTerm) -> Json:
    """HSDS taxonomy_term of a function or a theme."""
    return _term(term.pk, term.taxonomy, term.code, text(term, "name") or term.code)


def audience_term(code: str) -> Json:
    """HSDS taxonomy_term of an audience."""
    return _term(audience_id(code), AUDIENCE, code, str(Service.Audience(code).label))


def _term(pk: Any, taxonomy_code: str, code: str, name: str) -> Json:
    return {
        "id": pk,
        "code": code,
        "name": name,
        "description": f"{TAXONOMIES[taxonomy_code][0]}: {name}",
        "taxonomy": taxonomy_code,
        "taxonomy_id": TAXONOMY_IDS[taxonomy_code],
        "language": get_language() or settings.LANGUAGE_CODE,
    }


def phones(obj: Organization | Service | Location) -> list[Json]:
    """HSDS phone of an object, when it has one."""
    return [{"id": derived(obj.pk, "phone"), "number": obj.phone, "type": "voice"}] if obj.phone else []


def organization_basic(organization: Organization) -> Json:
    """HSDS organization, as lists show it."""
    return {
        "id": organization.pk,
        "name": organization.name,
        "alternate_name": organization.alternate_name or None,
        "description": text(organization, "description") or organization.name,
        "email": organization.email or None,
        "website": organization.website or None,
    }


def organization_full(organization: Organization, around: Surroundings) -> Json:
    """HSDS organization with its code, phone, locations and services."""
    identifier = {
        "id": derived(organization.pk, "code"),
        "organization_id": organization.pk,
        "identifier_type": "desk",
        "identifier": organization.code,
    }
    return organization_basic(organization) | {
        "organization_identifiers": [identifier],
        "phones": phones(organization),
        "locations": [location(each, around) for each in organization.locations.all()],
        "services": [service_simple(each) for each in organization.services.all()],
    }


def location(place: Location, around: Surroundings) -> Json:
    """HSDS location with its address, phone and opening hours; each is made once per answer."""
    if place.pk not in around.places:
        around.places[place.pk] = _location(place, around)
    return around.places[place.pk]


def _location(place: Location, around: Surroundings) -> Json:
    return {
        "id": place.pk,
        "location_type": "physical",
        "organization_id": place.organization_id,
        "name": place.name,
        "description": text(place, "description"),
        "transportation": text(place, "transportation"),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "addresses": _addresses(place),
        "phones": phones(place),
        "schedules": [schedule(row, around.closures) for row in place.schedules.all()],
    }


def _addresses(place: Location) -> list[Json]:
    address = getattr(place, "address", None)
    if address is None:
        return []
    return [
        {
            "id": derived(place.pk, "address"),
            "location_id": place.pk,
            "address_1": address.address_1,
            "city": address.city,
            "region": address.municipality.name,
            "state_province": settings.PORTAL["province"],
            "postal_code": address.postal_code,
            "country": COUNTRY,
            "address_type": "physical",
        }
    ]


def service_simple(service: Service) -> Json:
    """HSDS service, only what stands on it. Without a website of its own, `url` is its page on our site."""
    page = f"{settings.BASE_URL}{reverse('directory:service', args=[service.slug])}"
    return {
        "id": service.pk,
        "organization_id": service.organization_id,
        "name": text(service, "name"),
        "description": text(service, "description") or service.name,
        "url": service.url or page,
        "email": service.email or None,
        "status": service.status,
        "application_process": text(service, "application_process"),
        "fees_description": text(service, "fees_description"),
        "eligibility_description": text(service, "eligibility_description"),
        "assured_date": service.assured_date,
    }


def service_basic(service: Service) -> Json:
    """HSDS service, as lists show it."""
    return service_simple(service) | {"organization": organization_basic(service.organization)}


def service_full(service: Service, around: Surroundings) -> Json:
    """HSDS service with everything that hangs on it."""
    return service_basic(service) | {
        "phones": phones(service),
        "service_areas": _service_areas(service, around.region),
        "service_at_locations": [_at_location(at, around) for at in service.at_locations.all()],
        "attributes": [_attribute(service, term) for term in _terms(service)],
    }


def _service_areas(service: Service, region: Region | None) -> list[Json]:
    """The municipalities that are served; a service without any serves the whole region."""
    areas = [
        {
            "id": derived(service.pk, "area", area.municipality_id),
            "service_id": service.pk,
            "name": area.municipality.name,
            "uri": f"{TOOI}{area.municipality_id.lower()}",
        }
        for area in service.areas.all()
    ]
    if areas or region is None:
        return areas
    return [{"id": derived(service.pk, "area", region.code), "service_id": service.pk, "name": region.name}]


def _at_location(at: ServiceAtLocation, around: Surroundings) -> Json:
    return {
        "id": derived(at.service_id, "at", at.location_id),
        "service_id": at.service_id,
        "location_id": at.location_id,
        "location": location(at.location, around),
    }


def _terms(service: Service) -> list[Json]:
    terms = [taxonomy_term(term) for term in service.terms.all()]
    return terms + [audience_term(code) for code in service.audiences]


def _attribute(service: Service, term: Json) -> Json:
    return {
        "id": derived(service.pk, "attribute", term["id"]),
        "link_id": service.pk,
        "link_type": term["taxonomy"],
        "link_entity": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term | {"taxonomy_detail": taxonomy(term["taxonomy"])},
    }
