"""Triage: which organisation is responsible, which desks help, at which level (domain 4; PD 5.3).

Pure: facts and a set of rules go in, an outcome that explains itself comes out; no database, no clock.
`evaluate(facts, rule_set)` is the one decision; the rules are data, in the language of `intake.rules.language`.
"""

from intake.rules.evaluation import Outcome, evaluate
from intake.rules.facts import EMPLOYER, OUTSIDE, RESIDENT, FactError, Facts, InvalidFacts
from intake.rules.language import InvalidRule, Reason, RuleData, RuleSetData, check_rule, compile_rules

__all__ = [
    "EMPLOYER",
    "OUTSIDE",
    "RESIDENT",
    "FactError",
    "Facts",
    "InvalidFacts",
    "InvalidRule",
    "Outcome",
    "Reason",
    "RuleData",
    "RuleSetData",
    "check_rule",
    "compile_rules",
    "evaluate",
]
