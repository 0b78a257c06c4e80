"""What the forms of the front door share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import PortalForm
from werkcentrum.core.forms.fields import contains_bsn


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
