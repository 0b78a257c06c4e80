"""Settings of the worker that test_outbox_kill starts: real broker and SMTP (it says where they are), short pauses."""

import json
import os

from werkcentrum.settings.test import *  # noqa: F403

PLACE = json.loads(os.environ["OUTBOX_TEST"])
DATABASES = {"default": PLACE["database"]}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = PLACE["broker"]
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "global_keyprefix": PLACE["prefix"]}
CELERY_BEAT_SCHEDULER = "celery.beat:PersistentScheduler"
CELERY_BEAT_SCHEDULE = {"outbox-sweep": {"task": "notifications.sweep_outbox", "schedule": 1.0}}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = PLACE["smtp_port"]
OUTBOX_LEASE_SECONDS = 4
OUTBOX_REQUEUE_SECONDS = 4
