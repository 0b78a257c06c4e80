"""About a resident."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake import wording
from intake.forms.base import OLDEST, YOUNGEST, StepForm
from werkcentrum.core.forms import RadioRows


class AboutForm(StepForm):
    """About a resident: what the desks need to know, and nothing more."""

    situation = forms.ChoiceField(
        widget=RadioRows(descriptions=wording.SITUATION_NOTES),
        choices=wording.SITUATIONS,
        label=_("What fits you best now?"),
        help_text=_("More than one? Choose what matters most to you."),
        error_messages={"required": _("Choose what fits you best now")},
    )
    age = forms.IntegerField(
        label=_("How old are you?"),
        help_text=_("Sometimes there is help for a certain age. We do not need your date of birth now."),
        min_value=YOUNGEST,
        max_value=OLDEST,
        error_messages={
            "required": _("Fill in your age, for example 26"),
            "invalid": _("Fill in your age with digits only, for example 26"),
            "min_value": _("Fill in an age of %(limit_value)s or older, or call us"),
            "max_value": _("Fill in your age in years, for example 26"),
        },
        widget=forms.TextInput({"inputmode": "numeric", "class": "wc-narrow", "autocomplete": "off"}),
    )
    education = forms.ChoiceField(
        choices=[("", _("Choose a diploma")), *wording.EDUCATIONS],
        label=_("What is your highest diploma?"),
        help_text=_("A diploma from another country counts too. Not sure? Choose “I do not know”."),
        error_messages={"required": _("Choose your highest diploma")},
        widget=forms.Select({"class": "wc-medium"}),
    )
