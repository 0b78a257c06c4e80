"""The steps of the form: their order, names, addresses and questions, for residents and for employers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intake.rules import EMPLOYER, RESIDENT

CHECK_LABEL = _("Check")


@dataclass(frozen=True)
class Step:
    """One topic. `slug` is its part of the address, in Dutch in every language; `fields` are the answers it gives.

    `themes` are the topics for which it matters; empty for a step that everybody takes.
    """

    key: str
    slug: str
    label: str | Promise
    fields: tuple[str, ...]
    themes: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """The address of the step in the language at hand."""
        return reverse("intake:step", args=[self.slug])

    def matters(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is asked, after these answers. Without a topic we ask: then it may be about anything."""
        chosen = answers.get("themes") or ()
        return not self.themes or not chosen or bool(self.themes.intersection(chosen))


QUESTION = ("question", "themes")
PLACE = ("postcode", "municipality")
CONTACT = ("name", "contact_preference", "phone", "email", "language")
HELP = (
    "needs_interpreter",
    "interpreter_language",
    "needs_reading_help",
    "has_helper",
    "helper_name",
    "helper_phone",
    "helper_agreed",
)
# what a company offers and looks for says nothing about a subsidy, or training for who works there already
ABOUT_PEOPLE = frozenset(
    {"find_staff", "inclusive_employment", "redundancy", "learning_company", "cross_border", "other"}
)

STEPS: dict[str, tuple[Step, ...]] = {
    RESIDENT: (
        Step("question", "uw-vraag", _("Your question"), QUESTION),
        Step("place", "plaats", _("Where you live"), PLACE),
        Step("about", "over-u", _("About you"), ("situation", "age", "education")),
        Step("contact", "contact", _("How we reach you"), CONTACT),
        Step("help", "hulp", _("What helps you"), HELP),
    ),
    EMPLOYER: (
        Step("question", "uw-vraag", _("Your question"), QUESTION),
        Step("place", "plaats", _("Where your company is"), PLACE),
        Step("about", "over-u", _("About your company"), ("company_name", "kvk_number", "sector", "staff_count")),
        Step("wishes", "aanbod", _("What you offer and need"), ("offers", "seeks"), ABOUT_PEOPLE),
        Step("contact", "contact", _("How we reach you"), CONTACT),
    ),
}
FIRST = STEPS[RESIDENT][0].slug


def steps_for(audience: str, answers: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps that matter for the answers so far."""
    return tuple(step for step in STEPS[audience] if step.matters(answers))


def asked(audience: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to what is asked (now): those of a step or an audience that was left do not count any more."""
    names = {name for step in steps_for(audience, answers) for name in step.fields}
    return {name: value for name, value in answers.items() if name in names}


def step_by_slug(audience: str, slug: str) -> Step | None:
    """The step at an address."""
    return next((step for step in STEPS[audience] if step.slug == slug), None)


def next_url(audience: str, step: Step, answers: Mapping[str, Any]) -> str:
    """Where to go after a step: the next one, or the check at the end."""
    later = STEPS[audience][STEPS[audience].index(step) + 1 :]
    return next((each.url for each in later if each.matters(answers)), reverse("intake:check"))


def previous_url(audience: str, step: Step, answers: Mapping[str, Any]) -> str:
    """Where to go back to: the step before, or the home page."""
    earlier = STEPS[audience][: STEPS[audience].index(step)]
    return next((each.url for each in reversed(earlier) if each.matters(answers)), reverse("intake:home"))


def first_unanswered(audience: str, completed: Collection[str], answers: Mapping[str, Any]) -> Step | None:
    """The first step that was not answered completely; None when it is time to check."""
    return next((step for step in steps_for(audience, answers) if step.key not in completed), None)


def continue_url(audience: str, completed: Collection[str], answers: Mapping[str, Any]) -> str:
    """Where to go on: the first step that was not answered, or the check."""
    step = first_unanswered(audience, completed, answers)
    return step.url if step else reverse("intake:check")


def indicator(audience: str, completed: Collection[str], answers: Mapping[str, Any]) -> list[dict[str, object]]:
    """The steps for `components/steps.html`; what was answered is a link."""
    shown: list[dict[str, object]] = [
        {"label": step.label, "url": step.url if step.key in completed else ""} for step in steps_for(audience, answers)
    ]
    return [*shown, {"label": CHECK_LABEL, "url": ""}]
