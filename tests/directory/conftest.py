"""Fixtures for the directory."""

import pytest

from directory import reference as directory_reference
from werkcentrum.core import reference as core_reference


@pytest.fixture
def menu(db) -> None:
    """The reference data of the directory: organisations, locations and the menukaart."""
    core_reference.load()
    directory_reference.load()
