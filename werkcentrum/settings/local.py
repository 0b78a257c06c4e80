"""A developer's machine and `make run`: demo accounts, no TLS, embedded servers unless the URLs say otherwise."""

import os

from werkcentrum import embedded

os.environ.setdefault("DATABASE_URL", embedded.database_url(embedded.DATA_DIR))
os.environ.setdefault("REDIS_URL", embedded.redis_url(embedded.DATA_DIR))
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("LOG_FORMAT", "console")

from werkcentrum.settings.base import *  # noqa: F403
from werkcentrum.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="local-only-key-that-protects-nothing-but-demo-data")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
