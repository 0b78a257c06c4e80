"""What the forms of the front door share."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.workflow import ContactWay
from intake.places import municipalities_at
from intake.rules import OUTSIDE
from intake.wording import Words
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.forms.fields import contains_bsn

YOUNGEST, OLDEST = 12, 110
MOST_STAFF = 100_000
FOLLOWS = _("Follows from the postcode")


class StepForm(PortalForm):
    """A step of the form. `saved` are the answers as they were kept before."""

    def __init__(self, *args: Any, audience: str, saved: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        self.saved = saved or {}

    def kept_answers(self) -> dict[str, Any]:
        """What may be kept: every answer that is right, also when others are not."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if name not in self.errors}


class ShortTextField(forms.CharField):
    """One line of text, such as a name. Like all text of people, it may not hold a BSN."""

    default_error_messages = {
        "bsn": _("This looks like a citizen service number (BSN). We may not keep it: take it out."),
        "max_length": _("Make this shorter: at most %(limit_value)d characters, now there are %(show_value)d"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.pop("maxlength", None)  # the server says it; the browser does not cut off what people paste
        if self.max_length is not None:
            self.validators[-2].message = self.error_messages["max_length"]  # type: ignore[attr-defined]

    def validate(self, value: Any) -> None:
        """Refuse a text with a BSN in it."""
        super().validate(value)
        if value and contains_bsn(value):
            raise ValidationError(self.error_messages["bsn"], code="bsn")


@dataclass(frozen=True)
class Born:
    """The year in which somebody was born; `about` when it follows from an age, so that it can be one year off."""

    year: int
    about: bool


class BornField(forms.Field):
    """An age or a year of birth, typed in one box; cleans to `Born`."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Fill in the year of birth or the age, for example 1987 or 38")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs = {"class": "wc-narrow", "inputmode": "numeric", "autocomplete": "off"} | self.widget.attrs

    def to_python(self, value: Any) -> Born | None:
        """A number that can be an age is one."""
        typed = str(value or "").strip()
        if not typed:
            return None
        number = int(typed) if re.fullmatch(r"\d{1,4}", typed, re.ASCII) else -1
        this_year = timezone.localdate().year
        born = Born(this_year - number, about=True) if number <= OLDEST else Born(number, about=False)
        if not YOUNGEST <= this_year - born.year <= OLDEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return born


class MunicipalityForm(PortalForm):
    """A form with a postcode and a municipality that follows from it, where four digits leave no doubt.

    `names` are the municipalities to choose from, CBS code to name; `outside` is what everywhere else is called.
    """

    names: dict[str, str]
    outside: Words
    postcode_missing: Words = _("Fill in the postcode, or choose the municipality")
    postcode_unknown: Words = _(
        "We do not know postcode %(digits)s in Twente. Choose the municipality, or “%(outside)s”"
    )

    def offer_municipalities(self, empty: Words = FOLLOWS) -> None:
        """The municipalities of the region, and everything else."""
        self.set_choices("municipality", [("", empty), *self.names.items(), (OUTSIDE, self.outside)])

    def municipality_at(self, postcode: str) -> str:
        """The only municipality there; else "", and what to do about it is said at the fields."""
        found = municipalities_at(postcode) if postcode else []
        if len(found) == 1:
            return found[0]
        self.offer_municipalities(_("Choose a municipality"))
        if not postcode:
            self.add_error("postcode", str(self.postcode_missing))
        elif found:
            names = _(" or ").join(self.names[code] for code in found if code in self.names)
            text = _("Postcode %(digits)s belongs to more than one municipality. Choose %(names)s")
            self.add_error("municipality", text % {"digits": postcode[:4], "names": names})
        else:
            told = {"digits": postcode[:4], "outside": self.outside}
            self.add_error("municipality", str(self.postcode_unknown) % told)
        return ""


class ForClientForm(MunicipalityForm):
    """A form that somebody fills in for a client."""

    def check_contact(self, answers: dict[str, Any]) -> None:
        """The client can be reached in the way that the client prefers."""
        wanted = answers.get("contact_preference")
        given = {name for name in ("phone", "email") if answers.get(name) or name in self.errors}
        if wanted == ContactWay.PHONE and "phone" not in given:
            self.add_error("phone", _("Fill in the telephone number, so that we can call the client"))
        elif wanted == ContactWay.EMAIL and "email" not in given:
            self.add_error("email", _("Fill in the e-mail address, so that we can write to the client"))
