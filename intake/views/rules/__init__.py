"""The rules of the triage for coordinators: read them, change a draft, see what that does, publish with two people."""

from intake.views.rules.changing import rule_delete, rule_move, rule_terms
from intake.views.rules.editing import rule_add, rule_edit
from intake.views.rules.effects import rule_set_check, rule_set_effects
from intake.views.rules.publishing import rule_set_propose, rule_set_publish, rule_set_take_back
from intake.views.rules.trying import rule_example_add, rule_example_delete, rule_examples, rule_set_try
from intake.views.rules.versions import rule_set, rule_set_discard, rule_set_new, rule_sets

__all__ = [
    "rule_add",
    "rule_delete",
    "rule_edit",
    "rule_example_add",
    "rule_example_delete",
    "rule_examples",
    "rule_move",
    "rule_set",
    "rule_set_check",
    "rule_set_discard",
    "rule_set_effects",
    "rule_set_new",
    "rule_set_propose",
    "rule_set_publish",
    "rule_set_take_back",
    "rule_set_try",
    "rule_sets",
    "rule_terms",
]
