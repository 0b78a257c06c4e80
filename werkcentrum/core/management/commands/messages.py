"""`manage.py messages`: keep the Dutch catalogue complete, without gettext on the machine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from werkcentrum.core import catalogue

METADATA = {
    "Project-Id-Version": "werkcentrum-twente",
    "Language": "nl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
WIDTH = 110


class Command(BaseCommand):
    help = "Bring the Dutch catalogue up to date with code and templates; --check only says what is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when anything is wrong")
        parser.add_argument("--compile", action="store_true", help="only write the .mo file")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES" / "django.po"
        po = self._read(path)
        if not options["compile"]:
            found = catalogue.extract(Path(settings.BASE_DIR))
            if options["check"]:
                self._check(po, found)
                return
            catalogue.update(po, found)
            po.save(str(path))
            self.stdout.write(f"{len(po)} strings, {len(po) - len(po.translated_entries())} not translated")
        po.save_as_mofile(str(path.with_suffix(".mo")))

    def _read(self, path: Path) -> polib.POFile:
        if path.exists():
            return polib.pofile(str(path), wrapwidth=WIDTH)
        path.parent.mkdir(parents=True, exist_ok=True)
        po = polib.POFile(wrapwidth=WIDTH)
        po.metadata = METADATA
        return po

    def _check(self, po: polib.POFile, found: dict[catalogue.Key, catalogue.Message]) -> None:
        problems = catalogue.problems(po, found)
        for line in problems:
            self.stdout.write(line)
        if problems:
            raise CommandError(
                f"{len(problems)} problems in the Dutch catalogue; `make messages` adds and drops strings."
            )
