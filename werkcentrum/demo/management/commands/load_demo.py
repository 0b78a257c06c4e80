"""`manage.py load_demo`: people, example clients and three years of history, all made up."""

import datetime
import logging
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.models import Organization
from reporting.services import rebuild
from werkcentrum.core.models import User
from werkcentrum.demo.front_door import open_the_door
from werkcentrum.demo.history import make_history
from werkcentrum.demo.money import ensure_money
from werkcentrum.demo.people import STAFF, load_staff
from werkcentrum.demo.queue import set_aside
from werkcentrum.demo.stories import tell_all
from werkcentrum.demo.walk_ins import bring_visitors

HISTORY_SINCE = datetime.date(2023, 2, 20)  # the first decisions follow on applications of that year


class Command(BaseCommand):
    """Everything goes through the services that people use. Loaded before: does nothing."""

    help = "Load demo accounts, the eight example clients and three years of vouchers and conversations; all made up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A shorter past loads faster: `--since`, or DEMO_SINCE in the environment."""
        since = os.environ.get("DEMO_SINCE", HISTORY_SINCE.isoformat())
        parser.add_argument("--since", type=datetime.date.fromisoformat, default=since, help="first day of the past")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, unless it was done."""
        if User.objects.filter(email=STAFF[-1].email, memberships__isnull=False).exists():
            self.stdout.write("Demo data was loaded before.")
            return
        if not Organization.objects.exists():
            raise CommandError("Load the reference data first: manage.py load_reference")
        logging.disable(logging.INFO)
        with set_aside(), transaction.atomic():  # all of it, or nothing
            staff = load_staff()
            ensure_money()
            made = make_history(staff, since=options["since"])
            tell_all(staff)
            open_the_door(staff)
            bring_visitors(staff)
        logging.disable(logging.NOTSET)
        rebuild()
        self.stdout.write(f"Demo data loaded: {len(staff)} accounts, {made} cases of the past, 12 of now.")
