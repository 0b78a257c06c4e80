"""Where people live: the municipalities of our region, and which of them a postcode may belong to."""

from django.conf import settings
from django.db.models import QuerySet

from werkcentrum.core.models import Municipality, PostcodeArea


def our_municipalities() -> QuerySet[Municipality]:
    """The municipalities that this Werkcentrum serves, by name."""
    return Municipality.objects.filter(region__code=settings.PORTAL["region"]).order_by("name")


def region_municipalities() -> dict[str, str]:
    """CBS code to name of the municipalities that this Werkcentrum serves, by name."""
    return dict(our_municipalities().values_list("code", "name"))


def municipalities_at(postcode: str) -> list[str]:
    """CBS codes, in our region, of a postcode; four digits can straddle a border. Empty when it lies outside."""
    return list(
        PostcodeArea.objects.filter(
            digits=postcode[:4], municipality__region__code=settings.PORTAL["region"]
        ).values_list("municipality_id", flat=True)
    )
