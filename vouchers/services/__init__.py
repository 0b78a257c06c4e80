"""The only place that writes applications, decisions and money. Other apps and the views import from here."""

from vouchers.services.advising import record_labour_market_test
from vouchers.services.applying import (
    ApplicationData,
    GapNotAccepted,
    NotFilledIn,
    save_application,
    start_application,
    submit_application,
    withdraw_application,
)
from vouchers.services.committing import enter_commitment
from vouchers.services.deciding import NotEligible, award_voucher, prepare_decision, refuse_application
from vouchers.services.issuing import issue_decision, open_letter
from vouchers.services.paying import pay_invoice, register_invoice, settle_voucher, start_training

__all__ = [
    "ApplicationData",
    "GapNotAccepted",
    "NotEligible",
    "NotFilledIn",
    "award_voucher",
    "enter_commitment",
    "issue_decision",
    "open_letter",
    "pay_invoice",
    "prepare_decision",
    "record_labour_market_test",
    "refuse_application",
    "register_invoice",
    "save_application",
    "settle_voucher",
    "start_application",
    "start_training",
    "submit_application",
    "withdraw_application",
]
