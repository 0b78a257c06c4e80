"""What a partner fills in for a client, the filters of the list, and the answer of the Werkcentrum."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Education, Situation
from intake import wording
from intake.models import InboundReferral
from intake.places import municipalities_at, region_municipalities
from intake.rules import EMPLOYER, OUTSIDE, RESIDENT
from werkcentrum.core.forms import CheckboxRows, PhoneField, PlainTextField, PortalForm, PostcodeField, RadioRows

YOUNGEST, OLDEST = 12, 110
KVK_DIGITS = 8
CONTACT_WAYS = (
    ("phone", _("By telephone")),
    ("email", _("By e-mail")),
    ("visit", _("The client walks in at one of our locations")),
)
SITUATIONS = [
    ("", _("Choose what fits best")),
    *((value, label) for value, label in Situation.choices if value != Situation.OTHER),
    (Situation.OTHER.value, _("Something else, or unknown")),
]
OUTSIDE_LABEL = {
    RESIDENT: _("Does not live in Twente"),
    EMPLOYER: _("The company is not in Twente"),
}


class InboundForm(PortalForm):
    """One client with one question. `audience` is resident or employer; the fields of the other one are left out."""

    company_name = forms.CharField(
        max_length=200,
        label=_("Name of the company"),
        error_messages={"required": _("Fill in the name of the company")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kvk_number = forms.CharField(
        required=False,
        max_length=20,
        label=_("KvK number"),
        help_text=_("8 digits"),
        widget=forms.TextInput({"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(
        max_length=200,
        label=_("Name of the client"),
        error_messages={"required": _("Fill in the name of the client")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    born = forms.CharField(
        max_length=10,
        label=_("Year of birth or age"),
        help_text=_("For example 1987 or 38. About is good enough."),
        error_messages={"required": _("Fill in the year of birth or the age, for example 1987 or 38")},
        widget=forms.TextInput({"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"}),
    )
    phone = PhoneField(required=False, label=_("Telephone number"))
    email = forms.EmailField(
        required=False,
        label=_("E-mail address"),
        help_text=_("The client gets a confirmation there."),
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    contact_preference = forms.ChoiceField(
        widget=RadioRows,
        choices=CONTACT_WAYS,
        label=_("How does the client want to hear from the Werkcentrum?"),
        error_messages={"required": _("Choose how the client wants to hear from the Werkcentrum")},
    )
    postcode = PostcodeField(
        letters_optional=True,
        required=False,
        label=_("Postcode"),
        help_text=_("The 4 digits are enough, for example 7511"),
        error_messages={"invalid_digits": _("Fill in the 4 digits of the postcode, for example 7511")},
    )
    municipality = forms.ChoiceField(
        required=False,
        label=_("Municipality"),
        help_text=_("Leave it like this if you fill in the postcode."),
    )
    language = forms.ChoiceField(
        choices=wording.LANGUAGES,
        initial="nl",
        label=_("Language of our messages"),
        error_messages={"required": _("Choose a language")},
    )
    interpreter_language = forms.CharField(
        required=False,
        max_length=60,
        label=_("Interpreter needed? For which language"),
        help_text=_("For example Arabic or Ukrainian"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    needs_reading_help = forms.BooleanField(
        required=False, label=_("The client would like help with reading and writing")
    )
    question = PlainTextField(
        rows=4,
        label=_("The question, in the client's words"),
        help_text=_("Write as the client says it: “I would like to …”. Nothing about health, and no BSN."),
        error_messages={"required": _("Write down the question of the client, in a few words")},
    )
    themes = forms.MultipleChoiceField(
        widget=CheckboxRows,
        required=False,
        label=_("What is it about?"),
        help_text=_("Choose everything that fits. You do not know? Then leave it open."),
    )
    situation = forms.ChoiceField(
        choices=SITUATIONS,
        label=_("Work or benefit now"),
        error_messages={"required": _("Choose what fits best. You do not know? Choose “Something else, or unknown”")},
    )
    education = forms.ChoiceField(
        choices=Education.choices,
        initial=Education.UNKNOWN,
        label=_("Highest diploma"),
    )
    note = PlainTextField(
        rows=3,
        max_length=1000,
        label=_("Why do you ask the Werkcentrum?"),
        help_text=_("What did you do already, and what do you hope for? The client can read this too."),
        error_messages={"required": _("Write in a few words why you ask the Werkcentrum")},
    )
    consent = forms.ChoiceField(
        widget=RadioRows(
            descriptions={
                "spoken": _("You read the text aloud, or the client read it"),
                "signed": _("You keep the signed paper at your organisation"),
            }
        ),
        choices=[
            (InboundReferral.Consent.SPOKEN.value, _("Yes, the client said so")),
            (InboundReferral.Consent.SIGNED.value, _("Yes, the client signed for it")),
        ],
        label=_("Does the client agree?"),
        error_messages={
            "required": _(
                "Without the consent of the client you cannot pass on this question. Read the text to the client, "
                "and choose how the client agreed"
            )
        },
    )

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        if audience == EMPLOYER:
            self.fields["name"].label = _("Name of the contact person")
            self.fields["name"].error_messages["required"] = _("Fill in the name of the contact person")
        for name in ("situation", "education", "born") if audience == EMPLOYER else ("company_name", "kvk_number"):
            del self.fields[name]
        self._choices("themes", [(topic.theme, topic.title) for topic in wording.TOPICS[audience]])
        self.names = region_municipalities()
        self._offer_municipalities(_("Follows from the postcode"))

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    def _offer_municipalities(self, empty: wording.Words) -> None:
        outside = (OUTSIDE, OUTSIDE_LABEL[self.audience])
        self._choices("municipality", [("", empty), *self.names.items(), outside])

    def clean_born(self) -> int:
        """The age in whole years; of a year of birth the age that is reached this year."""
        typed = self.cleaned_data["born"].strip()
        number = int(typed) if re.fullmatch(r"\d{1,4}", typed, re.ASCII) else -1
        age = timezone.localdate().year - number if number > OLDEST else number
        if not YOUNGEST <= age <= OLDEST:
            raise ValidationError(_("Fill in the year of birth or the age, for example 1987 or 38"))
        return age

    def clean_kvk_number(self) -> str:
        """Eight digits, however they were typed."""
        number = re.sub(r"[\s.-]", "", self.cleaned_data["kvk_number"])
        if number and not re.fullmatch(rf"\d{{{KVK_DIGITS}}}", number, re.ASCII):
            raise ValidationError(_("Fill in a KvK number of 8 digits, for example 12345678"))
        return number

    def clean(self) -> dict[str, Any]:
        """A way to reach the client, and a municipality that follows from the postcode where that leaves no doubt."""
        answers = super().clean() or self.cleaned_data
        self._check_contact(answers)
        if not {"postcode", "municipality"} & set(self.errors) and not answers.get("municipality"):
            answers["municipality"] = self._municipality_at(answers.get("postcode", ""))
        return answers

    def _check_contact(self, answers: dict[str, Any]) -> None:
        wanted = answers.get("contact_preference")
        given = {name for name in ("phone", "email") if answers.get(name) or name in self.errors}
        if wanted == "phone" and "phone" not in given:
            self.add_error("phone", _("Fill in the telephone number, so that we can call the client"))
        elif wanted == "email" and "email" not in given:
            self.add_error("email", _("Fill in the e-mail address, so that we can write to the client"))

    def _municipality_at(self, postcode: str) -> str:
        found = municipalities_at(postcode) if postcode else []
        if len(found) == 1:
            return found[0]
        self._offer_municipalities(_("Choose a municipality"))
        digits = postcode[:4]
        if found:
            names = _(" or ").join(self.names[code] for code in found if code in self.names)
            text = _("Postcode %(digits)s belongs to more than one municipality. Choose %(names)s")
            self.add_error("municipality", ValidationError(text, params={"digits": digits, "names": names}))
        elif postcode:
            text = _("We do not know postcode %(digits)s in Twente. Choose the municipality, or “%(outside)s”")
            outside = OUTSIDE_LABEL[self.audience]
            self.add_error("municipality", ValidationError(text, params={"digits": digits, "outside": outside}))
        else:
            self.add_error("postcode", _("Fill in the postcode, or choose the municipality"))
        return ""


class InboundListForm(PortalForm):
    """What the partner looks for."""

    mark_optional = False

    q = forms.CharField(required=False, max_length=100, label=_("Name or case number"))
    stand = forms.ChoiceField(
        required=False,
        label=_("Show"),
        choices=[
            ("", _("Everything")),
            ("open", _("Waits for an answer")),
            ("klaar", _("Answered or closed")),
        ],
    )


class InboundAnswerForm(PortalForm):
    """What the partner reads."""

    answer = PlainTextField(
        rows=6,
        label=_("Your answer"),
        help_text=_("Only about this question: what was agreed, and who does what. Nothing about health."),
        error_messages={"required": _("Write what the partner should know.")},
    )
