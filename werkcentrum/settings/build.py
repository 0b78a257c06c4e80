"""While an image is built: compile translations and collect static files. Serves nothing and knows no secrets."""

import os

os.environ.setdefault("LOG_LEVEL", "WARNING")

from werkcentrum.settings.base import *  # noqa: F403
from werkcentrum.settings.base import configure_storages

SECRET_KEY = "only-while-building-an-image"  # noqa: S105
STORAGES = configure_storages(manifest=True)
