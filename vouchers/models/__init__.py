"""Schemes, registers, applications, decisions and the money of the fund."""

from vouchers.models.applications import CofinancingLine, CostLine, LabourMarketTest, VoucherApplication
from vouchers.models.decisions import Decision, Invoice, Voucher
from vouchers.models.money import Commitment, Funder, LedgerEntry, PersonYear, Reservation
from vouchers.models.registers import Occupation, OccupationList, Provider, Recognition
from vouchers.models.schemes import Scheme, SchemeVersion

__all__ = [
    "CofinancingLine",
    "Commitment",
    "CostLine",
    "Decision",
    "Funder",
    "Invoice",
    "LabourMarketTest",
    "LedgerEntry",
    "Occupation",
    "OccupationList",
    "PersonYear",
    "Provider",
    "Recognition",
    "Reservation",
    "Scheme",
    "SchemeVersion",
    "Voucher",
    "VoucherApplication",
]
