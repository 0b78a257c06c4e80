"""Forms of the training voucher, per user story."""

from vouchers.forms.applying import STEP_FORMS, CheckAnswersForm, StepForm
from vouchers.forms.calculator import CalculatorForm
from vouchers.forms.deciding import AdviseForm, DecideForm, PrepareForm
from vouchers.forms.filters import ListFilterForm
from vouchers.forms.paying import ConfirmForm, InvoiceForm, StartForm, WithdrawForm

__all__ = [
    "STEP_FORMS",
    "AdviseForm",
    "CalculatorForm",
    "CheckAnswersForm",
    "ConfirmForm",
    "DecideForm",
    "InvoiceForm",
    "ListFilterForm",
    "PrepareForm",
    "StartForm",
    "StepForm",
    "WithdrawForm",
]
