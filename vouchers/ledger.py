"""Moving money between the accounts of commitments. Each move changes a balance and adds a ledger entry, or neither.

The caller has locked the commitments (in the order of their keys); a CHECK constraint refuses what would slip through.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from vouchers.models import Commitment, LedgerEntry, Reservation, Voucher
from vouchers.workflow import ENTRY_ACCOUNTS, Account, EntryKind
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.money import euro


class CeilingReached(RuleViolation):
    """The funders have not committed enough for this voucher (subsidieplafond)."""

    def __init__(self, *, wanted_cents: int, free_cents: int) -> None:
        super().__init__(
            _(
                "The fund has %(free)s left and this voucher is %(wanted)s. "
                "Refuse on the ceiling, or wait for new money."
            )
            % {"free": euro(free_cents), "wanted": euro(wanted_cents)},
            code="ceiling",
        )
        self.wanted_cents = wanted_cents
        self.free_cents = free_cents


@dataclass(frozen=True)
class Part:
    """What one commitment carries of an amount, in cents."""

    commitment: Commitment
    cents: int


def spread(commitments: Iterable[Commitment], cents: int) -> list[Part]:
    """Spread an amount: the most restricted money first, then what ends soonest, then what was used least.

    Raises CeilingReached.

    Pure: nothing is written, so the decision screen can show the effect beforehand.
    """
    pots = sorted(commitments, key=lambda pot: (-pot.restrictions, pot.valid_until, pot.used_per_million, pot.pk))
    parts, left = [], cents
    for pot in pots:
        if left and pot.free_cents > 0:
            share = min(left, pot.free_cents)
            parts.append(Part(pot, share))
            left -= share
    if left:
        raise CeilingReached(wanted_cents=cents, free_cents=cents - left)
    return parts


def commit(*, commitment: Commitment, reason: str, by: User | None) -> None:
    """Enter a new commitment in the ledger: from the funder to what is free."""
    _enter(commitment, EntryKind.COMMITTED, commitment.total_cents, reason=reason, by=by)


def reserve(commitments: Sequence[Commitment], *, voucher: Voucher, by: User) -> list[Reservation]:
    """Reserve the voucher's amount over the locked commitments. Raises CeilingReached and then writes nothing."""
    reservations = []
    for part in spread(commitments, voucher.cents):
        Commitment.objects.filter(pk=part.commitment.pk).update(reserved_cents=F("reserved_cents") + part.cents)
        reservations.append(
            Reservation.objects.create(
                voucher=voucher, commitment=part.commitment, awarded_cents=part.cents, cents=part.cents
            )
        )
        _enter(part.commitment, EntryKind.RESERVED, part.cents, voucher=voucher, by=by)
    return reservations


def pay(*, voucher: Voucher, cents: int, by: User) -> None:
    """Move `cents` of what is reserved for the voucher to paid, in the order of the reservations."""
    left = cents
    for reservation in _locked_reservations(voucher):
        share = min(left, reservation.cents)
        if share:
            _settle(reservation, EntryKind.PAID, share, by=by)
            left -= share
    if left:
        raise RuleViolation(_("More would be paid than is reserved for this voucher."), code="overpaid")


def release(*, voucher: Voucher, by: User, reason: str) -> int:
    """Let everything that is still reserved for the voucher flow back; returns the cents."""
    released = 0
    for reservation in _locked_reservations(voucher):
        if reservation.cents:
            released += reservation.cents
            _settle(reservation, EntryKind.RELEASED, reservation.cents, by=by, reason=reason)
    return released


def lock_commitments(application_id: int) -> None:
    """Lock the commitments that carry a voucher, in the order of their keys, before the application itself."""
    pots = Commitment.objects.filter(reservations__voucher__application=application_id).order_by("pk")
    list(pots.select_for_update(of=("self",), no_key=True))


def _locked_reservations(voucher: Voucher) -> list[Reservation]:
    lock_commitments(voucher.application_id)
    return list(voucher.reservations.select_related("commitment").order_by("pk"))


def _settle(reservation: Reservation, kind: str, cents: int, *, by: User, reason: str = "") -> None:
    paid = cents if kind == EntryKind.PAID else 0
    Commitment.objects.filter(pk=reservation.commitment_id).update(
        reserved_cents=F("reserved_cents") - cents, paid_cents=F("paid_cents") + paid
    )
    reservation.cents -= cents
    reservation.paid_cents += paid
    reservation.save(update_fields=("cents", "paid_cents"))
    _enter(reservation.commitment, kind, cents, voucher=reservation.voucher, by=by, reason=reason)


def _enter(
    commitment: Commitment,
    kind: str,
    cents: int,
    *,
    by: User | None,
    voucher: Voucher | None = None,
    reason: str = "",
) -> None:
    from_account, to_account = ENTRY_ACCOUNTS[EntryKind(kind)]
    LedgerEntry.objects.create(
        commitment=commitment,
        voucher=voucher,
        kind=kind,
        from_account=from_account,
        to_account=to_account,
        cents=cents,
        reason=reason,
        actor=by,
    )


def differences() -> list[str]:
    """What does not agree between the entries and the balances; empty when every cent is explained."""
    sums: dict[tuple[int, str], int] = {}
    for side, sign in (("to_account", 1), ("from_account", -1)):
        for pk, account, cents in (
            LedgerEntry.objects.order_by().values_list("commitment", side).annotate(cents=Sum("cents"))
        ):
            sums[pk, account] = sums.get((pk, account), 0) + sign * cents
    found = []
    for pot in Commitment.objects.select_related("funder"):
        balances = {Account.FREE: pot.free_cents, Account.RESERVED: pot.reserved_cents, Account.PAID: pot.paid_cents}
        found += [
            f"{pot} {account}: {euro(sums.get((pot.pk, account), 0))} <> {euro(balance)}"
            for account, balance in balances.items()
            if sums.get((pot.pk, account), 0) != balance
        ]
    return found
