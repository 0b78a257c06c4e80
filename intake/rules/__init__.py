"""Triage: which organisation is responsible, which desks help, at which level (domain 4; PD 5.3).

Pure: facts and a set of rules go in, an outcome that explains itself comes out; no database, no clock.
`evaluate(facts, rule_set)` is the one decision; the rules are data, in the language of `intake.rules.language`.
"""

from intake.rules.completeness import Completeness, Problem, check_completeness
from intake.rules.evaluation import Outcome, evaluate
from intake.rules.facts import EMPLOYER, OUTSIDE, RESIDENT, FactError, Facts, InvalidFacts
from intake.rules.findings import Finding, conflicts, mistakes, unreachable
from intake.rules.language import InvalidRule, Reason, RuleData, RuleSetData, check_rule, compile_rules
from intake.rules.lean import LeanRules
from intake.rules.space import Space

__all__ = [
    "EMPLOYER",
    "OUTSIDE",
    "RESIDENT",
    "Completeness",
    "FactError",
    "Facts",
    "Finding",
    "InvalidFacts",
    "InvalidRule",
    "LeanRules",
    "Outcome",
    "Problem",
    "Reason",
    "RuleData",
    "RuleSetData",
    "Space",
    "check_completeness",
    "check_rule",
    "compile_rules",
    "conflicts",
    "evaluate",
    "mistakes",
    "unreachable",
]
