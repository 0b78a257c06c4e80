"""The questions, one topic per form. Each takes `audience`; they only check, the services keep the answers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake import wording
from intake.places import municipalities_at, region_municipalities
from intake.rules import EMPLOYER, OUTSIDE, RESIDENT
from werkcentrum.core.forms import CheckboxRows, PhoneField, PlainTextField, PortalForm, PostcodeField, RadioRows

YOUNGEST, OLDEST = 12, 110
MOST_STAFF = 100_000
KVK_DIGITS = 8


class StepForm(PortalForm):
    """A step of the form. `saved` are the answers as they were kept before."""

    def __init__(self, *args: Any, audience: str, saved: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        self.saved = saved or {}

    def choice_field(self, name: str) -> forms.ChoiceField:
        """A field whose choices the form fills in."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        return field

    def kept_answers(self) -> dict[str, Any]:
        """What may be kept: every answer that is right, also when others are not."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if name not in self.errors}


class WordsForm(StepForm):
    """Only the question in the own words: the field of the home page."""

    question = PlainTextField(
        rows=6,
        label=_("Your question, in your own words"),
        help_text=_("A few sentences are enough. Write nothing about your health and no BSN."),
        error_messages={"required": _("Write down your question, in a few words")},
    )


class QuestionForm(WordsForm):
    """What it is about."""

    themes = forms.MultipleChoiceField(
        widget=CheckboxRows,
        required=False,
        label=_("What is your question about?"),
        help_text=_("Choose everything that fits. You do not know? Then leave it open."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = wording.TOPICS[self.audience]
        field = self.choice_field("themes")
        field.widget = CheckboxRows(descriptions={topic.theme: topic.description for topic in topics})
        field.choices = [(topic.theme, topic.title) for topic in topics]


class PlaceForm(StepForm):
    """Where somebody lives, or where a company is: from the postcode, corrected where four digits are not enough."""

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
        self._offer_municipalities(_("Follows from the postcode"))
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
        if not postcode:
            self.add_error("postcode", ValidationError(_("Fill in your postcode, or choose the municipality below")))
            return answers
        answers["municipality"] = self._municipality_at(postcode)
        return answers

    def _offer_municipalities(self, empty: wording.Words) -> None:
        outside = (OUTSIDE, wording.OUTSIDE_LABEL[self.audience])
        self.choice_field("municipality").choices = [("", empty), *self.names.items(), outside]

    def _municipality_at(self, postcode: str) -> str:
        found = municipalities_at(postcode)
        if len(found) == 1:
            return found[0]
        self._offer_municipalities(_("Choose a municipality"))
        digits = postcode[:4]
        if found:
            names = _(" or ").join(self.names[code] for code in found if code in self.names)
            message = _("Postcode %(digits)s belongs to more than one municipality. Choose %(names)s")
            self.add_error("municipality", ValidationError(message, params={"digits": digits, "names": names}))
        else:
            message = _("We do not know postcode %(digits)s in Twente. Choose your municipality, or “%(outside)s”")
            outside = wording.OUTSIDE_LABEL[self.audience]
            self.add_error("municipality", ValidationError(message, params={"digits": digits, "outside": outside}))
        return ""


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


class CompanyForm(StepForm):
    """About a company."""

    company_name = forms.CharField(
        max_length=200,
        label=_("What is the name of your company?"),
        error_messages={"required": _("Fill in the name of your company")},
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "organization"}),
    )
    kvk_number = forms.CharField(
        required=False,
        max_length=20,
        label=_("What is your KvK number?"),
        help_text=_("8 digits. You find it in the register of the Kamer van Koophandel."),
        widget=forms.TextInput({"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"}),
    )
    staff_count = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_STAFF,
        label=_("How many people work in your company?"),
        help_text=_("About is good enough."),
        error_messages={
            "invalid": _("Fill in a number with digits only, for example 25"),
            "min_value": _("Fill in a number with digits only, for example 25"),
            "max_value": _("Fill in a number with digits only, for example 25"),
        },
        widget=forms.TextInput({"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_kvk_number(self) -> str:
        """Eight digits, however they were typed."""
        number = re.sub(r"[\s.-]", "", self.cleaned_data["kvk_number"])
        if number and not re.fullmatch(rf"\d{{{KVK_DIGITS}}}", number):
            raise ValidationError(_("Fill in a KvK number of 8 digits, for example 12345678"))
        return number


class ContactForm(StepForm):
    """How to reach somebody: by phone, by e-mail, or both."""

    name = forms.CharField(
        max_length=200,
        label=_("What is your name?"),
        error_messages={"required": _("Fill in your name")},
        widget=forms.TextInput({"class": "wc-medium", "autocomplete": "name"}),
    )
    phone = PhoneField(required=False, label=_("What is your telephone number?"))
    email = forms.EmailField(
        required=False,
        label=_("What is your e-mail address?"),
        help_text=_("You get a copy of your answers there."),
        widget=forms.EmailInput({"class": "wc-medium", "autocomplete": "email", "spellcheck": "false"}),
    )
    contact_preference = forms.ChoiceField(
        widget=RadioRows,
        choices=wording.CONTACT_WAYS,
        label=_("How do you want to hear from us?"),
        error_messages={"required": _("Choose how you want to hear from us")},
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
        """At least one way to reach somebody, and the one that is preferred."""
        answers = super().clean() or self.cleaned_data
        given = {name for name in ("phone", "email") if answers.get(name) or name in self.errors}
        wanted = answers.get("contact_preference")
        if not given:
            message = _("Fill in a telephone number or an e-mail address, so that we can reach you")
            self.add_error("email" if wanted == "email" else "phone", ValidationError(message, code="no_contact"))
        elif wanted == "phone" and "phone" not in given:
            self.add_error("phone", ValidationError(_("Fill in your telephone number, so that we can call you")))
        elif wanted == "email" and "email" not in given:
            self.add_error("email", ValidationError(_("Fill in your e-mail address, so that we can write to you")))
        return answers


class SendForm(PortalForm):
    """Sending. The one field stays empty: programs that fill in every field give themselves away."""

    website = forms.CharField(required=False, label=_("Leave this field empty"))

    def clean_website(self) -> str:
        """Refuse with a sentence that helps a person whose browser filled it in."""
        if self.cleaned_data["website"]:
            raise ValidationError(
                _("It seems that a program filled this in. Empty the field “Leave this field empty” and send again.")
            )
        return ""


STEP_FORMS: dict[str, dict[str, type[StepForm]]] = {
    RESIDENT: {"question": QuestionForm, "place": PlaceForm, "about": AboutForm, "contact": ContactForm},
    EMPLOYER: {"question": QuestionForm, "place": PlaceForm, "about": CompanyForm, "contact": ContactForm},
}
