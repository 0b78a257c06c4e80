"""The next step: moving it, doing it, and taking a closed case up again with one."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors import services
from advisors.forms.choices import capitalized
from advisors.workflow import WaitingFor
from werkcentrum.core.forms import PlainTextField, PortalFormMixin, RadioRows, ThreePartDateField
from werkcentrum.core.templatetags.wc import day
from werkcentrum.core.terms import calendar


class StepFields(forms.Form):
    """The next step: what, when (with quick choices) and whose turn it is. `step_required` False: it may stay as is."""

    step_required = True

    next_step = forms.CharField(
        label=_("What has to happen?"),
        max_length=200,
        error_messages={"required": _("Write down what has to happen")},
    )
    when = forms.ChoiceField(label=_("When?"), widget=RadioRows, error_messages={"required": _("Choose a day")})
    on = ThreePartDateField(label=_("Which day?"), required=False)
    waiting_for = forms.ChoiceField(
        label=_("Whose turn is it?"), widget=RadioRows, choices=WaitingFor.choices, initial=WaitingFor.US
    )

    def prepare_step(self) -> None:
        """Call this after the fields exist: the days depend on today."""
        self.days = quick_days()
        when, turn = self.fields["when"], self.fields.get("waiting_for")
        assert isinstance(when, forms.ChoiceField)  # noqa: S101
        when.choices = [(code, label) for code, (label, _day) in self.days.items()] + [("own", _("Another day"))]
        when.widget.descriptions = {code: day(found) for code, (_label, found) in self.days.items()}
        if isinstance(turn, forms.ChoiceField):
            turn.choices = capitalized(WaitingFor.choices)
        if not self.step_required:
            for name in ("next_step", "when", "waiting_for"):
                self.fields[name].required = False

    def clean_step(self) -> None:
        """Both or neither of step and day; another day is filled in and not in the past."""
        data = self.cleaned_data
        text, when, on = data.get("next_step", "").strip(), data.get("when"), data.get("on")
        if not self.step_required and not self.errors:
            if text and not when:
                self.add_error("when", _("Choose a day"))
            if when and not text:
                self.add_error("next_step", _("Write down what has to happen"))
        if when == "own" and "on" not in self.errors:
            if on is None:
                self.add_error("on", _("Fill in the day of the next step"))
            elif on < timezone.localdate():
                self.add_error("on", _("The date of the next step is today or later."))

    @property
    def step(self) -> services.NextStep | None:
        """The step as the services take it; None when it stays as it is."""
        return self.chosen_step if self.cleaned_data["next_step"].strip() else None

    @property
    def chosen_step(self) -> services.NextStep:
        """The step of a form that was filled in."""
        data = self.cleaned_data
        on = data["on"] if data["when"] == "own" else self.days[data["when"]][1]
        waiting_for = data.get("waiting_for") or WaitingFor.US
        return services.NextStep(text=data["next_step"].strip(), on=on, waiting_for=waiting_for)


def quick_days() -> dict[str, tuple[Any, datetime.date]]:
    """The days that are chosen most, none of them a weekend or a holiday."""
    today, working = timezone.localdate(), calendar()
    tomorrow = today + datetime.timedelta(days=1)
    first = working.next_working_day(tomorrow)
    return {
        "tomorrow": (_("Tomorrow") if first == tomorrow else _("The next working day"), first),
        "week": (_("In a week"), working.next_working_day(today + datetime.timedelta(days=7))),
        "two_weeks": (_("In two weeks"), working.next_working_day(today + datetime.timedelta(days=14))),
    }


class NextStepForm(PortalFormMixin, StepFields):
    """Move the next step, or set the one after it. `version` notices that somebody else was first."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["next_step", "when", "on", "waiting_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare_step()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.clean_step()
        return self.cleaned_data


class StepDoneForm(NextStepForm):
    """How the step went, and what comes next."""

    done = PlainTextField(
        label=_("How did it go?"),
        help_text=_("One sentence, for yourself and colleagues. The client does not see it."),
        max_length=500,
        rows=2,
        error_messages={"required": _("Write in a few words how it went")},
    )
    field_order = ["done", "next_step", "when", "on", "waiting_for"]


class ReopenForm(PortalFormMixin, StepFields):
    """Taking a closed case up again, with a next step."""

    reason = PlainTextField(label=_("Why do you reopen the case?"), required=False, max_length=500, rows=3)
    field_order = ["reason", "next_step", "when", "on", "waiting_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("waiting_for")
        self.prepare_step()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.clean_step()
        return self.cleaned_data
