"""The steps of the form: their order, names and addresses, for residents and for employers."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intake.rules import EMPLOYER, RESIDENT

CHECK_LABEL = _("Check")


@dataclass(frozen=True)
class Step:
    """One topic. `slug` is its part of the address, in Dutch in every language."""

    key: str
    slug: str
    label: str | Promise

    @property
    def url(self) -> str:
        """The address of the step in the language at hand."""
        return reverse("intake:step", args=[self.slug])


STEPS: dict[str, tuple[Step, ...]] = {
    RESIDENT: (
        Step("question", "uw-vraag", _("Your question")),
        Step("place", "plaats", _("Where you live")),
        Step("about", "over-u", _("About you")),
        Step("contact", "contact", _("How we reach you")),
    ),
    EMPLOYER: (
        Step("question", "uw-vraag", _("Your question")),
        Step("place", "plaats", _("Where your company is")),
        Step("about", "over-u", _("About your company")),
        Step("contact", "contact", _("How we reach you")),
    ),
}
FIRST = STEPS[RESIDENT][0].slug


def step_by_slug(audience: str, slug: str) -> Step | None:
    """The step at an address."""
    return next((step for step in STEPS[audience] if step.slug == slug), None)


def next_url(audience: str, step: Step) -> str:
    """Where to go after a step: the next one, or the check at the end."""
    steps = STEPS[audience]
    number = steps.index(step) + 1
    return steps[number].url if number < len(steps) else reverse("intake:check")


def previous_url(audience: str, step: Step) -> str:
    """Where to go back to: the step before, or the home page."""
    steps = STEPS[audience]
    number = steps.index(step)
    return steps[number - 1].url if number else reverse("intake:home")


def first_unanswered(audience: str, completed: list[str]) -> Step | None:
    """The first step that was not answered completely; None when it is time to check."""
    return next((step for step in STEPS[audience] if step.key not in completed), None)


def continue_url(audience: str, completed: list[str]) -> str:
    """Where to go on: the first step that was not answered, or the check."""
    step = first_unanswered(audience, completed)
    return step.url if step else reverse("intake:check")


def indicator(audience: str, completed: list[str]) -> list[dict[str, object]]:
    """The steps for `components/steps.html`; what was answered is a link."""
    shown: list[dict[str, object]] = [
        {"label": step.label, "url": step.url if step.key in completed else ""} for step in STEPS[audience]
    ]
    return [*shown, {"label": CHECK_LABEL, "url": ""}]
