"""The completeness check on the directory as it is now: is there a desk for everybody, and a team, and a date?"""

import logging
import time
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import Organization
from directory.services import NoFrontDesk, front_desk
from intake import rules
from intake.models import RuleCheck, RuleSet
from intake.places import region_municipalities
from intake.rules.completeness import NO_FRONT_DESK, NO_TERM, Completeness, Problem
from intake.wording.problems import Names, problem_text
from werkcentrum.core import audit
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.terms import calendar

logger = logging.getLogger(__name__)

SHOWN_IN_MESSAGE = 3


class RulesNotComplete(RuleViolation):
    """With these rules somebody is left without a desk. `found` is what the check found."""

    def __init__(self, found: Completeness, names: Names) -> None:
        texts = [problem_text(problem, names) for problem in found.problems[:SHOWN_IN_MESSAGE]]
        more = len(found.problems) - len(texts)
        if more > 0:
            texts.append(_("And %(count)d more.") % {"count": more})
        super().__init__(
            _("These rules cannot be published: they leave people without a desk. %(problems)s")
            % {"problems": " ".join(texts)}
        )
        self.found = found


def check_rule_set(*, rule_set_id: int, cause: str, about: str = "", by: User | None = None) -> RuleCheck:
    """Run the completeness check on a version of the rules, and keep what it found. Takes seconds.

    `cause` is a RuleCheck.Cause. Raises InvalidRule for rules that cannot be read.
    """
    rule_set = RuleSet.objects.prefetch_related("rules").get(pk=rule_set_id)
    return keep_check(rule_set, run_check(rule_set), cause=cause, about=about, by=by)


def latest_check(rule_set: RuleSet) -> RuleCheck | None:
    """The last time that these rules were checked."""
    return rule_set.checks.order_by("-at", "-pk").first()


def run_check(rule_set: RuleSet) -> Completeness:
    """The outcome for the desks that take part now; nothing is written. Raises InvalidRule."""
    started = time.perf_counter()
    found = rules.check_completeness(
        rule_set.compiled(),
        municipalities=region_municipalities(),
        desks=_serving(desks_only=True),
        organizations=_serving(desks_only=False),
    )
    general = [*_without_owner(), *_without_date(rule_set)]
    if general:
        found = replace(
            found,
            problem_count=found.combinations,
            problems=(*(replace(problem, count=found.combinations) for problem in general), *found.problems),
        )
    return replace(found, milliseconds=round((time.perf_counter() - started) * 1000))


def keep_check(
    rule_set: RuleSet, found: Completeness, *, cause: str, about: str = "", by: User | None = None
) -> RuleCheck:
    """Write down what a check found; what is wrong also goes to the log of the server."""
    check = RuleCheck.objects.create(
        rule_set=rule_set,
        cause=cause,
        about=about[:200],
        combinations=found.combinations,
        milliseconds=found.milliseconds,
        problem_count=found.problem_count,
        problems=[problem.as_dict() for problem in found.problems],
    )
    if not found.is_complete:
        wrong = ", ".join(f"{problem.code} {problem.rule or problem.theme}".strip() for problem in found.problems)
        logger.warning(
            "triage rules version %s (%s): %s of %s combinations without an answer: %s",
            rule_set.version,
            cause,
            found.problem_count,
            found.combinations,
            wrong,
        )
    if by is not None:
        audit.record(
            "intake.rules_checked", rule_set, by=by, version=rule_set.version, problem_count=found.problem_count
        )
    return check


def problems_of(check: RuleCheck) -> list[Problem]:
    """What a check found, as it was stored."""
    return [Problem.from_dict(stored) for stored in check.problems]


def problem_names(rule_set: RuleSet | None = None) -> Names:
    """The names of organisations and municipalities that problems are told with (2 queries).

    With a set of rules its rules are called by what they tell a client, in the language at hand; else by their code.
    """
    english = get_language() == "en"
    told = rule_set.rules.values_list("code", "explanation_nl", "explanation_en") if rule_set else ()
    return Names(
        organizations=dict(Organization.objects.values_list("code", "name")),
        municipalities=region_municipalities(),
        rules={code: (en if english else "") or nl for code, nl, en in told},
    )


def _serving(*, desks_only: bool) -> dict[str, str | None]:
    """Who takes part: code to the municipality that it serves, None for the whole region."""
    those = Organization.objects.desks() if desks_only else Organization.objects.active()
    return dict(those.values_list("code", "municipality_id"))


def _without_owner() -> list[Problem]:
    """The front desk owns every case until somebody else takes it over."""
    try:
        team = front_desk()
    except NoFrontDesk:
        return [Problem(code=NO_FRONT_DESK)]
    return [] if team.organization.is_active else [Problem(code=NO_FRONT_DESK)]


def _without_date(rule_set: RuleSet) -> list[Problem]:
    today, working_days = timezone.localdate(), calendar().add_working_days
    terms = rule_set.compiled().working_days.values()
    return [] if all(working_days(today, days) > today for days in terms) else [Problem(code=NO_TERM)]


def findings_of(rule_set: RuleSet) -> list[rules.Finding]:
    """What is odd about these rules, most serious first: names that do not exist, rules that never fire, conflicts.

    None of it keeps them from being published. Raises InvalidRule.
    """
    compiled, places = rule_set.compiled(), region_municipalities()
    desks, organizations = _serving(desks_only=True), _serving(desks_only=False)
    return [
        *rules.mistakes(compiled, municipalities=places, organizations=organizations, desks=desks),
        *rules.unreachable(compiled, municipalities=places),
        *rules.conflicts(compiled, municipalities=places),
    ]
