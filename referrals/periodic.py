"""What Celery beat starts for this app; the hours are in CELERY_BEAT_SCHEDULE of the settings."""

from celery import shared_task

from referrals import services


@shared_task(name="referrals.run_clock")
def run_clock() -> None:
    """Reminders, team leads, and back to the sender, at the end of a working day (on another day it does nothing)."""
    services.run_clock()


@shared_task(name="referrals.expire")
def expire() -> None:
    """Close what rests on a consent that has run out."""
    services.expire_referrals()
