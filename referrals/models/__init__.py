"""Referrals, and the consents they rest on."""

from referrals.models.consents import Consent
from referrals.models.referrals import Referral

__all__ = ["Consent", "Referral"]
