"""What makes it easier for a resident: an interpreter, help with reading, somebody who helps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.forms.base import ShortTextField, StepForm
from werkcentrum.core.forms import PhoneField

# asked only of who says yes: the box that opens them, and what is inside
DETAILS = {
    "needs_interpreter": ("interpreter_language",),
    "has_helper": ("helper_name", "helper_phone", "helper_agreed"),
}


class HelpForm(StepForm):
    """Everything may stay empty. What belongs to a box that is not ticked is not looked at and not kept."""

    needs_interpreter = forms.BooleanField(
        required=False,
        label=_("I want an interpreter"),
        help_text=_("Somebody who translates the conversation. It costs you nothing."),
    )
    interpreter_language = ShortTextField(
        required=False,
        max_length=60,
        label=_("For which language?"),
        help_text=_("For example Arabic, Polish or Tigrinya"),
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "off"}),
    )
    needs_reading_help = forms.BooleanField(
        required=False,
        label=_("I want help with reading or writing"),
        help_text=_("We explain letters, and fill in forms together."),
    )
    has_helper = forms.BooleanField(
        required=False,
        label=_("Somebody helps me"),
        help_text=_("For example your son or daughter, a friend or a volunteer."),
    )
    helper_name = ShortTextField(
        required=False,
        max_length=200,
        label=_("What is the name of the person who helps you?"),
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "off"}),
    )
    helper_phone = PhoneField(
        required=False,
        label=_("What is the telephone number of the person who helps you?"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    helper_agreed = forms.BooleanField(
        required=False,
        label=_("I agree that you talk with this person about my question"),
        help_text=_("You can take this back at any time: call us."),
    )

    def full_clean(self) -> None:
        """Look only at what belongs to a box that is ticked: what is not on the screen is not held against anybody."""
        if self.is_bound:
            for box, names in DETAILS.items():
                ticked = self[box].data
                for name in names:
                    self.fields[name].disabled = not ticked
                    if not ticked:
                        self.initial[name] = False if isinstance(self.fields[name], forms.BooleanField) else ""
        super().full_clean()
        for name in (name for names in DETAILS.values() for name in names):
            self.fields[name].disabled = False

    def clean(self) -> dict[str, Any]:
        """Ask for the language of the interpreter, and for who helps, with permission to talk with that person."""
        answers = super().clean() or self.cleaned_data
        if answers.get("needs_interpreter") and self._empty("interpreter_language"):
            self.add_error("interpreter_language", ValidationError(_("Fill in the language of the interpreter")))
        if answers.get("has_helper"):
            self._check_helper(answers)
        return answers

    def _check_helper(self, answers: dict[str, Any]) -> None:
        if self._empty("helper_name"):
            self.add_error("helper_name", ValidationError(_("Fill in the name of the person who helps you")))
        if self._empty("helper_phone"):
            message = _("Fill in the telephone number of the person who helps you, for example 06 12345678")
            self.add_error("helper_phone", ValidationError(message))
        if not answers.get("helper_agreed"):
            message = _("We may only talk with your helper if you agree: tick this box, or untick “Somebody helps me”")
            self.add_error("helper_agreed", ValidationError(message))

    def _empty(self, name: str) -> bool:
        return name not in self.errors and not self.cleaned_data.get(name)
