"""A funder commits money to the fund (toezegging)."""

from django.db import transaction
from django.utils.translation import gettext as _

from vouchers import ledger
from vouchers.models import Commitment
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User


def enter_commitment(*, commitment: Commitment, reason: str, by: User) -> Commitment:
    """Keep a new commitment with its entry in the ledger, so that the ledger explains what is free.

    Raises ValueError for one that was entered before, RuleViolation when a constraint refuses it.
    """
    if commitment.pk is not None or commitment.reserved_cents or commitment.paid_cents:
        raise ValueError("Only a new commitment is entered; a correction is a counter-entry")
    if not commitment.total_cents:
        raise RuleViolation(_("Fill in an amount above zero."), code="amount")
    with explain_constraints(), transaction.atomic():
        commitment.save()
        ledger.commit(commitment=commitment, reason=reason, by=by)
        audit.record("vouchers.commitment_entered", commitment, by=by, cents=commitment.total_cents)
        return commitment
