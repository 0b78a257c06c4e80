"""Money for the demo: the plan ends in 2026, the demo does not."""

import datetime

from django.utils import timezone

from vouchers import ledger
from vouchers.models import Commitment, Funder, Scheme

CENTS = 50_000_000


def ensure_money() -> None:
    """When no commitment of the fund is in force today, give each funder one for this year."""
    today = timezone.localdate()
    scheme = Scheme.objects.get(code="twents-fonds-2023")
    if Commitment.objects.valid_on(today).filter(scheme=scheme).exists():
        return
    for funder in Funder.objects.all():
        commitment = Commitment.objects.create(
            funder=funder,
            scheme=scheme,
            valid_from=datetime.date(today.year, 1, 1),
            valid_until=datetime.date(today.year, 12, 31),
            total_cents=CENTS,
        )
        ledger.commit(commitment=commitment, reason="demo", by=None)
