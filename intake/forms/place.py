"""Where somebody lives, or where a company is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake import wording
from intake.forms.base import MunicipalityForm, StepForm
from intake.places import region_municipalities
from intake.rules import EMPLOYER
from werkcentrum.core.forms import PostcodeField


class PlaceForm(StepForm, MunicipalityForm):
    """Where somebody lives, or where a company is: from the postcode, corrected where four digits are not enough."""

    postcode_missing = _("Fill in your postcode, or choose the municipality below")
    postcode_unknown = _("We do not know postcode %(digits)s in Twente. Choose your municipality, or “%(outside)s”")

    postcode = PostcodeField(
        letters_optional=True,
        required=False,
        label=_("What is your postcode?"),
        help_text=_("The 4 digits are enough, for example 7511"),
    )
    municipality = forms.ChoiceField(
        required=False,
        label=_("In which municipality do you live?"),
        help_text=_("This follows from your postcode. Change it if it is not right."),
        error_messages={"required": _("Choose the municipality where you live")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = region_municipalities()
        self.outside = wording.OUTSIDE_LABEL[self.audience]
        self.offer_municipalities()
        if self.audience == EMPLOYER:
            self.fields["postcode"].label = _("What is the postcode of your company?")
            self.fields["municipality"].label = _("In which municipality is your company?")
            self.fields["municipality"].error_messages["required"] = _("Choose the municipality of your company")

    def clean(self) -> dict[str, Any]:
        """Find the municipality when the postcode leaves no doubt; ask when it does."""
        answers = super().clean() or self.cleaned_data
        if self.errors:
            return answers
        postcode, chosen = answers.get("postcode", ""), answers.get("municipality", "")
        moved = postcode and postcode[:4] != self.saved.get("postcode", "")[:4]
        untouched = bool(chosen) and chosen == self.saved.get("municipality")
        if chosen and not (moved and untouched):
            return answers
        answers["municipality"] = self.municipality_at(postcode)
        return answers
