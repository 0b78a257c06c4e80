"""The forms with which coordinators change the rules of the triage. They check; the services write."""

from intake.forms.rules.conditions import FACT_LABELS, NEW_FACT, ROW, ConditionForm, RuleContext
from intake.forms.rules.rules import RuleForm, desk_choices, not_judged, readable, stored_form, typed_form
from intake.forms.rules.sets import ExampleForm, ReasonForm, TermsForm, TryForm

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
