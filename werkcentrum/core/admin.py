"""The admin of core, and the base classes that every app's admin uses.

- `ReferenceAdmin`: what an administrator may edit; search, filters and a history from the database triggers.
- `ReadOnlyAdmin`: what may be looked up but never changed here (audit, ledger, decisions).
"""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from pghistory.models import MiddlewareEvents

from werkcentrum.core.models import AuditEvent, ExtraHoliday, Municipality, PostcodeArea, Region, User

HISTORY_LENGTH = 200


class HistoryMixin(admin.ModelAdmin):
    """Shows, instead of Django's own log of the admin, the history that triggers keep of every change anywhere."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Who changed what and when, newest first; a model without history shows what the audit log has."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(object)s") % {"object": obj},
            "changes": history_of(obj),
            "acts": AuditEvent.objects.about(obj).select_related("actor")[:HISTORY_LENGTH],
            "opts": self.opts,
            "object": obj,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "core/admin_history.html", context)


def history_of(obj: Model) -> list[MiddlewareEvents]:
    """The changes of one row, newest first; empty for a model that keeps no history."""
    if not hasattr(type(obj), "pgh_event_models"):
        return []
    events = MiddlewareEvents.objects.tracks(obj).select_related("user").order_by("-pgh_created_at", "-pgh_id")
    return list(events[:HISTORY_LENGTH])


class ReferenceAdmin(HistoryMixin):
    """For tables that an administrator edits."""

    save_on_top = False
    list_per_page = 50


class ReadOnlyAdmin(HistoryMixin):
    """For rows that may be looked up here but never added, changed or deleted."""

    list_per_page = 50
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReferenceAdmin):
    list_display = ("email", "name", "role_names", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "memberships__role", "memberships__organization")
    search_fields = ("email", "name")
    fields = ("email", "name", "language", "is_active", "is_staff", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("memberships__organization")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new user has no password yet: the page to choose one mails a link to this address."""
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not EmailAddress.objects.filter(user=obj, email__iexact=obj.email).exists():
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True)

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """Every role with its organisation, also the ones that ended."""
        return ", ".join(f"{held.get_role_display()} ({held.organization})" for held in user.memberships.all())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A user is made inactive; what somebody did stays on their name."""
        return False


class PostcodeAreaInline(admin.TabularInline):
    model = PostcodeArea
    extra = 0


@admin.register(Region)
class RegionAdmin(ReferenceAdmin):
    list_display = ("name", "code")
    search_fields = ("name", "code")


@admin.register(Municipality)
class MunicipalityAdmin(ReferenceAdmin):
    list_display = ("name", "code", "region", "inhabitants")
    list_filter = ("region",)
    search_fields = ("name", "code", "postcodes__digits")
    inlines: ClassVar = [PostcodeAreaInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The CBS code is the key that everything refers to."""
        return ("code",) if obj else ()


@admin.register(ExtraHoliday)
class ExtraHolidayAdmin(ReferenceAdmin):
    list_display = ("date", "name")
    search_fields = ("name",)
    date_hierarchy = "date"


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "action", "object_type", "object_id", "result", "actor", "origin")
    list_filter = ("result", "origin", "action")
    search_fields = ("action", "object_type", "object_id", "actor__email", "actor__name")
    date_hierarchy = "at"
    list_select_related = ("actor",)
    show_full_result_count = False
