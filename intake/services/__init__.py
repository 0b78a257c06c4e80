"""The only place that writes drafts and rule sets, and sends questions. Other code imports from here."""

from intake.services.drafts import delete_expired_drafts, discard_draft, save_answers, start_draft
from intake.services.publishing import copy_rule_set, propose_rule_set, publish_rule_set, take_back_rule_set
from intake.services.sending import facts_of, send_question
from intake.services.suggestions import suggest
from intake.services.triage import Triage, explain, longest_term, published_rules, rules_of, triage, triage_data

__all__ = [
    "Triage",
    "copy_rule_set",
    "delete_expired_drafts",
    "discard_draft",
    "explain",
    "facts_of",
    "longest_term",
    "propose_rule_set",
    "publish_rule_set",
    "published_rules",
    "rules_of",
    "save_answers",
    "send_question",
    "start_draft",
    "suggest",
    "take_back_rule_set",
    "triage",
    "triage_data",
]
