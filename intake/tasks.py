"""What the Celery worker does for this app, after the commit of the event."""

from celery import shared_task

from intake.models import RuleCheck
from intake.services.watching import check_published


@shared_task(name="intake.check_after_change")
def check_after_change(about: str) -> None:
    """Is there still a desk for everybody, now that the directory changed? Safe to run twice."""
    check_published(cause=RuleCheck.Cause.DIRECTORY, about=about)
