"""Pages of the training voucher, per user story."""

from vouchers.views.advising import advise, prepare
from vouchers.views.applying import apply, apply_step, check_answers, live, sent, withdraw
from vouchers.views.calculator import check
from vouchers.views.deciding import decide
from vouchers.views.listing import application_list
from vouchers.views.paying import invoice, pay, settle, start
from vouchers.views.reading import detail, letter, my_detail

__all__ = [
    "advise",
    "application_list",
    "apply",
    "apply_step",
    "check",
    "check_answers",
    "decide",
    "detail",
    "invoice",
    "letter",
    "live",
    "my_detail",
    "pay",
    "prepare",
    "sent",
    "settle",
    "start",
    "withdraw",
]
