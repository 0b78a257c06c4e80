"""The only place that writes clients, cases and their timeline. Other apps import from here."""

from advisors.services.attaching import attach_case
from advisors.services.clients import change_client, change_known_client
from advisors.services.closing import close_case, reopen_case, withdraw_case
from advisors.services.contacts import Conversation, NextStep, record_contact
from advisors.services.disputing import dispute_outcome
from advisors.services.events import record_event
from advisors.services.finding import Found, FoundClient, client_with_cases, find_clients
from advisors.services.opening import ClientData, QuestionData, Reason, TriageData, next_case_reference, open_case
from advisors.services.ownership import assign_case, claim_case, release_case
from advisors.services.steps import change_next_step, set_next_step
from advisors.services.walk_ins import (
    end_forgotten_visits,
    finish_walk_in,
    link_walk_in,
    put_back,
    register_walk_in,
    take_walk_in,
    wipe_walk_in_names,
)

__all__ = [
    "ClientData",
    "Conversation",
    "Found",
    "FoundClient",
    "NextStep",
    "QuestionData",
    "Reason",
    "TriageData",
    "assign_case",
    "attach_case",
    "change_client",
    "change_known_client",
    "change_next_step",
    "claim_case",
    "client_with_cases",
    "close_case",
    "dispute_outcome",
    "end_forgotten_visits",
    "find_clients",
    "finish_walk_in",
    "link_walk_in",
    "next_case_reference",
    "open_case",
    "put_back",
    "record_contact",
    "record_event",
    "register_walk_in",
    "release_case",
    "reopen_case",
    "set_next_step",
    "take_walk_in",
    "wipe_walk_in_names",
    "withdraw_case",
]
