"""From a postcode to the municipality: to prefill, because four digits can straddle a border."""

import re

from werkcentrum.core.models import Municipality

POSTCODE = re.compile(r"^\s*([1-9]\d{3})\s*(?:[A-Za-z]{2})?\s*$")


def digits_of(postcode: str) -> str | None:
    """The four digits of `7511 AB`, `7511ab` or `7511`; None for anything else."""
    match = POSTCODE.match(postcode)
    return match[1] if match else None


def municipalities_for_postcode(postcode: str) -> list[Municipality]:
    """The municipalities with (part of) this postcode area, by name; none for a postcode elsewhere or a wrong one."""
    digits = digits_of(postcode)
    if digits is None:
        return []
    return list(Municipality.objects.filter(postcodes__digits=digits).select_related("region").order_by("name"))
