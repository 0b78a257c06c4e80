"""Response models for HSDS 3.0: what we publish of each object, with the standard's names, types and enumerations.

An optional field that has no value is left out, as the standard's schema knows no null. Identifiers are UUIDs.
"""

import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext_noop as noop
from pydantic import Field, StringConstraints

from werkcentrum.core.api.schema import ApiModel

Uri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Email = Annotated[str, Field(json_schema_extra={"format": "email"})]
# HH:MM with the difference to UTC: opening hours are local time, and the standard asks for the zone.
LocalTime = Annotated[
    str,
    StringConstraints(pattern=r"^\d\d:\d\d[+-]\d\d:\d\d$"),
    Field(description=noop("Time with the difference to UTC that is in force now."), examples=["09:00+01:00"]),
]
PlaceType = Literal["physical", "postal", "virtual"]


class Taxonomy(ApiModel):
    """HSDS taxonomy: a list of terms."""

    id: UUID
    name: str
    description: str


class TaxonomyTerm(ApiModel):
    """HSDS taxonomy_term: a function, a theme of the triage, or an audience."""

    id: UUID
    code: str = Field(description=noop("Code of the term; of a theme, the one that `theme` and the triage take."))
    name: str
    description: str
    taxonomy: str = Field(description=noop("`function`, `theme` or `audience`."))
    taxonomy_id: UUID
    language: Literal["nl", "en"]
    taxonomy_detail: Taxonomy | None = None


class Attribute(ApiModel):
    """HSDS attribute: a term that applies to a service."""

    id: UUID
    link_id: UUID
    link_type: str
    link_entity: Literal["service"]
    taxonomy_term_id: UUID
    taxonomy_term: TaxonomyTerm


class Phone(ApiModel):
    """HSDS phone."""

    id: UUID
    number: str
    type: Literal["text", "voice", "fax", "cell", "video", "pager", "textphone"]


class Schedule(ApiModel):
    """HSDS schedule: opening hours on one weekday."""

    id: UUID
    location_id: UUID
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    freq: Literal["WEEKLY", "MONTHLY"]
    interval: int
    byday: Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    opens_at: LocalTime
    closes_at: LocalTime
    description: str
    notes: str | None = Field(None, description=noop("Days in the coming eight weeks on which it is closed."))


class Address(ApiModel):
    """HSDS address."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    region: str = Field(description=noop("The municipality."))
    state_province: str
    postal_code: str
    country: str = Field(pattern="^[A-Z]{2}$")
    address_type: PlaceType


class ServiceArea(ApiModel):
    """HSDS service_area: a municipality that is served, or the whole region."""

    id: UUID
    service_id: UUID
    name: str
    uri: Uri | None = Field(None, description=noop("The municipality in the TOOI register of the government."))


class OrganizationIdentifier(ApiModel):
    """HSDS organization_identifier: the code of a desk, as the triage names it."""

    id: UUID
    organization_id: UUID
    identifier_type: Literal["desk"]
    identifier: str


class OrganizationBasic(ApiModel):
    """HSDS organization, as lists show it."""

    id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    email: Email | None = None
    website: Uri | None = None


class Location(ApiModel):
    """HSDS location: a place where people can come in."""

    id: UUID
    location_type: PlaceType
    organization_id: UUID
    name: str
    description: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    addresses: list[Address]
    phones: list[Phone]
    schedules: list[Schedule]


class ServiceAtLocation(ApiModel):
    """HSDS service_at_location: where a service can be had."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location


class ServiceSimple(ApiModel):
    """HSDS service without what hangs on it."""

    id: UUID
    organization_id: UUID
    name: str
    description: str
    url: Uri
    email: Email | None = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    application_process: str | None = None
    fees_description: str | None = None
    eligibility_description: str | None = None
    assured_date: datetime.date | None = None


class ServiceBasic(ServiceSimple):
    """HSDS service, as lists show it: with its organisation."""

    organization: OrganizationBasic


class Service(ServiceBasic):
    """HSDS service with everything that hangs on it."""

    phones: list[Phone]
    service_areas: list[ServiceArea]
    service_at_locations: list[ServiceAtLocation]
    attributes: list[Attribute]


class Organization(OrganizationBasic):
    """HSDS organization with everything that hangs on it."""

    organization_identifiers: list[OrganizationIdentifier]
    phones: list[Phone]
    locations: list[Location]
    services: list[ServiceSimple]


class Page(ApiModel):
    """HSDS page: what stands above every list."""

    total_items: int = Field(description=noop("How many there are on all pages together."))
    total_pages: int = Field(description=noop("How many pages there are."))
    page_number: int = Field(description=noop("Number of this page; the first is 1."))
    size: int = Field(description=noop("How many there are on this page."))
    first_page: bool = Field(description=noop("Whether this is the first page."))
    last_page: bool = Field(description=noop("Whether there are no pages after this one."))
    empty: bool = Field(description=noop("Whether nothing was found."))


class ServicePage(Page):
    """A page of services; with `full=true` each has everything that hangs on it."""

    contents: list[Service | ServiceBasic]


class OrganizationPage(Page):
    """A page of organisations; with `full=true` each has everything that hangs on it."""

    contents: list[Organization | OrganizationBasic]


class LocationPage(Page):
    """A page of locations."""

    contents: list[Location]


class TaxonomyPage(Page):
    """A page of taxonomies."""

    contents: list[Taxonomy]


class TaxonomyTermPage(Page):
    """A page of terms."""

    contents: list[TaxonomyTerm]
