"""The front door: rules of the triage as data, questions being typed, and those that partners bring."""

from intake.models.drafts import DRAFT_LIFE, SENT_LIFE, SPAM_LIFE, HeldQuestion, IntakeDraft
from intake.models.inbound import InboundReferral
from intake.models.rule_sets import Rule, RuleCheck, RuleSet, TriageExample
from intake.models.suggestions import SuggestionFeedback

__all__ = [
    "DRAFT_LIFE",
    "SENT_LIFE",
    "SPAM_LIFE",
    "HeldQuestion",
    "InboundReferral",
    "IntakeDraft",
    "Rule",
    "RuleCheck",
    "RuleSet",
    "SuggestionFeedback",
    "TriageExample",
]
