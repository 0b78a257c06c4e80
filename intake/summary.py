"""What somebody answered, in words: for the check at the end, the receipt by e-mail and the one on paper."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from advisors.vocabulary import Sector
from intake import wording
from intake.rules import RESIDENT
from intake.steps import Step, steps_for
from intake.wording import Words
from werkcentrum.core.forms.fields import readable_phone

# fields that are drawn as rows: a link leads to the first of them
ROWS = frozenset({"themes", "situation", "contact_preference", "language"})
BOXES = frozenset({"needs_interpreter", "needs_reading_help", "has_helper"})


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked in a few words, and the answer in words. Open when nothing was filled in."""

    field: str
    label: str | Promise
    value: str | Promise
    is_open: bool = False

    @property
    def target(self) -> str:
        """The id of the field on the page of its step."""
        return f"id_{self.field}_0" if self.field in ROWS else f"id_{self.field}"

    def is_about(self, fields: Collection[str]) -> bool:
        """Whether it says something of one of these fields; the box of the interpreter tells the language too."""
        return self.field in fields or (self.field == "needs_interpreter" and "interpreter_language" in fields)


@dataclass(frozen=True)
class Group:
    """The answers of one step."""

    step: Step
    answers: tuple[Answer, ...]


def summary(
    audience: str, answers: Mapping[str, Any], places: Mapping[str, str], *, with_open: bool = False
) -> list[Group]:
    """Every answer per step, `with_open` also what was left open. `places` are municipalities, CBS code to name."""
    steps = steps_for(audience, answers)
    groups = [Group(step, answers_of(step, audience, answers, places, with_open=with_open)) for step in steps]
    return [group for group in groups if group.answers]


def answers_of(
    step: Step, audience: str, answers: Mapping[str, Any], places: Mapping[str, str], *, with_open: bool = False
) -> tuple[Answer, ...]:
    """The answers of one step."""
    parts = {
        "question": _question(audience, answers),
        "place": _place(audience, answers, places),
        "about": _about(answers) if audience == RESIDENT else _company(answers),
        "wishes": _wishes(answers),
        "contact": _contact(answers),
        "help": _help(answers),
    }
    found = (
        Answer(field, label, value) if value else Answer(field, label, _open_word(field), is_open=True)
        for field, label, value in parts[step.key]
    )
    return tuple(answer for answer in found if with_open or not answer.is_open)


def _open_word(field: str) -> str:
    return _("No") if field in BOXES else _("Not filled in")


Rows = Iterable[tuple[str, Words, Words]]


def _question(audience: str, answers: Mapping[str, Any]) -> Rows:
    labels = wording.theme_labels(audience)
    themes = [str(labels[theme]) for theme in answers.get("themes") or () if theme in labels]
    yield "question", _("Your question"), answers.get("question", "")
    yield "themes", _("Topics"), "\n".join(themes) or _("Not chosen")


def _place(audience: str, answers: Mapping[str, Any], places: Mapping[str, str]) -> Rows:
    place = answers.get("municipality")
    yield "postcode", _("Postcode"), answers.get("postcode", "")
    yield "municipality", _("Municipality"), wording.place_label(audience, place, places) if place else ""


def _about(answers: Mapping[str, Any]) -> Rows:
    age = answers.get("age")
    yield "situation", _("Your situation"), wording.situation_labels().get(answers.get("situation", ""), "")
    yield "age", _("Age"), _("%(age)s years") % {"age": age} if age is not None else ""
    yield "education", _("Highest diploma"), dict(wording.EDUCATIONS).get(answers.get("education", ""), "")


def _company(answers: Mapping[str, Any]) -> Rows:
    count = answers.get("staff_count")
    yield "company_name", _("Company"), answers.get("company_name", "")
    yield "kvk_number", _("KvK number"), answers.get("kvk_number", "")
    yield "sector", _("Sector"), dict(Sector.choices).get(answers.get("sector", ""), "")
    yield "staff_count", _("Number of staff"), str(count) if count is not None else ""


def _wishes(answers: Mapping[str, Any]) -> Rows:
    yield "offers", _("What you offer"), answers.get("offers", "")
    yield "seeks", _("What you look for"), answers.get("seeks", "")


def _contact(answers: Mapping[str, Any]) -> Rows:
    yield "name", _("Name"), answers.get("name", "")
    yield "contact_preference", _("Contact"), dict(wording.CONTACT_WAYS).get(answers.get("contact_preference", ""), "")
    yield "phone", _("Telephone"), readable_phone(answers["phone"]) if answers.get("phone") else ""
    yield "email", _("E-mail address"), answers.get("email", "")
    yield "language", _("Language"), dict(wording.LANGUAGES).get(answers.get("language", ""), "")


def _help(answers: Mapping[str, Any]) -> Rows:
    yield "needs_interpreter", _("Interpreter"), answers.get("interpreter_language", "")
    yield "needs_reading_help", _("Help with reading or writing"), _("Yes") if answers.get("needs_reading_help") else ""
    if not answers.get("has_helper"):
        yield "has_helper", _("Somebody helps you"), ""
        return
    phone = answers.get("helper_phone", "")
    yield "helper_name", _("Who helps you"), answers.get("helper_name", "")
    yield "helper_phone", _("Telephone of your helper"), readable_phone(phone) if phone else ""
    yield "helper_agreed", _("We may talk with your helper"), _("Yes") if answers.get("helper_agreed") else ""
