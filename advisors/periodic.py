"""What Celery beat starts for this app; the hours are in CELERY_BEAT_SCHEDULE of the settings."""

from celery import shared_task

from advisors.services.reminders import remind_overdue
from advisors.services.walk_ins import end_forgotten_visits, wipe_walk_in_names


@shared_task(name="advisors.remind_owners")
def remind_owners() -> None:
    """Once a day: a digest for everybody with overdue next steps, and for coordinators of what nobody has."""
    remind_overdue()


@shared_task(name="advisors.tidy_walk_ins")
def tidy_walk_ins() -> None:
    """Every night: close the visits of earlier days that were left open, and wipe names that are a week old."""
    end_forgotten_visits()
    wipe_walk_in_names()
