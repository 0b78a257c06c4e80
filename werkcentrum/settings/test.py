"""The test suite: fast hashing, tasks in line, mail in memory, undefined template variables are errors.

Without DATABASE_URL and REDIS_URL it uses embedded servers of its own under var/test, which tests/conftest.py starts.
"""

import os

from werkcentrum import embedded

TEST_DATA = embedded.BASE_DIR / "var" / "test"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ.setdefault("SECRET_KEY", "test-only-key-that-protects-nothing-at-all-in-the-world")
os.environ["DEMO"] = "0"
os.environ["REDIS_PREFIX"] = f"wc-test-{WORKER}"

from werkcentrum.settings.base import *  # noqa: E402, F403
from werkcentrum.settings.base import CACHES, DATABASES, LOGGING, configure_database, configure_redis, env  # noqa: E402

if not env("DATABASE_URL", default=""):
    DATABASES["default"] = configure_database(embedded.database_url(TEST_DATA))
if not env("REDIS_URL", default=""):
    REDIS_URL = embedded.redis_url(TEST_DATA)
    CACHES, CELERY_BROKER_URL = configure_redis(REDIS_URL)

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
LOGGING["root"]["level"] = "WARNING"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INTAKE_FEWEST_SECONDS = 0.0  # tests type faster than people
WHITENOISE_AUTOREFRESH = True  # tests do not collect static files first
