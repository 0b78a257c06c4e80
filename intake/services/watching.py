"""Keeping an eye on the rules in force: when the directory changes, and every night."""

from django.db import transaction
from django.utils.translation import override

from directory.services import holders_of
from intake.models import RuleCheck, RuleSet
from intake.services.checking import check_rule_set, problem_names, problems_of
from intake.wording.problems import problem_text
from notifications.services import Recipient, queue_message
from werkcentrum.core import audit
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role

LONGEST_LIST = 10
WATCHING = (RuleCheck.Cause.DIRECTORY, RuleCheck.Cause.NIGHTLY)


@transaction.atomic
def check_published(*, cause: str, about: str = "") -> RuleCheck | None:
    """Check the rules in force, and warn the coordinators of what was not wrong the last time. None without rules.

    `about` is what changed. The lock makes two checks wait for each other, so that nobody is warned twice.
    """
    rule_set = RuleSet.objects.select_for_update(of=("self",), no_key=True).published().first()
    if rule_set is None:
        return None
    before = rule_set.checks.filter(cause__in=WATCHING).order_by("-at", "-pk").first()
    check = check_rule_set(rule_set_id=rule_set.pk, cause=cause, about=about)
    if _what_is_wrong(check) - (_what_is_wrong(before) if before else set()):
        _warn(check)
    return check


def _what_is_wrong(check: RuleCheck) -> set[tuple[str, ...]]:
    found = problems_of(check)
    return {(problem.code, problem.rule, problem.theme, *problem.desks) for problem in found}


def _warn(check: RuleCheck) -> None:
    people = list(holders_of(Role.COORDINATOR))
    for user in people:
        _send(check, user)
    audit.record("intake.check_failed", check, by=None, problem_count=check.problem_count, people=len(people))


def _send(check: RuleCheck, user: User) -> None:
    """In the language of the reader; nobody's name is in it, only desks and rules."""
    problems = problems_of(check)
    with override(user.language):
        names = problem_names(check.rule_set)
        texts = [problem_text(problem, names) for problem in problems[:LONGEST_LIST]]
    queue_message(
        kind="intake/check_failed",
        to=Recipient.of(user),
        context={
            "name": str(user),
            "about": check.about,
            "version": check.rule_set.version,
            "problems": texts,
            "more": len(problems) - len(texts),
        },
        key=f"intake.check_failed:{check.pk}:{user.pk}",
        about=check,
    )
