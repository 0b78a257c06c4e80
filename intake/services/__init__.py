"""The only place that writes drafts and rule sets, and sends questions. Other code imports from here."""

from intake.services.checking import RulesNotComplete, check_rule_set, latest_check, problem_names, problems_of
from intake.services.comparing import CaseComparison, ExampleOutcome, Verdict, compare_cases, compare_examples
from intake.services.drafts import delete_expired_drafts, discard_draft, save_answers, start_draft
from intake.services.held import refuse_as_spam, release_question, remind_of_held
from intake.services.opening import facts_of
from intake.services.publishing import copy_rule_set, propose_rule_set, publish_rule_set, take_back_rule_set
from intake.services.sending import send_question, submit_question
from intake.services.suggestions import suggest
from intake.services.triage import Triage, explain, longest_term, published_rules, rules_of, triage, triage_data

__all__ = [
    "CaseComparison",
    "ExampleOutcome",
    "RulesNotComplete",
    "Triage",
    "Verdict",
    "check_rule_set",
    "compare_cases",
    "compare_examples",
    "copy_rule_set",
    "delete_expired_drafts",
    "discard_draft",
    "explain",
    "facts_of",
    "latest_check",
    "longest_term",
    "problem_names",
    "problems_of",
    "propose_rule_set",
    "publish_rule_set",
    "published_rules",
    "refuse_as_spam",
    "release_question",
    "remind_of_held",
    "rules_of",
    "save_answers",
    "send_question",
    "start_draft",
    "submit_question",
    "suggest",
    "take_back_rule_set",
    "triage",
    "triage_data",
]
