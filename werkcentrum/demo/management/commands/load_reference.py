"""`manage.py load_reference`: what every installation needs before its first question."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

MODULES = ["werkcentrum.core", "directory", "notifications", "advisors", "intake", "referrals", "vouchers", "reporting"]


class Command(BaseCommand):
    """Calls `load()` of each app's `reference.py`; safe to run again, changes nothing that somebody edited since."""

    help = "Load municipalities, desks, rule sets and schemes; safe to run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load app by app, lowest first."""
        for module in MODULES:
            if find_spec(f"{module}.reference"):
                import_module(f"{module}.reference").load()
        self.stdout.write("Reference data loaded.")
