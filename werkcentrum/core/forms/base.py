"""The base of every form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

_CHOICES = (forms.ChoiceField, forms.ModelChoiceField)

# what Django says by itself -> what we say: it tells what to do
_INVALID: list[tuple[type[forms.Field], Any]] = [
    (forms.EmailField, _("Fill in a valid e-mail address, for example name@example.com")),
    (forms.URLField, _("Fill in a valid web address, for example https://www.example.com")),
    (forms.IntegerField, _("Fill in a whole number, with digits only")),
    (forms.DateField, _("Fill in a date, for example 7-3-2026")),
    (forms.DateTimeField, _("Fill in a date and a time, for example 7-3-2026 14:30")),
]


class PortalFormMixin:
    """For forms of any kind: the server checks, the browser does not; every message says what to do.

    Put `novalidate` on the `<form>`. A form sets `mark_optional = False` when nothing on it is required (filters).
    A message in a field's own `error_messages` wins from the general ones here.
    """

    use_required_attribute = False
    mark_optional = True
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            self._say_what_to_do(field)

    def set_choices(self, name: str, choices: Iterable[Any]) -> None:
        """Fill in the choices of a field that are only known now."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = list(choices)

    def _say_what_to_do(self, field: forms.Field) -> None:
        """Replace what Django says by itself."""
        general = forms.Field.default_error_messages["required"]
        if field.error_messages.get("required") == general:
            field.error_messages["required"] = _required_message(field)
        for code in ("invalid_choice", "invalid_pk_value", "invalid_list"):
            if field.error_messages.get(code) and field.error_messages[code] == _default_message(field, code):
                field.error_messages[code] = _("Choose one of the answers in the list")
        for kind, text in _INVALID:
            if isinstance(field, kind) and field.error_messages.get("invalid") == _default_message(field, "invalid"):
                field.error_messages["invalid"] = text
        if isinstance(field, forms.EmailField):
            # the validator has a message of its own, shared by all forms: give this field its own copy
            field.validators = [EmailValidator(message=_INVALID[0][1]), *field.validators[1:]]


def _required_message(field: forms.Field) -> Any:
    if isinstance(field, forms.BooleanField):
        return _("Tick this to go on")
    if isinstance(field, forms.FileField):
        return _("Choose a file")
    return _("Make a choice") if isinstance(field, _CHOICES) else _("Fill this in")


def _default_message(field: forms.Field, code: str) -> Any:
    """What Django's own class of this field says for this code."""
    for base in type(field).__mro__:
        messages = base.__dict__.get("default_error_messages", {})
        if code in messages and base.__module__.startswith("django."):
            return messages[code]
    return None


class PortalForm(PortalFormMixin, forms.Form):
    """A form that is not tied to one row."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A form for one row; it only validates and cleans, a service writes."""
