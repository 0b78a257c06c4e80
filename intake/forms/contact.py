"""How to reach somebody, or that somebody comes in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from advisors.workflow import ContactWay
from intake import wording
from intake.forms.base import ShortTextField, StepForm
from intake.rules import EMPLOYER
from werkcentrum.core.forms import PhoneField, RadioRows


class ContactForm(StepForm):
    """By phone, by e-mail or both; neither is needed of somebody who comes in."""

    name = ShortTextField(
        max_length=200,
        label=_("What is your name?"),
        error_messages={"required": _("Fill in your name")},
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "name"}),
    )
    contact_preference = forms.ChoiceField(
        widget=RadioRows(descriptions=wording.CONTACT_NOTES),
        choices=wording.CONTACT_WAYS,
        label=_("How do you want to hear from us?"),
        error_messages={"required": _("Choose how you want to hear from us")},
    )
    phone = PhoneField(
        required=False,
        label=_("What is your telephone number?"),
        help_text=_("Not needed if you want an e-mail or come in."),
    )
    email = forms.EmailField(
        required=False,
        label=_("What is your e-mail address?"),
        help_text=_("You get a copy of your answers there. Not needed if you want us to call or come in."),
        widget=forms.EmailInput({"class": "wc-medium", "autocomplete": "email", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        widget=RadioRows,
        choices=wording.LANGUAGES,
        label=_("In which language shall we help you?"),
        error_messages={"required": _("Choose a language")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.audience == EMPLOYER:
            self.fields["name"].label = _("Who can we ask for? Fill in a name")

    def clean(self) -> dict[str, Any]:
        """A way to reach somebody, and the one that is preferred; none when somebody comes in."""
        answers = super().clean() or self.cleaned_data
        given = {name for name in ("phone", "email") if answers.get(name) or name in self.errors}
        wanted = answers.get("contact_preference")
        if wanted == ContactWay.PHONE and "phone" not in given:
            self.add_error("phone", ValidationError(_("Fill in your telephone number, so that we can call you")))
        elif wanted == ContactWay.EMAIL and "email" not in given:
            self.add_error("email", ValidationError(_("Fill in your e-mail address, so that we can write to you")))
        return answers
