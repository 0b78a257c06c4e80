"""`manage.py retriage --dry-run`: do stored outcomes follow from the stored facts, and what would other rules say?"""

import datetime
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake.services.comparing import Verdict
from intake.services.retriage import DIFFERENT, NOT_TRIAGED, SAME, UNREADABLE, NoSuchVersion, Retriaged, retriage


class Command(BaseCommand):
    help = (
        "Decide stored cases again and compare; fails when something differs. Without --version each case is decided "
        "by the rules that it was decided with: then nothing may differ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="required: this command compares, it never changes a case"
        )
        parser.add_argument("--version", type=int, dest="rule_set", help="compare with this version of the rules")
        parser.add_argument("--since", type=datetime.date.fromisoformat, help="cases opened from this date on")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """`--version` is ours here, not Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            raise CommandError(
                "A case keeps the outcome that it was decided with, so that there is nothing to run but a comparison. "
                "Add --dry-run."
            )
        counts: Counter[str] = Counter()
        try:
            for each in retriage(version=options["rule_set"], since=options["since"]):
                counts[each.result] += 1
                if each.result in (DIFFERENT, UNREADABLE):
                    self.stdout.write(_line(each))
        except NoSuchVersion as error:
            raise CommandError(f"There are no rules of version {error}.") from error
        self.stdout.write(
            f"{counts.total()} cases: {counts[SAME]} the same, {counts[DIFFERENT]} different, "
            f"{counts[UNREADABLE]} that cannot be decided again, {counts[NOT_TRIAGED]} without a triage."
        )
        if counts[DIFFERENT] or counts[UNREADABLE]:
            raise CommandError("Not every case comes out as it was stored.")


def _line(each: Retriaged) -> str:
    before = _words(each.before) if each.before else ""
    return f"{each.reference} (version {each.version}): {before} -> {_words(each.after) if each.after else each.why}"


def _words(verdict: Verdict) -> str:
    return f"{verdict.responsible}, {'+'.join(verdict.desks)}, {verdict.level}"
