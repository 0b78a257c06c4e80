"""`manage.py check_triage`: is there a desk for everybody, by the rules in force or by another version?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from intake import services
from intake.models import RuleCheck, RuleSet
from intake.rules import InvalidRule
from intake.wording.problems import finding_text, problem_text


class Command(BaseCommand):
    help = (
        "Ask every question there is (audience, municipality, situation, age band, education, topics) and see that "
        "each ends at a desk that takes part, with a level, an owner and a date. Fails when one does not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--version", type=int, dest="rule_set", help="another version than the one in force")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """`--version` is ours here, not Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        sets = RuleSet.objects.all() if options["rule_set"] else RuleSet.objects.published()
        rule_set = sets.filter(**({"version": options["rule_set"]} if options["rule_set"] else {})).first()
        if rule_set is None:
            raise CommandError("There are no such rules.")
        try:
            check = services.check_rule_set(rule_set_id=rule_set.pk, cause=RuleCheck.Cause.BY_HAND)
        except InvalidRule as error:
            raise CommandError(f"Version {rule_set.version} cannot be read: {error}") from error
        names = services.problem_names()
        with override("en"):
            for finding in services.findings_of(rule_set):
                self.stdout.write(f"note: {finding_text(finding, names)}")
            for problem in services.problems_of(check):
                self.stdout.write(f"problem: {problem_text(problem, names)}")
        self.stdout.write(
            f"Version {rule_set.version}: {check.combinations} combinations in {check.milliseconds / 1000:.1f} s, "
            f"{check.problem_count} without an answer."
        )
        if not check.is_complete:
            raise CommandError("These rules leave people without a desk.")
