"""Everything of the directory in the admin: organisations, teams, who works where, locations, hours, the menukaart."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import (
    Address,
    ClosedDay,
    Location,
    Membership,
    Organization,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
    Team,
)
from werkcentrum.core.admin import ReferenceAdmin

HTTPS_ADDRESSES: dict[Any, Any] = {models.URLField: {"assume_scheme": "https"}}


class TeamInline(admin.TabularInline):
    model = Team
    extra = 0
    fields = ("name", "location", "email", "is_front_desk")
    show_change_link = True


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user", "team")
    fields = ("user", "role", "team", "is_lead", "valid_from", "valid_until")


@admin.register(Organization)
class OrganizationAdmin(ReferenceAdmin):
    formfield_overrides = HTTPS_ADDRESSES
    list_display = ("name", "code", "kind", "municipality", "is_desk", "is_active", "assured_date")
    list_filter = ("kind", "is_desk", "is_active", "municipality")
    list_select_related = ("municipality",)
    search_fields = ("name", "alternate_name", "code", "email")
    autocomplete_fields = ("municipality",)
    inlines: ClassVar = [TeamInline, MembershipInline]
    fieldsets = (
        (None, {"fields": ("name", "alternate_name", "code", "kind", "municipality", "is_active")}),
        (_("Texts"), {"fields": ("description", "description_en")}),
        (_("Contact"), {"fields": ("phone", "email", "website", "assured_date")}),
        (_("Referrals"), {"fields": ("is_desk", "reminder_days", "escalation_days", "overdue_days")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The rules of the triage name a desk by its code, so that it does not change afterwards."""
        return ("code",) if obj else ()


@admin.register(Team)
class TeamAdmin(ReferenceAdmin):
    list_display = ("name", "organization", "location", "email", "is_front_desk")
    list_filter = ("is_front_desk", "organization")
    list_select_related = ("organization", "location")
    search_fields = ("name", "organization__name")
    autocomplete_fields = ("organization", "location")


@admin.register(Membership)
class MembershipAdmin(ReferenceAdmin):
    list_display = ("user", "role", "organization", "team", "is_lead", "valid_from", "valid_until")
    list_filter = ("role", "is_lead", "organization")
    list_select_related = ("user", "organization", "team__organization")
    search_fields = ("user__name", "user__email", "organization__name")
    autocomplete_fields = ("user", "organization", "team")


class AddressInline(admin.StackedInline):
    model = Address
    autocomplete_fields = ("municipality",)


class ScheduleInline(admin.TabularInline):
    model = Schedule
    extra = 0


class ClosedDayInline(admin.TabularInline):
    model = ClosedDay
    extra = 0


@admin.register(Location)
class LocationAdmin(ReferenceAdmin):
    list_display = ("name", "organization", "phone", "is_walk_in", "is_active")
    list_filter = ("is_walk_in", "is_active", "organization")
    list_select_related = ("organization",)
    search_fields = ("name", "slug", "address__city", "address__postal_code")
    autocomplete_fields = ("organization",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    inlines: ClassVar = [AddressInline, ScheduleInline, ClosedDayInline]


@admin.register(ClosedDay)
class ClosedDayAdmin(ReferenceAdmin):
    """Without a location a day counts for all of them."""

    list_display = ("date", "location", "reason")
    list_filter = ("location",)
    list_select_related = ("location",)
    search_fields = ("reason", "location__name")
    date_hierarchy = "date"


class ServiceAreaInline(admin.TabularInline):
    model = ServiceArea
    extra = 0
    autocomplete_fields = ("municipality",)


class ServiceAtLocationInline(admin.TabularInline):
    model = ServiceAtLocation
    extra = 0


class ServiceForm(forms.ModelForm):
    audiences = forms.MultipleChoiceField(
        label=_("for whom"), choices=Service.Audience.choices, widget=forms.CheckboxSelectMultiple
    )


@admin.register(Service)
class ServiceAdmin(ReferenceAdmin):
    form = ServiceForm
    formfield_overrides = HTTPS_ADDRESSES
    list_display = ("name", "organization", "audiences", "status", "assured_date")
    list_filter = ("status", "terms", "organization", "areas__municipality")
    list_select_related = ("organization",)
    search_fields = ("name", "name_en", "description", "organization__name")
    autocomplete_fields = ("organization",)
    filter_horizontal = ("terms",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    inlines: ClassVar = [ServiceAreaInline, ServiceAtLocationInline]
    fieldsets = (
        (None, {"fields": ("name", "slug", "organization", "audiences", "status", "terms")}),
        (_("Texts"), {"fields": ("description", "eligibility_description", "application_process", "fees_description")}),
        (
            _("Texts in English"),
            {
                "fields": (
                    "name_en",
                    "description_en",
                    "eligibility_description_en",
                    "application_process_en",
                    "fees_description_en",
                )
            },
        ),
        (_("Contact"), {"fields": ("phone", "email", "url", "assured_date")}),
    )


@admin.register(TaxonomyTerm)
class TaxonomyTermAdmin(ReferenceAdmin):
    list_display = ("name", "name_en", "taxonomy", "code", "order", "used_by")
    list_filter = ("taxonomy",)
    search_fields = ("name", "name_en", "code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TaxonomyTerm]:
        return super().get_queryset(request).prefetch_related("services")

    @admin.display(description=_("services"))
    def used_by(self, term: TaxonomyTerm) -> int:
        """How many services have this term."""
        return len(term.services.all())
