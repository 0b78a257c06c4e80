"""The fund in the admin: schemes, registers and commitments to edit; applications, decisions and money to look up."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vouchers.models import (
    Commitment,
    Decision,
    Funder,
    Invoice,
    LabourMarketTest,
    LedgerEntry,
    Occupation,
    OccupationList,
    PersonYear,
    Provider,
    Recognition,
    Reservation,
    Scheme,
    SchemeVersion,
    Voucher,
    VoucherApplication,
)
from vouchers.services import enter_commitment
from vouchers.vocabulary import CostKindLabel, EvidenceLabel, SourceLabel
from werkcentrum.core.admin import ReadOnlyAdmin, ReferenceAdmin
from werkcentrum.core.money import euro


class SchemeVersionForm(forms.ModelForm):
    """Codes are chosen from what the rules know."""

    evidence = forms.MultipleChoiceField(
        label=_("evidence"),
        choices=EvidenceLabel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cost_kinds = forms.MultipleChoiceField(
        label=_("eligible costs"), choices=CostKindLabel.choices, widget=forms.CheckboxSelectMultiple
    )
    sources = forms.MultipleChoiceField(
        label=_("sources that count"), choices=SourceLabel.choices, widget=forms.CheckboxSelectMultiple
    )


class SchemeVersionInline(admin.StackedInline):
    model = SchemeVersion
    form = SchemeVersionForm
    extra = 0
    show_change_link = True


@admin.register(Scheme)
class SchemeAdmin(ReferenceAdmin):
    list_display = ("name", "code", "region")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("name", "code")
    inlines: ClassVar = [SchemeVersionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code stands in every decision, so that it does not change afterwards."""
        return ("code",) if obj else ()


@admin.register(SchemeVersion)
class SchemeVersionAdmin(ReferenceAdmin):
    """Each version with its own history."""

    form = SchemeVersionForm
    list_display = ("scheme", "version", "valid_from", "valid_until", "person_year_cents", "vouchers_per_year")
    list_filter = ("scheme", "valid_from")
    list_select_related = ("scheme",)
    search_fields = ("scheme__name", "scheme__code")


@admin.register(OccupationList)
class OccupationListAdmin(ReferenceAdmin):
    list_display = ("version", "valid_from", "valid_until", "source")
    list_filter = ("valid_from",)
    search_fields = ("source", "occupations__name")
    filter_horizontal = ("occupations",)


@admin.register(Occupation)
class OccupationAdmin(ReferenceAdmin):
    list_display = ("name", "name_en", "code", "sector")
    list_filter = ("sector", "lists")
    search_fields = ("name", "name_en", "code")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Lists and decisions name an occupation by its code."""
        return ("code",) if obj else ()


class RecognitionInline(admin.TabularInline):
    model = Recognition
    extra = 0


@admin.register(Provider)
class ProviderAdmin(ReferenceAdmin):
    list_display = ("name", "city", "code", "is_active")
    list_filter = ("is_active", "recognitions__kind")
    search_fields = ("name", "code", "city", "recognitions__number")
    inlines: ClassVar = [RecognitionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code is how other systems know the provider."""
        return ("code",) if obj else ()


@admin.register(Funder)
class FunderAdmin(ReferenceAdmin):
    list_display = ("name", "code", "order")
    search_fields = ("name", "code")


class CommitmentForm(forms.ModelForm):
    """Zero euro is no commitment."""

    def clean_total_cents(self) -> int:
        cents: int = self.cleaned_data["total_cents"]
        if not cents:
            raise forms.ValidationError(_("Fill in an amount above zero."))
        return cents


@admin.register(Commitment)
class CommitmentAdmin(ReferenceAdmin):
    """A new commitment is entered in the ledger; nothing of it changes afterwards: a correction is a counter-entry."""

    list_display = ("funder", "scheme", "valid_from", "valid_until", "sector", "total", "reserved", "paid", "free")
    list_filter = ("funder", "scheme", "valid_from", "sector")
    list_select_related = ("funder", "scheme")
    search_fields = ("funder__name", "funder__code", "scheme__name")
    form = CommitmentForm
    autocomplete_fields = ("municipality",)
    fields = ("funder", "scheme", ("valid_from", "valid_until"), "sector", "municipality", "total_cents")
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """Balances only of what exists."""
        return (*self.fields, "reserved", "paid", "free") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Balances move through the ledger only."""
        return ("reserved", "paid", "free") if obj else ()

    def save_model(self, request: HttpRequest, obj: Commitment, form: Any, change: bool) -> None:
        """Only the service writes money."""
        enter_commitment(commitment=obj, reason=str(_("entered in the admin")), by=request.user)  # type: ignore[arg-type]

    @admin.display(description=_("committed"), ordering="total_cents")
    def total(self, commitment: Commitment) -> str:
        return euro(commitment.total_cents)

    @admin.display(description=_("reserved"), ordering="reserved_cents")
    def reserved(self, commitment: Commitment) -> str:
        return euro(commitment.reserved_cents)

    @admin.display(description=_("paid"), ordering="paid_cents")
    def paid(self, commitment: Commitment) -> str:
        return euro(commitment.paid_cents)

    @admin.display(description=_("free"))
    def free(self, commitment: Commitment) -> str:
        return euro(commitment.free_cents)


@admin.register(VoucherApplication)
class VoucherApplicationAdmin(ReadOnlyAdmin):
    list_display = ("reference", "client", "training_name", "status", "submitted_at", "decision_due")
    list_filter = ("status", "scheme_version", "municipality", "sector_to")
    list_select_related = ("client",)
    search_fields = ("reference", "case__reference", "client__name", "training_name")
    date_hierarchy = "created_at"
    show_full_result_count = False


@admin.register(LabourMarketTest)
class LabourMarketTestAdmin(ReadOnlyAdmin):
    list_display = ("application", "advice", "is_on_list", "evidence", "by", "at")
    list_filter = ("advice", "is_on_list", "evidence")
    list_select_related = ("application", "by")
    search_fields = ("application__reference", "by__name")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("application", "result", "amount", "prepared_by", "decided_by", "decided_at", "objection_until")
    list_filter = ("result", "decided_by")
    list_select_related = ("application", "prepared_by", "decided_by")
    search_fields = ("application__reference", "decided_by__name", "decided_by__email")
    date_hierarchy = "decided_at"
    show_full_result_count = False

    @admin.display(description=_("amount"), ordering="amount_cents")
    def amount(self, decision: Decision) -> str:
        return euro(decision.amount_cents)


@admin.register(Voucher)
class VoucherAdmin(ReadOnlyAdmin):
    list_display = ("number", "application", "worth", "paid", "awarded_at")
    list_select_related = ("application",)
    search_fields = ("number", "application__reference")
    date_hierarchy = "awarded_at"
    show_full_result_count = False

    @admin.display(description=_("amount"), ordering="cents")
    def worth(self, voucher: Voucher) -> str:
        return euro(voucher.cents)

    @admin.display(description=_("paid"), ordering="paid_cents")
    def paid(self, voucher: Voucher) -> str:
        return euro(voucher.paid_cents)


@admin.register(Invoice)
class InvoiceAdmin(ReadOnlyAdmin):
    list_display = ("number", "voucher", "amount", "received_on", "registered_by", "paid_on", "paid_by")
    list_filter = ("received_on", "paid_on")
    list_select_related = ("voucher", "registered_by", "paid_by")
    search_fields = ("number", "voucher__number")
    show_full_result_count = False

    @admin.display(description=_("amount"), ordering="cents")
    def amount(self, invoice: Invoice) -> str:
        return euro(invoice.cents)


@admin.register(Reservation)
class ReservationAdmin(ReadOnlyAdmin):
    list_display = ("voucher", "commitment", "awarded_cents", "cents", "paid_cents")
    list_filter = ("commitment__funder",)
    list_select_related = ("voucher", "commitment__funder")
    search_fields = ("voucher__number",)
    show_full_result_count = False


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "commitment", "kind", "from_account", "to_account", "amount", "voucher", "actor", "reason")
    list_filter = ("kind", "commitment__funder")
    search_fields = ("voucher__number", "reason", "actor__name", "actor__email")
    date_hierarchy = "at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerEntry]:
        return super().get_queryset(request).select_related("commitment__funder", "voucher", "actor")

    @admin.display(description=_("amount"), ordering="cents")
    def amount(self, entry: LedgerEntry) -> str:
        return euro(entry.cents)


@admin.register(PersonYear)
class PersonYearAdmin(ReadOnlyAdmin):
    list_display = ("client", "scheme", "year", "awarded_cents", "cap_cents")
    list_filter = ("year", "scheme")
    list_select_related = ("client", "scheme")
    search_fields = ("client__name",)
    show_full_result_count = False
