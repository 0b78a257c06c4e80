"""The only place that writes referrals and consents. Other modules import from here."""

from referrals.services.answering import Decline, accept_referral, decline_referral
from referrals.services.clock import expire_referrals, run_clock
from referrals.services.consents import (
    consent_text,
    give_consent,
    record_consent,
    send_with_consent,
    text_digest,
    withdraw_consent,
)
from referrals.services.drafting import ask_consent, create_draft
from referrals.services.following import complete_referral, return_referral, start_referral
from referrals.services.sending import send_referral, withdraw_for_closed_case, withdraw_referral
from referrals.services.viewing import log_view

__all__ = [
    "Decline",
    "accept_referral",
    "ask_consent",
    "complete_referral",
    "consent_text",
    "create_draft",
    "decline_referral",
    "expire_referrals",
    "give_consent",
    "log_view",
    "record_consent",
    "return_referral",
    "run_clock",
    "send_referral",
    "send_with_consent",
    "start_referral",
    "text_digest",
    "withdraw_consent",
    "withdraw_for_closed_case",
    "withdraw_referral",
]
