"""The project: settings, urls, celery and what is shared by all apps (`werkcentrum.core`)."""

from werkcentrum.celery import app as celery_app

__all__ = ["celery_app"]
