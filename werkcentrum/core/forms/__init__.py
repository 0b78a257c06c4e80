"""What all forms share: no browser validation, sentences that say what to do, and the fields of the domain."""

from werkcentrum.core.forms.base import PortalForm, PortalFormMixin, PortalModelForm
from werkcentrum.core.forms.fields import (
    KvkField,
    MoneyField,
    PhoneField,
    PlainTextField,
    PostcodeField,
    ThreePartDateField,
)
from werkcentrum.core.forms.widgets import CheckboxRows, DateInThreeFields, MoneyInput, RadioRows

__all__ = [
    "CheckboxRows",
    "DateInThreeFields",
    "KvkField",
    "MoneyField",
    "MoneyInput",
    "PhoneField",
    "PlainTextField",
    "PortalForm",
    "PortalFormMixin",
    "PortalModelForm",
    "PostcodeField",
    "RadioRows",
    "ThreePartDateField",
]
