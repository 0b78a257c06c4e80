"""What a partner fills in for a client, the filters of the list, and the answer of the Werkcentrum."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Education, Situation
from intake import wording
from intake.forms.base import Born, BornField, ForClientForm, ShortTextField
from intake.models import InboundReferral
from intake.places import region_municipalities
from intake.rules import EMPLOYER, RESIDENT
from werkcentrum.core.forms import (
    CheckboxRows,
    KvkField,
    PhoneField,
    PlainTextField,
    PortalForm,
    PostcodeField,
    RadioRows,
)

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


class InboundForm(ForClientForm):
    """One client with one question. `audience` is resident or employer; the fields of the other one are left out."""

    company_name = ShortTextField(
        max_length=200,
        label=_("Name of the company"),
        error_messages={"required": _("Fill in the name of the company")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kvk_number = KvkField(required=False, label=_("KvK number"), help_text=_("8 digits"))
    name = ShortTextField(
        max_length=200,
        label=_("Name of the client"),
        error_messages={"required": _("Fill in the name of the client")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    born = BornField(
        label=_("Year of birth or age"),
        help_text=_("For example 1987 or 38. About is good enough."),
        error_messages={"required": _("Fill in the year of birth or the age, for example 1987 or 38")},
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
    interpreter_language = ShortTextField(
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
        self.set_choices("themes", [(topic.theme, topic.title) for topic in wording.TOPICS[audience]])
        self.names = region_municipalities()
        self.outside = OUTSIDE_LABEL[audience]
        self.offer_municipalities()

    def clean_born(self) -> int:
        """The year of birth, about."""
        born: Born = self.cleaned_data["born"]
        return born.year

    def clean(self) -> dict[str, Any]:
        """A way to reach the client, and a municipality that follows from the postcode where that leaves no doubt."""
        answers = super().clean() or self.cleaned_data
        self.check_contact(answers)
        if not {"postcode", "municipality"} & set(self.errors) and not answers.get("municipality"):
            answers["municipality"] = self.municipality_at(answers.get("postcode", ""))
        return answers


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
