"""The questions of the one screen, in words for a colleague who asks them while the client is there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Education, Sector, Situation
from advisors.workflow import Channel, ContactWay, RegistrationConsent
from intake import wording
from intake.forms.base import MOST_STAFF, BornField, ForClientForm, ShortTextField
from intake.rules import EMPLOYER, RESIDENT
from werkcentrum.core.forms import CheckboxRows, KvkField, PhoneField, PlainTextField, PostcodeField, RadioRows

BORN_HELP = _("Fill in the age or the year of birth, for example 38 or 1987")
NUMBER_HELP = _("Fill in a number with digits only, for example 25")

CHANNELS = [(Channel.PHONE.value, _("By telephone")), (Channel.WALK_IN.value, _("At the counter"))]
AUDIENCES = [(RESIDENT, _("Resident")), (EMPLOYER, _("Employer"))]
CONTACT_WAYS = [
    (ContactWay.PHONE.value, _("By telephone")),
    (ContactWay.EMAIL.value, _("By e-mail")),
    (ContactWay.VISIT.value, _("Comes to a location")),
]
CONSENTS = [
    (RegistrationConsent.SPOKEN.value, _("Yes, said so")),
    (RegistrationConsent.SIGNED.value, _("Yes, signed on paper")),
]
# each begins with another letter where that is possible: who types a letter in the list is there
SITUATIONS: list[tuple[Any, Any]] = [
    ("", _("Choose")),
    (
        _("Works"),
        [
            (Situation.EMPLOYED.value, _("Permanent contract")),
            (Situation.FLEX.value, _("Temporary or on call")),
            (Situation.SELF_EMPLOYED.value, _("Self-employed")),
            (Situation.AT_RISK.value, _("Job at risk")),
        ],
    ),
    (
        _("Receives a benefit"),
        [
            (Situation.WW.value, "WW"),
            (Situation.BIJSTAND.value, _("Bijstand")),
            (Situation.WIA.value, _("WIA or WAO")),
            (Situation.WAJONG.value, "Wajong"),
            (Situation.ZIEKTEWET.value, "Ziektewet"),
        ],
    ),
    (
        _("Otherwise"),
        [
            (Situation.NONE.value, _("No work, no benefit")),
            (Situation.STUDENT.value, _("School or study")),
            (Situation.NEWCOMER.value, _("New in the Netherlands")),
            (Situation.OTHER.value, _("Other")),
        ],
    ),
]
# fields that one audience has and the other has not
ONLY_OF = {
    RESIDENT: ("born", "themes", "situation", "education"),
    EMPLOYER: ("company_name", "kvk_number", "sector", "staff_count", "employer_themes"),
}
OUTSIDE_LABEL = _("Outside Twente")


def _line(**attributes: str) -> forms.TextInput:
    """A text box in which the browser does not offer what was typed for somebody else."""
    return forms.TextInput({"autocomplete": "off", **attributes})


def _digits() -> forms.TextInput:
    return _line(inputmode="numeric", **{"class": "wc-narrow"})


class EntryFields(ForClientForm):
    """Every question, of residents and of employers."""

    channel = forms.ChoiceField(
        widget=RadioRows,
        choices=CHANNELS,
        label=_("How does the question come in?"),
        error_messages={"required": _("Choose how the question comes in")},
    )
    location = forms.ChoiceField(
        required=False,
        label=_("At which location?"),
        error_messages={"required": _("Choose the location where the client is")},
    )
    audience = forms.ChoiceField(
        widget=RadioRows,
        choices=AUDIENCES,
        label=_("Who asks?"),
        error_messages={"required": _("Choose who asks: a resident or an employer")},
    )
    company_name = ShortTextField(
        max_length=200,
        label=_("Company"),
        widget=_line(),
        error_messages={"required": _("Fill in the name of the company")},
    )
    kvk_number = KvkField(required=False, label=_("KvK number"))
    sector = forms.ChoiceField(
        required=False,
        label=_("Sector"),
        choices=[("", _("Choose")), *((code, name) for code, name in Sector.choices if code != Sector.GEEN)],
    )
    staff_count = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_STAFF,
        label=_("Number of staff"),
        widget=_digits(),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER_HELP),
    )
    name = ShortTextField(
        max_length=200, label=_("Name"), widget=_line(), error_messages={"required": _("Fill in the name")}
    )
    born = BornField(label=_("Age or year of birth"), error_messages=dict.fromkeys(("required", "invalid"), BORN_HELP))
    phone = PhoneField(required=False, label=_("Telephone"), widget=_line())
    email = forms.EmailField(
        required=False,
        label=_("E-mail address"),
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    postcode = PostcodeField(
        letters_optional=True,
        required=False,
        label=_("Postcode"),
        widget=_line(),
        error_messages={"invalid_digits": _("Fill in the 4 digits of the postcode, for example 7511")},
    )
    municipality = forms.ChoiceField(required=False, label=_("Municipality"))
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
        choices=[(topic.theme, topic.title) for topic in wording.TOPICS[RESIDENT]],
    )
    employer_themes = forms.MultipleChoiceField(
        widget=CheckboxRows,
        required=False,
        label=_("What is it about?"),
        choices=[(topic.theme, topic.title) for topic in wording.TOPICS[EMPLOYER]],
    )
    situation = forms.ChoiceField(
        choices=SITUATIONS,
        label=_("Work or benefit now"),
        error_messages={"required": _("Choose what the client does now; “Other” when it is not clear")},
    )
    education = forms.ChoiceField(choices=Education.choices, label=_("Highest diploma"))
    contact_preference = forms.ChoiceField(
        widget=RadioRows,
        choices=CONTACT_WAYS,
        label=_("How does the client want to hear from us?"),
        error_messages={"required": _("Choose how the client wants to hear from us")},
    )
    language = forms.ChoiceField(choices=wording.LANGUAGES, label=_("Language of our messages"))
    interpreter_language = ShortTextField(
        required=False, max_length=60, label=_("Interpreter needed? For which language"), widget=_line()
    )
    needs_reading_help = forms.BooleanField(required=False, label=_("Wants help with reading and writing"))
    helper_name = ShortTextField(
        required=False, max_length=200, label=_("Name of who helps the client"), widget=_line()
    )
    helper_phone = PhoneField(required=False, label=_("Telephone of who helps the client"), widget=_line())
    helper_agreed = forms.BooleanField(
        required=False, label=_("The client agrees that we talk with this person about the question")
    )
    consent_kind = forms.ChoiceField(
        widget=RadioRows,
        choices=CONSENTS,
        label=_("Does the client agree?"),
        error_messages={"required": _("Read the text aloud, and choose how the client agreed")},
    )
    mine = forms.BooleanField(
        required=False,
        label=_("I take it myself"),
        help_text=_("Otherwise it waits for who picks it up first."),
    )
