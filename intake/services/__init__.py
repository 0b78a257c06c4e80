"""The only place that writes drafts and rule sets, and sends questions. Other code imports from here."""

from intake.services.checking import (
    RulesNotComplete,
    check_rule_set,
    findings_of,
    latest_check,
    problem_names,
    problems_of,
)
from intake.services.comparing import CaseComparison, ExampleOutcome, Verdict, compare_cases, compare_examples
from intake.services.drafts import (
    Overtaken,
    delete_expired_drafts,
    discard_draft,
    mark_of,
    revision_of,
    save_answers,
    start_draft,
    switch_audience,
)
from intake.services.entry import EntryData, answers_of, enter_question
from intake.services.held import refuse_as_spam, release_question, remind_of_held
from intake.services.opening import facts_of
from intake.services.publishing import copy_rule_set, propose_rule_set, publish_rule_set, take_back_rule_set
from intake.services.resuming import TooManyLinks, draft_of_token, mail_link, token_of
from intake.services.sending import send_question, submit_question
from intake.services.suggestions import Suggestion, say_whether_it_fits, suggest, suggestions_for
from intake.services.triage import Triage, explain, longest_term, published_rules, rules_of, triage, triage_data
from intake.services.watching import check_published

__all__ = [
    "CaseComparison",
    "EntryData",
    "ExampleOutcome",
    "Overtaken",
    "RulesNotComplete",
    "Suggestion",
    "TooManyLinks",
    "Triage",
    "Verdict",
    "answers_of",
    "check_published",
    "check_rule_set",
    "compare_cases",
    "compare_examples",
    "copy_rule_set",
    "delete_expired_drafts",
    "discard_draft",
    "draft_of_token",
    "enter_question",
    "explain",
    "facts_of",
    "findings_of",
    "latest_check",
    "longest_term",
    "mail_link",
    "mark_of",
    "problem_names",
    "problems_of",
    "propose_rule_set",
    "publish_rule_set",
    "published_rules",
    "refuse_as_spam",
    "release_question",
    "remind_of_held",
    "revision_of",
    "rules_of",
    "save_answers",
    "say_whether_it_fits",
    "send_question",
    "start_draft",
    "submit_question",
    "suggest",
    "suggestions_for",
    "switch_audience",
    "take_back_rule_set",
    "token_of",
    "triage",
    "triage_data",
]
