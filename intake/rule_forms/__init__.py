"""The forms with which coordinators change the rules of the triage. They check; the services write."""

from intake.rule_forms.conditions import FACT_LABELS, NEW_FACT, ROW, ConditionForm, RuleContext
from intake.rule_forms.rules import RuleForm, desk_choices, not_judged, readable, stored_form, typed_form
from intake.rule_forms.sets import ExampleForm, ReasonForm, TermsForm, TryForm

__all__ = [
    "FACT_LABELS",
    "NEW_FACT",
    "ROW",
    "ConditionForm",
    "ExampleForm",
    "ReasonForm",
    "RuleContext",
    "RuleForm",
    "TermsForm",
    "TryForm",
    "desk_choices",
    "not_judged",
    "readable",
    "stored_form",
    "typed_form",
]
