"""Clients, cases and contact moments in the admin: to look up, with their history. Work happens on the case page."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from advisors.models import Case, Client, ContactMoment, TimelineEntry
from advisors.permissions import CaseQuerySet
from werkcentrum.core.admin import ReadOnlyAdmin, ReferenceAdmin


class IsOverdue(admin.SimpleListFilter):
    """Open cases of which the next step should have been done."""

    title = _("overdue")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", str(_("Yes")))]

    def queryset(self, request: HttpRequest, queryset: CaseQuerySet) -> CaseQuerySet:  # type: ignore[override]
        return queryset.overdue() if self.value() else queryset


class TimelineInline(admin.TabularInline):
    model = TimelineEntry
    fields = ("at", "kind", "actor_label", "body", "visible_to_client")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False


class ContactInline(admin.TabularInline):
    model = ContactMoment
    fields = ("at", "kind", "minutes", "by", "organization")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    list_display = ("reference", "client", "status", "level", "owner", "next_step_on", "municipality", "opened_at")
    list_filter = ("status", IsOverdue, "level", "channel", "waiting_for", "outcome", "missing", "municipality")
    list_select_related = ("client", "owner", "municipality")
    search_fields = ("reference", "client__name", "client__company_name", "client__email", "client__phone")
    date_hierarchy = "opened_at"
    ordering = ("-opened_at",)
    inlines: ClassVar = [ContactInline, TimelineInline]


@admin.register(Client)
class ClientAdmin(ReferenceAdmin):
    list_display = ("display_name", "name", "audience", "email", "phone", "municipality", "created_at")
    list_filter = ("audience", "language", "municipality")
    list_select_related = ("municipality",)
    search_fields = ("name", "company_name", "email", "phone", "kvk_number", "cases__reference")
    # who may see a case in the own space is only ever decided by the number and a proven address
    readonly_fields = ("user", "created_at", "audience")

    def has_add_permission(self, request: HttpRequest, obj: Client | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Client | None = None) -> bool:
        return False


@admin.register(ContactMoment)
class ContactMomentAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "minutes", "case", "by", "organization", "route")
    list_filter = ("kind", "route", "sector_from", "sector_to", "organization")
    list_select_related = ("case", "by", "organization")
    search_fields = ("case__reference", "case__client__name", "goal")
    date_hierarchy = "at"
