"""The Celery application. Tasks live in each app's `tasks.py`, their schedule in its `periodic.py`."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from werkcentrum import metrics

__all__ = ["app", "metrics"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkcentrum.settings.local")

app = Celery("werkcentrum")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
app.steps["worker"].add(DjangoStructLogInitStep)  # a task logs the id of the request that caused it


@setup_logging.connect
def _log_like_the_web(**kwargs: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)
