"""The regionale menukaart: which service each partner brings in, for whom and where (HSDS service and its links)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory import search
from directory.models.locations import Location
from directory.models.organizations import Organization
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality


class TaxonomyTerm(models.Model):
    """HSDS taxonomy_term: one of the eight functions of the menukaart (PD 5.3), or a theme of the triage."""

    class Taxonomy(models.TextChoices):
        FUNCTION = "function", _("function")
        THEME = "theme", _("theme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.CharField(_("taxonomy"), max_length=20, choices=Taxonomy.choices)
    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("taxonomy term")
        verbose_name_plural = _("taxonomy terms")
        ordering = ("taxonomy", "order", "name")
        constraints: ClassVar = [models.UniqueConstraint(fields=["taxonomy", "code"], name="taxonomy_term_once")]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    """Facts about the set of services."""

    def active(self) -> "ServiceQuerySet":
        """What can be had now, of organisations that take part."""
        return self.filter(status=Service.Status.ACTIVE, organization__is_active=True)

    def for_audience(self, audience: str) -> "ServiceQuerySet":
        """For residents, or for employers."""
        return self.filter(audiences__contains=[audience])

    def about(self, theme: str) -> "ServiceQuerySet":
        """On one theme of the triage."""
        return self.filter(terms__taxonomy=TaxonomyTerm.Taxonomy.THEME, terms__code=theme)

    def serving(self, municipality: str) -> "ServiceQuerySet":
        """For residents of a municipality (CBS code): its own services and those of the whole region."""
        return self.filter(Q(areas__isnull=True) | Q(areas__municipality=municipality))

    def matching(self, text: str, *, language: str, every_word: bool = True) -> "ServiceQuerySet":
        """Full-text search, best first (`rank`); `every_word=False` finds what has at least one of the words."""
        return search.matching(
            self,
            text,
            terms=TaxonomyTerm.objects.filter(taxonomy=TaxonomyTerm.Taxonomy.THEME),
            language=language,
            every_word=every_word,
        )


@track(exclude=["search", "search_en"])
class Service(models.Model):
    """HSDS service: what people can get, from whom, how to ask for it."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        INACTIVE = "inactive", _("inactive")
        TEMPORARILY_CLOSED = "temporarily closed", _("temporarily closed")
        DEFUNCT = "defunct", _("ended")

    class Audience(models.TextChoices):
        RESIDENT = "resident", _("residents")
        EMPLOYER = "employer", _("employers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in the address of the page"), max_length=100, unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="services", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    description = models.TextField(_("description"))
    description_en = models.TextField(_("description in English"), blank=True)
    audiences = ArrayField(models.CharField(max_length=10, choices=Audience.choices), verbose_name=_("for whom"))
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE)
    email = models.EmailField(_("e-mail address"), blank=True)
    url = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    eligibility_description = models.TextField(_("who can use it"), blank=True)
    eligibility_description_en = models.TextField(_("who can use it, in English"), blank=True)
    application_process = models.TextField(_("how to ask for it"), blank=True)
    application_process_en = models.TextField(_("how to ask for it, in English"), blank=True)
    fees_description = models.CharField(_("costs"), max_length=200, blank=True)
    fees_description_en = models.CharField(_("costs, in English"), max_length=200, blank=True)
    assured_date = models.DateField(_("information checked on"), null=True, blank=True)
    terms = models.ManyToManyField(TaxonomyTerm, related_name="services", verbose_name=_("functions and themes"))
    search = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="dutch")
        + SearchVector("description", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    search_en = models.GeneratedField(
        expression=SearchVector("name_en", weight="A", config="english")
        + SearchVector("description_en", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("name",)
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="service_search"),
            GinIndex(fields=["search_en"], name="service_search_en"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_employers_only(self) -> bool:
        """Whether residents have nothing to look for here."""
        return self.audiences == [self.Audience.EMPLOYER]

    @property
    def is_for_everybody(self) -> bool:
        """Whether it is for residents and for employers."""
        return set(self.audiences) == set(self.Audience.values)


class ServiceAtLocation(models.Model):
    """HSDS service_at_location: where a service can be had."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="at_locations", verbose_name=_("service"))
    location = models.ForeignKey(Location, models.CASCADE, related_name="services_here", verbose_name=_("location"))

    class Meta:
        verbose_name = _("service at a location")
        verbose_name_plural = _("services at locations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "location"], name="service_at_location_once")
        ]

    def __str__(self) -> str:
        return f"{self.service} - {self.location}"


class ServiceArea(models.Model):
    """HSDS service_area: a municipality that is served; a service without any serves the whole region."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="areas", verbose_name=_("service"))
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("municipality"))

    class Meta:
        verbose_name = _("service area")
        verbose_name_plural = _("service areas")
        constraints: ClassVar = [models.UniqueConstraint(fields=["service", "municipality"], name="service_area_once")]

    def __str__(self) -> str:
        return f"{self.service} - {self.municipality}"
