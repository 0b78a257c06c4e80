"""Fields of the domain: amounts, postcodes, telephone and KvK numbers, dates in three boxes, text without BSN."""

import datetime
import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.nl import bsn, postcode

from werkcentrum.core import money
from werkcentrum.core.forms.widgets import DateInThreeFields, MoneyInput

PLAIN_TEXT_MAX = 2000
_SEPARATORS = re.compile(r"[\s€]")
_AMOUNT = re.compile(r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{1,2}))?", re.ASCII)
_AMOUNT_WITH_POINT = re.compile(r"(?P<euros>\d{1,3}(?:,\d{3})+|\d+)\.(?P<cents>\d{1,2})", re.ASCII)
_EIGHT_DIGITS = re.compile(r"\d{8}", re.ASCII)
_FOUR_DIGITS = re.compile(r"[1-9]\d{3}", re.ASCII)
# nine digits in a row, or in the groups in which people write a BSN; not the tail of a telephone number
_MAYBE_BSN = re.compile(
    r"(?<!\d)(?<!\+31)(?<!\+31[ -])(?<!0031)(?<!0031[ -])\d{9}(?!\d)"
    r"|(?<![\d])(?<!\d[ .-])(?:\d{4}[ .-]\d{2}[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?![ .-]?\d)"
)


class MoneyField(forms.CharField):
    """An amount typed as people do ("1.450,00", "1450", "€ 1.450,-", "1450.50"); cleans to whole cents or None.

    `min_cents` and `max_cents` are inclusive.
    """

    widget = MoneyInput
    default_error_messages = {
        "required": _("Fill in an amount, for example 1.450,00"),
        "invalid": _("Fill in an amount in digits, for example 1.450,00"),
        "min": _("Fill in an amount of at least %(limit)s"),
        "max": _("Fill in an amount of at most %(limit)s"),
    }

    def __init__(self, *, min_cents: int = 0, max_cents: int = 100_000_000_00, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_cents, self.max_cents = min_cents, max_cents

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """What was typed as cents."""
        if isinstance(value, int):
            return value
        text = _SEPARATORS.sub("", value or "").removesuffix(",-").removesuffix(",--").removesuffix(".-")
        if not text:
            return None
        match = _AMOUNT.fullmatch(text) or _AMOUNT_WITH_POINT.fullmatch(text)
        if not match:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        euros = int(re.sub(r"[.,]", "", match["euros"]))
        return euros * 100 + int((match["cents"] or "0").ljust(2, "0"))

    def validate(self, value: int | None) -> None:
        """Refuse what is missing, too little or too much."""
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return
        for code, limit, wrong in (
            ("min", self.min_cents, value < self.min_cents),
            ("max", self.max_cents, value > self.max_cents),
        ):
            if wrong:
                raise ValidationError(
                    self.error_messages[code], code=code, params={"limit": money.euro(limit, whole=True)}
                )

    def run_validators(self, value: Any) -> None:
        """Text validators do not apply to cents."""


class PostcodeField(forms.CharField):
    """A Dutch postcode, normalised to `7511 JX`; with `letters_optional`, `7511` is enough."""

    default_error_messages = {
        "required": _("Fill in your postcode, for example 7511 JX"),
        "invalid": _("Fill in a postcode of 4 digits and 2 letters, for example 7511 JX"),
        "invalid_digits": _("Fill in the 4 digits of your postcode, for example 7511"),
    }

    def __init__(self, *, letters_optional: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.letters_optional = letters_optional
        self.widget.attrs = {"autocomplete": "postal-code", "class": "wc-narrow"} | self.widget.attrs

    def to_python(self, value: Any) -> str:
        """The postcode in capitals with one space."""
        text = re.sub(r"\s+", "", super().to_python(value) or "").upper()
        if not text:
            return ""
        if self.letters_optional and _FOUR_DIGITS.fullmatch(text):
            return text
        try:
            return str(postcode.validate(text))
        except InvalidNumber as error:
            code = "invalid_digits" if self.letters_optional else "invalid"
            raise ValidationError(self.error_messages[code], code="invalid") from error


class KvkField(forms.CharField):
    """The number of a company in the register of the Kamer van Koophandel, cleaned to its eight digits or "".

    Neither python-stdnum nor django-localflavor knows it, and it has no check digit.
    """

    default_error_messages = {"invalid": _("Fill in a KvK number of 8 digits, for example 12345678")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "wc-narrow"} | self.widget.attrs

    def to_python(self, value: Any) -> str:
        """Eight digits, however they were typed."""
        number = re.sub(r"[\s.-]", "", super().to_python(value) or "")
        if number and not _EIGHT_DIGITS.fullmatch(number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class PhoneField(forms.CharField):
    """A telephone number, Dutch unless it starts with + or 00; cleans to E.164 (`+31612345678`) or ""."""

    default_error_messages = {
        "required": _("Fill in your telephone number, for example 06 12345678"),
        "invalid": _("Fill in a valid telephone number, for example 06 12345678"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs = {"autocomplete": "tel", "class": "wc-medium"} | self.widget.attrs

    def to_python(self, value: Any) -> str:
        """The number in E.164."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "NL")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it: `06 12345678`; what was typed stays."""
        return readable_phone(value) if isinstance(value, str) and value.startswith("+") else value


def readable_phone(value: str) -> str:
    """An E.164 number as people in the Netherlands write it; a foreign one with its country code."""
    try:
        number = phonenumbers.parse(value, "NL")
    except phonenumbers.NumberParseException:
        return value
    dutch = number.country_code == 31
    kind = phonenumbers.PhoneNumberFormat.NATIONAL if dutch else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, kind)


def contains_bsn(text: str) -> bool:
    """Whether a number of nine digits in the text passes the eleven-test of the citizen service number (BSN)."""
    return any(bsn.is_valid(re.sub(r"\D", "", found[0])) for found in _MAYBE_BSN.finditer(text))


class PlainTextField(forms.CharField):
    """Free text of people, at most 2,000 characters, without a BSN: the portal keeps none anywhere."""

    widget = forms.Textarea
    default_error_messages = {
        "bsn": _("This looks like a citizen service number (BSN). We may not keep it: take it out of your text."),
    }

    def __init__(self, *, max_length: int = PLAIN_TEXT_MAX, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        # the limit is told by the server and the counter; the browser does not cut off what people paste
        self.widget.attrs["rows"] = rows
        for name in ("cols", "maxlength"):
            self.widget.attrs.pop(name, None)
        self.validators[-2].message = ngettext_lazy(  # type: ignore[attr-defined]
            "Make your text shorter: at most %(limit_value)d character, now there are %(show_value)d",
            "Make your text shorter: at most %(limit_value)d characters, now there are %(show_value)d",
            "limit_value",
        )

    def validate(self, value: Any) -> None:
        """Refuse a text with a BSN in it."""
        super().validate(value)
        if value and contains_bsn(value):
            raise ValidationError(self.error_messages["bsn"], code="bsn")


class ThreePartDateField(forms.MultiValueField):
    """A date typed as day, month and year; cleans to a date or None. `birthday=True` helps the browser to fill in."""

    default_error_messages = {
        "required": _("Fill in a date, for example 7 3 2026"),
        "incomplete": _("Fill in the day, the month and the year"),
        "invalid": _("This date does not exist. Fill in for example 7 3 2026"),
    }

    def __init__(self, *, birthday: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateInThreeFields(birthday=birthday))
        parts = tuple(forms.CharField(max_length=4, required=False) for _part in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        """The date of the three boxes."""
        if isinstance(value, datetime.date) or value is None:
            value = self.widget.decompress(value)
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        date = self.compress(parts)
        self.run_validators(date)
        return date

    def compress(self, data_list: list[str]) -> datetime.date:
        """Day, month and year as a date."""
        day, month, year = data_list
        try:
            date = datetime.date(int(year), int(month), int(day))
        except ValueError:
            date = None
        if date is None or date.year < 1900:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return date
