"""What Celery beat starts for this app; the hours are in CELERY_BEAT_SCHEDULE of the settings."""

from celery import shared_task

from notifications import services


@shared_task(name="notifications.sweep_outbox")
def sweep_outbox() -> None:
    """Hand messages to the workers that were missed, and those of a worker that is gone."""
    services.sweep()
