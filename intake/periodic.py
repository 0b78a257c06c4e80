"""What Celery beat starts for this app; the hours are in CELERY_BEAT_SCHEDULE of the settings."""

from celery import shared_task

from intake import services
from intake.models import RuleCheck


@shared_task(name="intake.delete_expired_drafts")
def delete_expired_drafts() -> None:
    """Questions that nobody came back for are not kept, nor those that were sent a day ago."""
    services.delete_expired_drafts()


@shared_task(name="intake.remind_of_held")
def remind_of_held() -> None:
    """Suspicious questions that nobody looked at in time."""
    services.remind_of_held()


@shared_task(name="intake.check_published_rules")
def check_published_rules() -> None:
    """Does every question still end at a desk that takes part? Also what a bulk change of the directory broke."""
    services.check_published(cause=RuleCheck.Cause.NIGHTLY)
