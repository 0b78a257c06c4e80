"""What somebody answered, in words: for the check at the end, the receipt by e-mail and the one on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from intake import wording
from intake.rules import RESIDENT
from intake.steps import STEPS, Step
from intake.wording import Words
from werkcentrum.core.forms.fields import readable_phone


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked in a few words, and the answer in words."""

    label: str | Promise
    value: str | Promise


@dataclass(frozen=True)
class Group:
    """The answers of one step."""

    step: Step
    answers: tuple[Answer, ...]


def summary(audience: str, answers: Mapping[str, Any], places: Mapping[str, str]) -> list[Group]:
    """Every answer per step; what was left open is not there. `places` are municipalities, CBS code to name."""
    parts = {
        "question": _question(audience, answers),
        "place": _place(audience, answers, places),
        "about": _about(answers) if audience == RESIDENT else _company(answers),
        "contact": _contact(answers),
    }
    return [
        Group(step, tuple(Answer(label, value) for label, value in parts[step.key] if value not in ("", None)))
        for step in STEPS[audience]
    ]


Pairs = Iterable[tuple[Words, Words]]


def _question(audience: str, answers: Mapping[str, Any]) -> Pairs:
    labels = wording.theme_labels(audience)
    themes = [str(labels[theme]) for theme in answers.get("themes") or () if theme in labels]
    yield _("Your question"), answers.get("question", "")
    yield _("Topics"), "\n".join(themes) or _("Not chosen")


def _place(audience: str, answers: Mapping[str, Any], places: Mapping[str, str]) -> Pairs:
    yield _("Postcode"), answers.get("postcode", "")
    if answers.get("municipality"):
        yield _("Municipality"), wording.place_label(audience, answers["municipality"], places)


def _about(answers: Mapping[str, Any]) -> Pairs:
    age = answers.get("age")
    yield _("Your situation"), wording.situation_labels().get(answers.get("situation", ""), "")
    yield _("Age"), _("%(age)s years") % {"age": age} if age is not None else ""
    yield _("Highest diploma"), dict(wording.EDUCATIONS).get(answers.get("education", ""), "")


def _company(answers: Mapping[str, Any]) -> Pairs:
    count = answers.get("staff_count")
    yield _("Company"), answers.get("company_name", "")
    yield _("KvK number"), answers.get("kvk_number", "")
    yield _("Number of staff"), str(count) if count is not None else ""


def _contact(answers: Mapping[str, Any]) -> Pairs:
    yield _("Name"), answers.get("name", "")
    yield _("Telephone"), readable_phone(answers["phone"]) if answers.get("phone") else ""
    yield _("E-mail address"), answers.get("email", "")
    yield _("Contact"), dict(wording.CONTACT_WAYS).get(answers.get("contact_preference", ""), "")
    yield _("Language"), dict(wording.LANGUAGES).get(answers.get("language", ""), "")
