"""Who looked: every view of shared data by a partner is kept, and the client can see it (AVG, domain 9)."""

from advisors.looks import log_look
from referrals.models import Referral
from referrals.permissions import answers_for
from werkcentrum.core.models import User


def log_view(referral: Referral, *, by: User) -> None:
    """Keep that somebody of the partner looked at what was shared, once a day per person."""
    if answers_for(by, referral.organization_id):
        log_look(referral.case, by=by, organization=referral.organization.name, reason="referral")
