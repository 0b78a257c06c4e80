"""Configuration of the notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages by e-mail through an outbox, and letters as PDF."""

    name = "notifications"
    verbose_name = "Berichten"

    def ready(self) -> None:
        """Register the check that every message exists in both languages."""
        from notifications import checks
