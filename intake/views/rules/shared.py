"""What the pages of the rules share: who may see them, the version at hand, its rules in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from intake.forms.rules import readable
from intake.models import Rule, RuleSet
from intake.permissions import EDITORS
from intake.rules import EMPLOYER, RESIDENT
from intake.rules.language import DESKS, EXTRA_DESKS, LEVEL, RESPONSIBLE, STAGES
from intake.rules.ordering import topics_of
from intake.rules.sentences import Sentence, Words, sentence
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles

only_editors = require_roles(*EDITORS)
form_page = require_http_methods(["GET", "HEAD", "POST"])
UNPROCESSABLE = 422
# how the four questions are called in addresses
STAGE_SLUGS = {RESPONSIBLE: "verantwoordelijk", DESKS: "loket", EXTRA_DESKS: "extra-loket", LEVEL: "niveau"}

STAGE_TITLES: dict[str, tuple[str | Promise, str | Promise]] = {
    RESPONSIBLE: (
        gettext_lazy("1. Who is responsible?"),
        gettext_lazy("From top to bottom; the first rule that fits decides."),
    ),
    DESKS: (
        gettext_lazy("2. Which organisation helps?"),
        gettext_lazy("For each topic of the question, from top to bottom; the first rule that fits decides."),
    ),
    EXTRA_DESKS: (
        gettext_lazy("3. Who else helps?"),
        gettext_lazy("Every rule that fits adds an organisation."),
    ),
    LEVEL: (
        gettext_lazy("4. How much help is needed?"),
        gettext_lazy("From top to bottom; the first rule that fits decides."),
    ),
}


@dataclass(frozen=True)
class Line:
    """A rule as the page shows it."""

    code: str
    sentence: Sentence
    explanation_nl: str
    explanation_en: str
    legal_basis: str
    number: str = ""


@dataclass(frozen=True)
class Topic:
    """Rules about the same people and topic, in their order."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Stage:
    """One of the four questions that the rules answer."""

    code: str
    title: str | Promise
    lead: str | Promise
    topics: Sequence[Topic]

    @property
    def slug(self) -> str:
        """How it is called in addresses."""
        return STAGE_SLUGS[self.code]

    @property
    def count(self) -> int:
        """How many rules there are."""
        return sum(len(topic.lines) for topic in self.topics)


def editor_of(request: HttpRequest) -> User:
    """Who is logged in: `only_editors` lets nobody else in."""
    return cast(User, request.user)


def version_or_404(version: int) -> RuleSet:
    """A version with the people that it names."""
    related = RuleSet.objects.select_related("proposed_by", "published_by")
    return get_object_or_404(related, version=version)


def line_of(rule: Rule, words: Words, working_days: dict[str, int], *, number: str = "") -> Line:
    """A rule in words."""
    return Line(
        code=rule.code,
        sentence=sentence(rule.data(), words, working_days=working_days),
        explanation_nl=readable(rule.explanation_nl, "nl"),
        explanation_en=readable(rule.explanation_en, "en"),
        legal_basis=rule.legal_basis,
        number=number,
    )


def days_of(rule_set: RuleSet) -> dict[str, int]:
    """The terms for the first answer per level, in working days."""
    return {"light": rule_set.days_light, "basic": rule_set.days_basic, "specialist": rule_set.days_specialist}


def stages_of(rule_set: RuleSet, words: Words) -> list[Stage]:
    """The rules grouped by stage, and within it by who and what they are about, in the order in which they count."""
    rules = list(rule_set.rules.all())
    numbers, days = numbers_of(rules), days_of(rule_set)
    return [
        Stage(
            stage,
            *STAGE_TITLES[stage],
            topics=[
                Topic(title, [line_of(rule, words, days, number=numbers[rule.code]) for rule in group])
                for title, group in groupby(
                    [rule for rule in rules if rule.stage == stage], key=lambda rule: topic_title(rule, words)
                )
            ],
        )
        for stage in STAGES
    ]


def numbers_of(rules: Iterable[Rule]) -> dict[str, str]:
    """How a rule is called on the pages, by its code: "2.3" is the third rule of the second question."""
    numbers: dict[str, str] = {}
    count = dict.fromkeys(STAGES, 0)
    for rule in rules:
        count[rule.stage] += 1
        numbers[rule.code] = f"{STAGES.index(rule.stage) + 1}.{count[rule.stage]}"
    return numbers


def topic_title(rule: Rule, words: Words) -> str:
    """Whom and what a rule is about, in a few words."""
    who = {RESIDENT: _("Residents"), EMPLOYER: _("Employers")}.get(rule.audience, _("Everybody"))
    if rule.stage != DESKS:
        return who
    themes = {theme for _audience, theme in topics_of(rule.data())}
    if len(themes) > 1:
        return _("%(who)s, every topic") % {"who": who}
    return _("%(who)s: %(topic)s") % {"who": who, "topic": words.themes.get(next(iter(themes), ""), "")}


def tabs_of(rule_set: RuleSet, current: str) -> list[dict[str, Any]]:
    """The pages of a version."""
    pages = {
        "rule-set": _("The rules"),
        "rule-set-effects": _("What changes?") if rule_set.is_draft or rule_set.is_proposed else _("Check"),
        "rule-set-try": _("Try it out"),
    }
    return [
        {"label": label, "url": reverse(f"intake:{name}", args=[rule_set.version]), "current": name == current}
        for name, label in pages.items()
    ]


def head_of(rule_set: RuleSet, current: str) -> dict[str, Any]:
    """What every page of a version shows above its tabs."""
    return {
        "rule_set": rule_set,
        "tabs": tabs_of(rule_set, current),
        "editors": list(rule_set.editors.order_by("name")),
        "days": days_of(rule_set),
    }


def hindrance(rule_set: RuleSet, user: User) -> str:
    """Why this person cannot publish these rules; "" for who can."""
    if rule_set.proposed_by_id == user.pk:
        return _("You proposed these rules yourself. That is why a colleague has to publish them.")
    if rule_set.editors.filter(pk=user.pk).exists():
        return _("You worked on these rules yourself. That is why a colleague has to publish them.")
    return ""
