"""The fund with its reference data and its people."""

import pytest

from tests.factories.core import MunicipalityFactory
from tests.factories.vouchers import Fund
from tests.helpers import load_reference


@pytest.fixture
def fund(db) -> Fund:
    """Schemes, money, providers and one person per role."""
    load_reference()
    MunicipalityFactory(code="GM0153")
    return Fund()
