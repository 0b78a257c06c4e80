"""After the award, and withdrawing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import MoneyField, PlainTextField, PortalForm, ThreePartDateField


class ConfirmForm(PortalForm):
    """Nothing but the button."""


class WithdrawForm(PortalForm):
    """Taking an application back."""

    reason = PlainTextField(label=_("Why do you withdraw the application?"), required=False, rows=3)


class StartForm(PortalForm):
    """The training has started."""

    started_on = ThreePartDateField(
        label=_("The training started on"),
        error_messages={"required": _("Fill in when the training started, for example 1 9 2026")},
    )


class InvoiceForm(PortalForm):
    """The provider's invoice, only the part for the fund."""

    number = forms.CharField(
        label=_("Invoice number"), max_length=60, error_messages={"required": _("Fill in the number of the invoice")}
    )
    cents = MoneyField(
        label=_("Amount for the fund"),
        help_text=_("What the provider invoices to the fund, at most the voucher."),
        min_cents=1,
    )
    received_on = ThreePartDateField(
        label=_("Received on"), error_messages={"required": _("Fill in when the invoice came in")}
    )

    def clean_received_on(self) -> object:
        """An invoice that has not come in cannot be entered."""
        date = self.cleaned_data["received_on"]
        if date and date > timezone.localdate():
            raise forms.ValidationError(_("Fill in today or a date in the past"), code="future")
        return date
