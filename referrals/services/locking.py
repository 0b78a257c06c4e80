"""Reading a referral in order to change it. Order of locks: the referral, then (through advisors.services) its case."""

from django.db import transaction
from django.utils.translation import gettext as _

from referrals import permissions
from referrals.models import Referral
from werkcentrum.core.errors import Conflict, NotAllowed
from werkcentrum.core.models import User


def locked_referral(referral_id: int) -> Referral:
    """The referral, locked until the transaction ends; whoever answers and whoever withdraws wait for each other."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A referral is changed inside a transaction only")
    return Referral.objects.for_page().select_for_update(of=("self",), no_key=True).get(pk=referral_id)


def locked_for_partner(referral_id: int, *, by: User) -> Referral:
    """The locked referral for staff of the partner. Raises NotAllowed for others and when access has been closed."""
    referral = locked_referral(referral_id)
    permissions.require_answers_for(by, referral.organization_id)
    if not referral.partner_knows or referral.consent is None or not referral.consent.is_in_force:
        raise NotAllowed(_("This referral has been withdrawn. You cannot see it any more."), code="closed")
    return referral


def require_open_case(referral: Referral) -> None:
    """Raises Conflict when the case of the referral has been closed meanwhile."""
    if not referral.case.is_open:
        raise Conflict(_("This case has been closed. Reopen it first."))
