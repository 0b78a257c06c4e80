"""The admin of the rules: a draft can be edited and tried; what was published is only read."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import services
from intake.models import IntakeDraft, Rule, RuleCheck, RuleSet, TriageExample
from werkcentrum.core.admin import ReadOnlyAdmin, ReferenceAdmin
from werkcentrum.core.models import User


class DraftOnlyMixin:
    """Nothing of a published or retired set can be changed."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and _is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and _is_draft(obj)


def _is_draft(obj: RuleSet | Rule | None) -> bool:
    if isinstance(obj, Rule):
        return obj.rule_set.is_draft
    return obj is None or obj.is_draft


class RuleInline(DraftOnlyMixin, admin.TabularInline):
    model = Rule
    extra = 0
    fields = ("order", "code", "stage", "audience", "conditions", "effects", "explanation_nl", "explanation_en")
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and _is_draft(obj)


@admin.register(RuleSet)
class RuleSetAdmin(DraftOnlyMixin, ReferenceAdmin):
    list_display = ("version", "status", "rule_count", "valid_from", "valid_to", "published_by")
    list_filter = ("status",)
    search_fields = ("notes", "rules__code", "rules__explanation_nl")
    readonly_fields = ("status", "proposed_by", "valid_from", "valid_to", "published_at", "published_by")
    inlines = (RuleInline,)
    actions = ["copy"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RuleSet]:
        """With the number of rules, in one query."""
        return super().get_queryset(request).select_related("published_by").annotate(rule_total=Count("rules"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever changes a draft does not publish it."""
        super().save_related(request, form, formsets, change)
        form.instance.editors.add(cast(User, request.user))

    @admin.display(description=gettext_lazy("rules"), ordering="rule_total")
    def rule_count(self, obj: Any) -> int:
        """How many rules there are in it."""
        return int(obj.rule_total)

    @admin.action(description=gettext_lazy("Make a new draft of the chosen set"), permissions=["add"])
    def copy(self, request: HttpRequest, queryset: QuerySet[RuleSet]) -> None:
        """The next version starts as a copy."""
        for original in queryset:
            draft = services.copy_rule_set(rule_set_id=original.pk, by=request.user)  # type: ignore[arg-type]
            self.message_user(request, _("Version %(version)s is a draft now.") % {"version": draft.version})


@admin.register(Rule)
class RuleAdmin(DraftOnlyMixin, ReferenceAdmin):
    list_display = ("rule_set", "order", "code", "stage", "audience", "explanation_nl")
    list_display_links = ("code",)
    list_filter = ("rule_set", "stage", "audience")
    search_fields = ("code", "explanation_nl", "explanation_en", "legal_basis")
    list_select_related = ("rule_set",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A rule is added to a draft."""
        if db_field.name == "rule_set" and not request.resolver_match.kwargs.get("object_id"):  # type: ignore[union-attr]
            kwargs["queryset"] = RuleSet.objects.filter(status="draft")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Rule, form: Any, change: bool) -> None:
        """Whoever changes a draft does not publish it."""
        super().save_model(request, obj, form, change)
        obj.rule_set.editors.add(cast(User, request.user))

    def delete_model(self, request: HttpRequest, obj: Rule) -> None:
        """Taking a rule out is a change too."""
        obj.rule_set.editors.add(cast(User, request.user))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        """Several at once."""
        for rule_set in RuleSet.objects.filter(rules__in=queryset).distinct():
            rule_set.editors.add(cast(User, request.user))
        super().delete_queryset(request, queryset)


@admin.register(TriageExample)
class TriageExampleAdmin(ReadOnlyAdmin):
    """What every version is held against; coordinators add and delete them on the pages of the rules."""

    list_display = ("title", "responsible", "desks", "level", "added_by")
    list_filter = ("level", "responsible")
    list_select_related = ("added_by",)
    search_fields = ("title",)


@admin.register(RuleCheck)
class RuleCheckAdmin(ReadOnlyAdmin):
    """Every run of the completeness check."""

    list_display = ("at", "rule_set", "cause", "about", "combinations", "milliseconds", "is_complete")
    list_filter = ("cause", "rule_set")
    list_select_related = ("rule_set",)
    search_fields = ("about",)
    date_hierarchy = "at"

    @admin.display(boolean=True, description=gettext_lazy("complete"))
    def is_complete(self, obj: RuleCheck) -> bool:
        """Whether nobody is left without a desk."""
        return obj.is_complete


@admin.register(IntakeDraft)
class IntakeDraftAdmin(ReadOnlyAdmin):
    """How many questions are being typed and where people stop; what they typed is not shown to anybody."""

    list_display = ("created_at", "audience", "language", "completed", "is_sent", "expires_at")
    list_filter = ("audience", "language")
    fields = ("audience", "language", "completed", "created_at", "updated_at", "expires_at")

    @admin.display(boolean=True, description=gettext_lazy("sent"))
    def is_sent(self, obj: IntakeDraft) -> bool:
        """Whether there is a case of it."""
        return obj.is_sent
