"""The rules of the training voucher: pure decisions, without database or clock. `assess(facts, scheme) -> Outcome`."""

from vouchers.rules.amounts import Amounts, calculate
from vouchers.rules.assessment import age_on, assess
from vouchers.rules.codes import (
    OUTSIDE,
    CheckCode,
    CostKind,
    Education,
    EducationRule,
    Eligible,
    Evidence,
    Level,
    Result,
    Source,
)
from vouchers.rules.exchange import (
    read_facts,
    read_outcome,
    read_scheme,
    without_names,
    write_facts,
    write_outcome,
    write_scheme,
)
from vouchers.rules.facts import Contribution, Cost, Facts, InvalidFacts, Names, SchemeParameters, Training
from vouchers.rules.outcome import Check, Outcome
from vouchers.rules.wording import share_text

__all__ = [
    "OUTSIDE",
    "Amounts",
    "Check",
    "CheckCode",
    "Contribution",
    "Cost",
    "CostKind",
    "Education",
    "EducationRule",
    "Eligible",
    "Evidence",
    "Facts",
    "InvalidFacts",
    "Level",
    "Names",
    "Outcome",
    "Result",
    "SchemeParameters",
    "Source",
    "Training",
    "age_on",
    "assess",
    "calculate",
    "read_facts",
    "read_outcome",
    "read_scheme",
    "share_text",
    "without_names",
    "write_facts",
    "write_outcome",
    "write_scheme",
]
