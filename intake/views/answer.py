"""The outcome of the triage as a page shows it: per desk one sentence, and every reason below."""

import datetime
from dataclasses import dataclass

from django.utils.translation import get_language

from intake import wording
from intake.services import Triage
from intake.wording import Words


@dataclass(frozen=True)
class Desk:
    """An organisation that can help: for which topic, and why."""

    code: str
    name: str
    topic: Words
    why: str


@dataclass(frozen=True)
class Answer:
    """Who helps, why, and by when."""

    desks: list[Desk]
    reasons: list[str]
    level: str
    answer_by: datetime.date


def answer_of(found: Triage) -> Answer:
    """The outcome in the language at hand."""
    language = get_language() or "nl"
    labels = wording.theme_labels(found.facts.audience)
    desks: list[Desk] = []
    used: set[str] = set()
    for desk in found.desks:
        reasons = found.outcome.reasons_for(desk.code)
        reason = reasons[0] if reasons else None
        themes = list(dict.fromkeys(theme for each in reasons for theme in each.themes))
        topic = labels[themes[0]] if themes else ""
        desks.append(Desk(desk.code, desk.name, topic, reason.text(language) if reason else ""))
        used.update(each.rule for each in reasons[:1])
    others = [reason.text(language) for reason in found.outcome.reasons if reason.rule not in used]
    return Answer(
        desks=desks, reasons=list(dict.fromkeys(others)), level=found.outcome.level, answer_by=found.answer_by
    )
