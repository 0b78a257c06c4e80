"""What a version of the rules changes: rule by rule, on the examples, on last month's questions, and what is wrong."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from directory.models import Organization
from intake import rules, services
from intake.models import RuleCheck, RuleSet
from intake.rules import InvalidRule
from intake.rules.difference import (
    AUDIENCE,
    CONDITIONS,
    EFFECTS,
    EXPLANATION_EN,
    EXPLANATION_NL,
    Change,
    difference,
)
from intake.rules.language import RuleData
from intake.rules.sentences import LEVEL_WORDS, Words, sentence
from intake.services import editing
from intake.views.rules.shared import days_of, editor_of, head_of, numbers_of, only_editors, version_or_404
from intake.wording.problems import Names, finding_text, problem_text
from intake.wording.rules import words

DAYS_LOOKED_BACK = 30
PART_WORDS: Mapping[str, str | Promise] = {
    AUDIENCE: gettext_lazy("for whom"),
    CONDITIONS: gettext_lazy("when it counts"),
    EFFECTS: gettext_lazy("what follows"),
    EXPLANATION_NL: gettext_lazy("the explanation in Dutch"),
    EXPLANATION_EN: gettext_lazy("the explanation in English"),
}


@dataclass(frozen=True)
class Remark:
    """Something about a rule, with where to mend it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Count:
    """Questions per desk or level, as it went and as it would have gone."""

    name: str
    before: int
    after: int

    @property
    def more(self) -> int:
        """How many more; less than nothing for fewer."""
        return self.after - self.before

    @property
    def fewer(self) -> int:
        """How many fewer."""
        return self.before - self.after


@dataclass(frozen=True)
class Rewritten:
    """A rule that says something else than in the rules in force."""

    code: str
    number: str
    before: str
    after: str
    parts: str
    text_before: str = ""
    text_after: str = ""


@never_cache
@require_safe
@only_editors
def rule_set_effects(request: HttpRequest, version: int) -> HttpResponse:
    """Everything that publishing these rules would change, and everything that is wrong with them."""
    rule_set = version_or_404(version)
    rule_set = (
        RuleSet.objects.select_related("proposed_by", "published_by").prefetch_related("rules").get(pk=rule_set.pk)
    )
    names = words()
    context = head_of(rule_set, "rule-set-effects") | _check(rule_set) | {"days_back": DAYS_LOOKED_BACK}
    published = RuleSet.objects.published().prefetch_related("rules").first()
    if published is not None and published.pk != rule_set.pk:
        context["published"] = published
        context |= _difference(published, rule_set, names)
    try:
        context |= _remarks(rule_set, names)
    except InvalidRule as error:
        context["unreadable"] = str(error)
        return render(request, "intake/rules/effects.html", context)
    context |= _examples(rule_set, names) | _cases(rule_set, names)
    return render(request, "intake/rules/effects.html", context)


@require_POST
@only_editors
def rule_set_check(request: HttpRequest, version: int) -> HttpResponse:
    """Run the completeness check, which takes seconds, and keep what it found."""
    rule_set = version_or_404(version)
    try:
        services.check_rule_set(rule_set_id=rule_set.pk, cause=RuleCheck.Cause.BY_HAND, by=editor_of(request))
    except InvalidRule as error:
        messages.error(request, _("This rule cannot be read: %(error)s") % {"error": error})
    return redirect(f"{reverse('intake:rule-set-effects', args=[version])}#controle")


def _check(rule_set: RuleSet) -> dict[str, Any]:
    check = services.latest_check(rule_set)
    changed_at = editing.changed_at(rule_set)
    names = _names_with_numbers(rule_set)
    problems = [
        Remark(problem_text(problem, names), _rule_url(rule_set, problem.rule))
        for problem in (services.problems_of(check) if check else [])
    ]
    is_old = check is None or (changed_at is not None and check.at < changed_at)
    return {"check": check, "problems": problems, "check_is_old": is_old}


def _names_with_numbers(rule_set: RuleSet) -> Names:
    """The words of remarks; rules go by the number that they have on the page."""
    names = services.problem_names()
    return replace(names, rules={**names.organizations, **numbers_of(rule_set.rules.all())})


def _rule_url(rule_set: RuleSet, code: str) -> str:
    return f"{reverse('intake:rule-set', args=[rule_set.version])}#regel-{code}" if code else ""


# --- rule by rule ---------------------------------------------------------------------------------------------------


def _difference(published: RuleSet, rule_set: RuleSet, names: Words) -> dict[str, Any]:
    old, new = list(published.rules.all()), list(rule_set.rules.all())
    found = difference([rule.data() for rule in old], [rule.data() for rule in new])
    old_numbers, new_numbers = numbers_of(old), numbers_of(new)
    days = days_of(rule_set)

    def listed(those: Iterable[RuleData], numbers: Mapping[str, str]) -> list[dict[str, str]]:
        return [
            {"code": rule.code, "number": numbers[rule.code], "text": str(sentence(rule, names, working_days=days))}
            for rule in those
        ]

    return {
        "difference": found,
        "added": listed(found.added, new_numbers),
        "removed": listed(found.removed, old_numbers),
        "moved": listed(found.moved, new_numbers),
        "rewritten": [_rewritten(change, names, new_numbers) for change in found.changed],
        "terms": _terms(published, rule_set),
    }


def _rewritten(change: Change, names: Words, numbers: Mapping[str, str]) -> Rewritten:
    code = change.after.code
    before, after = str(sentence(change.before, names)), str(sentence(change.after, names))
    parts = ", ".join(str(PART_WORDS[part]) for part in change.parts)
    if EXPLANATION_NL in change.parts:
        return Rewritten(
            code, numbers[code], before, after, parts, change.before.explanation_nl, change.after.explanation_nl
        )
    if EXPLANATION_EN in change.parts:
        return Rewritten(
            code, numbers[code], before, after, parts, change.before.explanation_en, change.after.explanation_en
        )
    return Rewritten(code, numbers[code], before, after, parts)


def _terms(published: RuleSet, rule_set: RuleSet) -> list[Count]:
    old, new = days_of(published), days_of(rule_set)
    return [Count(str(LEVEL_WORDS[level]), old[level], new[level]) for level in new if new[level] != old[level]]


# --- what is wrong --------------------------------------------------------------------------------------------------


def _remarks(rule_set: RuleSet, names: Words) -> dict[str, Any]:
    """Rules that never count, names that do not exist, and rules of which only the order decides."""
    compiled, places, told = rule_set.compiled(), names.municipalities, _names_with_numbers(rule_set)
    desks = set(Organization.objects.desks().values_list("code", flat=True))
    organizations = set(Organization.objects.active().values_list("code", flat=True))

    def remarks(findings: Iterable[rules.Finding]) -> list[Remark]:
        return [Remark(finding_text(each, told), _rule_url(rule_set, each.rule)) for each in findings]

    return {
        "never": remarks(rules.unreachable(compiled, municipalities=places)),
        "mistakes": remarks(rules.mistakes(compiled, municipalities=places, organizations=organizations, desks=desks)),
        "conflicts": remarks(rules.conflicts(compiled, municipalities=places)),
    }


# --- examples and cases ---------------------------------------------------------------------------------------------


def _examples(rule_set: RuleSet, names: Words) -> dict[str, Any]:
    outcomes = services.compare_examples(rule_set)
    changed = [
        {
            "title": each.example.title,
            "expected": verdict_words(each.expected, names),
            "got": verdict_words(each.got, names),
        }
        for each in outcomes
        if each.changed
    ]
    return {"example_count": len(outcomes), "examples_changed": changed}


def verdict_words(verdict: services.Verdict | None, names: Words) -> str:
    """Who is responsible, which desks, which level, in one line."""
    if verdict is None:
        return _("These facts do not exist any more.")
    return _("%(desks)s; responsible: %(responsible)s; help: %(level)s") % {
        "desks": ", ".join(names.desk(desk) for desk in verdict.desks),
        "responsible": names.desk(verdict.responsible),
        "level": LEVEL_WORDS.get(verdict.level, verdict.level),
    }


def _cases(rule_set: RuleSet, names: Words) -> dict[str, Any]:
    today = timezone.localdate()
    since = today - datetime.timedelta(days=DAYS_LOOKED_BACK)
    found = services.compare_cases(rule_set, since=since, until=today)
    codes = sorted({*found.before, *found.after}, key=lambda code: (-found.before[code], code))
    return {
        "cases": found,
        "since": since,
        "desk_counts": [Count(names.desk(code), found.before[code], found.after[code]) for code in codes],
        "level_counts": [
            Count(str(word), found.levels_before[level], found.levels_after[level])
            for level, word in LEVEL_WORDS.items()
            if found.levels_before[level] or found.levels_after[level]
        ],
    }
