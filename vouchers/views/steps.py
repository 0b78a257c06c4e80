"""The steps of the application form: their addresses, and which ones are done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vouchers.services import ApplicationData
from vouchers.views.frames import Frame


@dataclass(frozen=True)
class Step:
    """One topic. `slug` is its word in the address; `done` says whether everything that is asked was answered."""

    key: str
    slug: str
    label: str | Promise
    done: Callable[[ApplicationData], bool]


STEPS = (
    Step("person", "over-u", _("About you"), lambda data: bool(data.birth_date and data.education)),
    Step(
        "goal",
        "doel",
        _("Your goal"),
        lambda data: bool(data.route and data.sector_from and data.sector_to and data.occupation and data.motivation),
    ),
    Step(
        "training",
        "opleiding",
        _("Training"),
        lambda data: bool(
            data.training_name and data.level and (data.provider or data.provider_name) and data.start_date
        ),
    ),
    Step("money", "kosten", _("Who pays"), lambda data: any(data.costs.values())),
)
CHECK_LABEL = _("Check and send")


def step_by_slug(slug: str) -> Step | None:
    """The step of an address."""
    return next((step for step in STEPS if step.slug == slug), None)


def first_open(data: ApplicationData) -> Step | None:
    """The first step that is not answered yet; None when everything was."""
    return next((step for step in STEPS if not step.done(data)), None)


def indicator(frame: Frame, reference: str, data: ApplicationData) -> list[dict[str, object]]:
    """The steps for the component; what was answered is a link."""
    shown: list[dict[str, object]] = [
        {"label": step.label, "url": frame.url("apply-step", reference, step=step.slug) if step.done(data) else ""}
        for step in STEPS
    ]
    return [*shown, {"label": CHECK_LABEL, "url": ""}]
