"""`manage.py send_test_message somebody@example.org`: does e-mail work, through the outbox and the worker?"""

import argparse

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications.services import Recipient, queue_message


class Command(BaseCommand):
    help = "Queue a test message, to see whether broker, worker and mail server work."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *args: object, **options: str) -> None:
        to = Recipient(email=options["email"], language=options["language"])
        moment = timezone.now().isoformat()
        try:
            message = queue_message(
                kind="notifications/test",
                to=to,
                context={"name": "", "note": ""},
                key=f"test:{to.email}:{moment}",
            )
        except ValidationError as error:
            raise CommandError("That is not an e-mail address.") from error
        self.stdout.write(f"Queued as {message.message_id}; its status is in the admin under messages.")
