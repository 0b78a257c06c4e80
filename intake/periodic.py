"""What Celery beat starts for this app; the hours are in CELERY_BEAT_SCHEDULE of the settings."""

from celery import shared_task

from intake import services


@shared_task(name="intake.delete_expired_drafts")
def delete_expired_drafts() -> None:
    """Questions that nobody came back for are not kept, nor those that were sent a day ago."""
    services.delete_expired_drafts()
