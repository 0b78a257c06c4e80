"""A small fund with targets and money; it costs less than all reference data."""

import datetime

import pytest

from tests.factories.core import RegionFactory
from vouchers import ledger
from vouchers.models import Commitment, Funder, Scheme, SchemeVersion


@pytest.fixture
def scheme(db) -> Scheme:
    """The targets of the business plan (BP 5): 625 vouchers and 1,375 conversations a year."""
    scheme = Scheme.objects.create(code="twents-fonds-2023", name="Twents Fonds", region=RegionFactory())
    SchemeVersion.objects.create(
        scheme=scheme,
        valid_from=datetime.date(2023, 1, 1),
        cost_kinds=["tuition"],
        sources=["employer"],
        vouchers_per_year=625,
        conversations_per_year=1375,
    )
    return scheme


@pytest.fixture
def money(scheme) -> list[Commitment]:
    """Two funders who each committed for this year."""
    made = []
    for order, (code, name, cents) in enumerate(
        [("provincie", "Provincie Overijssel", 900_000_00), ("regio-deal", "Regio Deal", 450_000_00)]
    ):
        commitment = Commitment.objects.create(
            funder=Funder.objects.create(code=code, name=name, order=order),
            scheme=scheme,
            valid_from=datetime.date(2026, 1, 1),
            valid_until=datetime.date(2026, 12, 31),
            total_cents=cents,
        )
        ledger.commit(commitment=commitment, reason="test", by=None)
        made.append(commitment)
    return made
