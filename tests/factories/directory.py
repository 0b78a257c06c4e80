"""Organisations, teams, locations with hours, and services of the menukaart."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from directory.models import Address, ClosedDay, Location, Organization, Schedule, Service, TaxonomyTerm, Team
from tests.factories.core import MunicipalityFactory


class OrganizationFactory(DjangoModelFactory):
    """A desk that takes referrals; the same `code` gives the same organisation."""

    class Meta:
        model = Organization
        django_get_or_create = ("code",)

    code = factory.Sequence("desk-{}".format)
    name = factory.LazyAttribute(lambda organization: organization.code.replace("-", " ").title())
    description = "Helpt mensen die werk zoeken."
    phone = "088 000 20 00"
    email = factory.LazyAttribute(lambda organization: f"info@{organization.code}.example")


class TeamFactory(DjangoModelFactory):
    """A team; `TeamFactory(is_front_desk=True)` is the front desk."""

    class Meta:
        model = Team

    organization = factory.SubFactory(OrganizationFactory, code="werkcentrum")
    name = factory.Sequence("Team {}".format)


class LocationFactory(DjangoModelFactory):
    """A walk-in location in Enschede, open on working days from 9 to 17; `hours={2: "9-20"}` says otherwise."""

    class Meta:
        model = Location
        skip_postgeneration_save = True

    slug = factory.Sequence("location-{}".format)
    organization = factory.SubFactory(OrganizationFactory, code="werkcentrum")
    name = factory.Sequence("Werkcentrum {}".format)

    @factory.post_generation
    def address(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Every location has an address."""
        facts = {"address_1": "Voorbeeldstraat 12", "postal_code": "7511 XX", "city": "Enschede", **kwargs}
        Address.objects.create(location=self, municipality=MunicipalityFactory(), **facts)

    @factory.post_generation
    def hours(self, create: bool, extracted: dict[int, str] | None, **kwargs: Any) -> None:
        """Opening hours per weekday (1 is Monday)."""
        for weekday, text in (extracted if extracted is not None else dict.fromkeys(range(1, 6), "9-17")).items():
            opens, closes = (datetime.time(int(hour)) for hour in text.split("-"))
            Schedule.objects.create(location=self, weekday=weekday, opens_at=opens, closes_at=closes)


class ClosedDayFactory(DjangoModelFactory):
    """A day on which all locations are closed, unless `location=` names one."""

    class Meta:
        model = ClosedDay

    location = None
    reason = "Studiedag"


class TaxonomyTermFactory(DjangoModelFactory):
    """A theme; the same `code` gives the same one."""

    class Meta:
        model = TaxonomyTerm
        django_get_or_create = ("taxonomy", "code")

    taxonomy = TaxonomyTerm.Taxonomy.THEME
    code = "training"
    name = "Een opleiding of cursus"
    name_en = "A training or course"


class ServiceFactory(DjangoModelFactory):
    """A service for residents of the whole region; `terms=[...]`, `areas=[municipality]`."""

    class Meta:
        model = Service
        skip_postgeneration_save = True

    slug = factory.Sequence("service-{}".format)
    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence("Dienst {}".format)
    description = "Wij helpen u verder."
    audiences = factory.LazyFunction(lambda: [Service.Audience.RESIDENT])

    @factory.post_generation
    def terms(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Functions and themes."""
        self.terms.set(extracted or [])

    @factory.post_generation
    def areas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Municipalities it is limited to."""
        for municipality in extracted or []:
            self.areas.create(municipality=municipality)
