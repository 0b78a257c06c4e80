"""Referrals and consents in the admin: to look up, with their history. Work happens on the pages."""

from django.contrib import admin

from referrals.models import Consent, Referral
from werkcentrum.core.admin import ReadOnlyAdmin


@admin.register(Referral)
class ReferralAdmin(ReadOnlyAdmin):
    list_display = ("case", "organization", "status", "sent_at", "answer_by", "overdue_at", "ended_at")
    list_filter = ("status", "organization", "decline_reason", "outcome")
    list_select_related = ("case", "organization")
    search_fields = ("case__reference", "organization__name", "contact_name")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ("case", "organization", "basis", "how", "given_at", "valid_until", "withdrawn_at")
    list_filter = ("basis", "how", "article", "organization")
    list_select_related = ("case", "organization")
    search_fields = ("case__reference", "organization__name")
    date_hierarchy = "given_at"
    ordering = ("-given_at",)
