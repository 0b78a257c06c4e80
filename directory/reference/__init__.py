"""Reference data of the directory: who takes part, where people can walk in, and the regionale menukaart.

Addresses, telephone numbers and web addresses are made up (`.example`); a region fills in its own in the admin.
"""

from directory.reference import locations, menu, organizations, taxonomy

__all__ = ["load"]


def load() -> None:
    """Add what is not there yet; rows that somebody edited stay as they are."""
    organizations.load()
    locations.load()
    taxonomy.load()
    menu.load()
