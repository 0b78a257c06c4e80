"""About a company, and what it offers and looks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Sector
from intake import wording
from intake.forms.base import MOST_STAFF, ShortTextField, StepForm
from werkcentrum.core.forms import KvkField, PlainTextField


class CompanyForm(StepForm):
    """About a company."""

    company_name = ShortTextField(
        max_length=200,
        label=_("What is the name of your company?"),
        error_messages={"required": _("Fill in the name of your company")},
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "organization"}),
    )
    kvk_number = KvkField(
        required=False,
        label=_("What is your KvK number?"),
        help_text=_("8 digits. You find it in the register of the Kamer van Koophandel."),
        widget=forms.TextInput({"class": "wc-kvk"}),
    )
    sector = forms.ChoiceField(
        choices=[("", _("Choose a sector")), *((code, name) for code, name in Sector.choices if code != Sector.GEEN)],
        label=_("In which sector is your company?"),
        help_text=_("None of these? Choose “Another sector”."),
        error_messages={"required": _("Choose the sector of your company")},
        widget=forms.Select({"class": "wc-medium"}),
    )
    staff_count = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_STAFF,
        label=_("How many people work in your company?"),
        help_text=_("An estimate is good enough."),
        error_messages={
            "invalid": _("Fill in a number with digits only, for example 25"),
            "min_value": _("Fill in a number with digits only, for example 25"),
            "max_value": _("Fill in a number with digits only, for example 25"),
        },
        widget=forms.TextInput({"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"}),
    )


class WishesForm(StepForm):
    """What a company offers and looks for; asked only when the question is about people."""

    offers = PlainTextField(
        required=False,
        label=_("What can you offer?"),
        error_messages={"bsn": _("This looks like a citizen service number (BSN). We may not keep it: take it out.")},
    )
    seeks = PlainTextField(
        required=False,
        label=_("Who or what are you looking for?"),
        error_messages={"bsn": _("This looks like a citizen service number (BSN). We may not keep it: take it out.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, examples in wording.wishes_examples(_themes(self.saved)).items():
            self.fields[name].help_text = str(examples)


def _themes(answers: Mapping[str, Any]) -> set[str]:
    return set(answers.get("themes") or ())
