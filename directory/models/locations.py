"""Places where people can walk in, with their opening hours (HSDS location, address, schedule)."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.organizations import Organization
from directory.rules import OpeningSlot, WeeklySlot
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality


class LocationQuerySet(models.QuerySet["Location"]):
    """Facts about the set of locations."""

    def active(self) -> "LocationQuerySet":
        """Locations of organisations that take part now."""
        return self.filter(is_active=True, organization__is_active=True)

    def walk_in(self) -> "LocationQuerySet":
        """Locations where people can come in without an appointment."""
        return self.active().filter(is_walk_in=True)


@track()
class Location(models.Model):
    """HSDS location: a place with an address and opening hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in the address of the page"), unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="locations", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    transportation = models.TextField(_("how to get there"), blank=True)
    transportation_en = models.TextField(_("how to get there, in English"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    is_walk_in = models.BooleanField(_("open without appointment"), default=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """HSDS address (physical) of a location."""

    location = models.OneToOneField(Location, models.CASCADE, related_name="address", verbose_name=_("location"))
    address_1 = models.CharField(_("street and number"), max_length=200)
    postal_code = models.CharField(_("postcode"), max_length=7)
    city = models.CharField(_("place"), max_length=100)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality"))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return f"{self.address_1}, {self.postal_code} {self.city}"


@track()
class Schedule(models.Model):
    """HSDS schedule: opening hours on one weekday (1 is Monday), in a period."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    location = models.ForeignKey(Location, models.CASCADE, related_name="schedules", verbose_name=_("location"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("location", "weekday", "opens_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="schedule_closes_after_opening",
                violation_error_message=_("Closing time comes after opening time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H.%M}-{self.closes_at:%H.%M}"

    def weekly_slot(self) -> WeeklySlot:
        """These hours for the rules."""
        slot = OpeningSlot(self.opens_at, self.closes_at)
        return WeeklySlot(self.weekday, slot, valid_from=self.valid_from, valid_to=self.valid_to)


@track()
class ClosedDay(models.Model):
    """A day on which a location (or, without location, every location) is closed besides the public holidays."""

    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="closed_days", verbose_name=_("location")
    )
    date = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ("-date",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["location", "date"], nulls_distinct=False, name="closed_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y}"
