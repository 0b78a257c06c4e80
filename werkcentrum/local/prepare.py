"""Make the database and the static files ready for `make run`; quick when there is nothing to do.

Runs as a program of its own (`python -m werkcentrum.local.prepare`), after the servers have started.
"""

import io
import json
import os
import sys
import time
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from werkcentrum import embedded

ACCOUNTS_FILE = "demo-accounts.json"
DEMO_DOMAIN = "@demo.werkcentrum-twente.example"


def main() -> None:
    """Migrate, load data, collect static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkcentrum.settings.local")
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        step("Migrating the database", "migrate", verbosity=0, interactive=False)
    for name, says in {"load_reference": "Loading reference data", "load_demo": "Loading demo data"}.items():
        if name in get_commands() and (name != "load_demo" or settings.DEMO):
            step(says, name, verbosity=0)
    if settings.STATIC_MANIFEST:
        collect_static()
    note_accounts()


def note_accounts() -> None:
    """Leave the demo accounts of staff for whoever says where to log in; none without demo data."""
    memberships = apps.get_model("directory", "Membership").objects.none()
    if settings.DEMO:
        memberships = apps.get_model("directory", "Membership").objects.filter(user__email__endswith=DEMO_DOMAIN)
    accounts = [
        (str(membership.get_role_display()), membership.user.name, membership.user.email)
        for membership in memberships.select_related("user").order_by("pk")
    ]
    (embedded.DATA_DIR / ACCOUNTS_FILE).write_text(json.dumps(accounts))


def step(says: str, command: str, **options: object) -> None:
    """Run a command, and say so when it takes longer than a moment."""
    started = time.monotonic()
    call_command(command, stdout=io.StringIO(), **options)
    seconds = time.monotonic() - started
    if seconds > 1:
        print(f"{says}: {seconds:.0f} s", flush=True)


def collect_static() -> None:
    """Collect static files with hashed names, unless they are there for exactly these sources."""
    sources = [Path(root) for root in settings.STATICFILES_DIRS]
    state = {str(file): file.stat().st_mtime for root in sources for file in sorted(root.rglob("*")) if file.is_file()}
    state["django"] = float("".join(str(part) for part in django.VERSION[:3]))
    stamp = Path(settings.STATIC_ROOT) / ".collected.json"
    if stamp.exists() and json.loads(stamp.read_text()) == state:
        return
    step("Collecting static files", "collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(json.dumps(state))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
