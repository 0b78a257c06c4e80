"""The outbox and the letters in the admin: to look up, and to send again what failed."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from notifications.models import Letter, Message
from notifications.services import NotFailed, resend_message
from notifications.workflow import MessageStatus
from werkcentrum.core.admin import ReadOnlyAdmin


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """What was sent to whom. A failed message is sent again with the action or the button; nothing else changes."""

    list_display = ("created_at", "recipient_email", "subject", "status", "attempts", "sent_at", "last_error")
    list_filter = ("status", "kind", "language", "created_at")
    search_fields = ("recipient_email", "recipient_name", "subject", "message_id", "about_id")
    date_hierarchy = "created_at"
    show_full_result_count = False
    actions = ("resend_selected",)  # type: ignore[assignment]
    change_form_template = "notifications/admin_message.html"
    fields = (
        ("status", "attempts"),
        "last_error",
        ("recipient_email", "recipient_name", "language"),
        "subject",
        "text",
        ("kind", "about_type", "about_id"),
        "message_id",
        "idempotency_key",
        ("created_at", "claimed_at", "next_attempt_at", "sent_at"),
    )

    def has_resend_permission(self, request: HttpRequest) -> bool:
        """Whoever may look up messages here may have them sent again."""
        return self.has_view_permission(request)

    @admin.action(description=_("Send again what was not delivered"), permissions=["resend"])
    def resend_selected(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        """Each failed message among the chosen ones; the others are left alone."""
        failed = list(queryset.filter(status=MessageStatus.FAILED).values_list("pk", flat=True))
        for pk in failed:
            resend_message(message_id=pk, by=request.user)  # type: ignore[arg-type]
        text = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", len(failed))
        self.message_user(request, text % {"count": len(failed)}, messages.SUCCESS if failed else messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        resend = path(
            "<uuid:message_id>/resend/",
            self.admin_site.admin_view(require_POST(self.resend_one)),
            name="notifications_message_resend",
        )
        return [resend, *super().get_urls()]

    def resend_one(self, request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
        """The button on the page of one message."""
        if not self.has_resend_permission(request):
            raise PermissionDenied
        try:
            resend_message(message_id=message_id, by=request.user)  # type: ignore[arg-type]
        except NotFailed as error:
            self.message_user(request, str(error), messages.WARNING)
        else:
            self.message_user(request, _("The message is sent again."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:notifications_message_change", args=[message_id]))

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of one message; it has the button when the message failed."""
        message = self.get_object(request, object_id)
        extra = {"can_resend": message is not None and message.status == MessageStatus.FAILED}
        return self.changeform_view(request, object_id, kwargs.get("form_url", ""), extra)


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Which letter was placed when, announced by which message and opened when."""

    list_display = ("placed_at", "reference", "title", "kind", "language", "opened_at")
    list_filter = ("kind", "language", "placed_at")
    search_fields = ("reference", "title", "about_id", "sha256")
    date_hierarchy = "placed_at"
    show_full_result_count = False
    list_select_related = ("announced_by",)
    fields = (
        "reference",
        "title",
        ("kind", "language"),
        ("about_type", "about_id"),
        "sha256",
        ("placed_at", "announced_by", "opened_at"),
    )
