"""The three walk-in locations with their hours, and the teams of the Werkcentrum. The addresses are made up."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from directory.models import Address, Location, Organization, Schedule, Team

OPENS = datetime.time(9)
CLOSES = datetime.time(17)
EVENING = datetime.time(20)
WEEKDAYS = range(1, 6)
FRONT_DESK = "Voordeur"


@dataclass(frozen=True)
class Row:
    """One location: where it is (also on the map), how to get there, and its evenings (1 is Monday)."""

    slug: str
    city: str
    municipality: str
    street: str
    postal_code: str
    point: tuple[str, str]
    text: str
    text_en: str
    way: str
    way_en: str
    phone: str
    evenings: tuple[int, ...] = ()


ROWS = [
    Row(
        "almelo",
        "Almelo",
        "GM0141",
        "Voorbeeldplein 5",
        "7607 XX",
        ("52.356700", "6.662500"),
        "Loop binnen met uw vraag over werk of leren. De ingang is naast de bibliotheek.",
        "Walk in with your question about work or learning. The entrance is next to the library.",
        "Vanaf station Almelo is het 8 minuten lopen. Ga de hoofduitgang uit en loop rechtdoor naar het centrum.\n"
        "Met de bus stapt u uit bij halte Voorbeeldplein.\n"
        "Komt u met de auto? Parkeer in de garage onder het plein. Er zijn plekken voor mensen met een beperking.\n"
        "De ingang heeft geen drempel. Er is een lift en een toilet voor rolstoelgebruikers.",
        "It is 8 minutes on foot from Almelo station. Take the main exit and walk straight on to the centre.\n"
        "By bus, get off at Voorbeeldplein.\n"
        "Coming by car? Park in the garage under the square. There are places for people with a disability.\n"
        "The entrance has no step. There is a lift and a toilet for wheelchair users.",
        "088 000 10 41",
    ),
    Row(
        "enschede",
        "Enschede",
        "GM0153",
        "Voorbeeldstraat 12",
        "7511 XX",
        ("52.221500", "6.893700"),
        "Loop binnen met uw vraag over werk of leren. Op dinsdag en donderdag zijn wij ook 's avonds open.",
        "Walk in with your question about work or learning. On Tuesday and Thursday we are open in the evening too.",
        "Vanaf station Enschede is het 5 minuten lopen. Neem de uitgang Centrum en ga de tweede straat links.\n"
        "Veel bussen stoppen bij halte Centraal Station.\n"
        "Komt u met de auto? Parkeer in een van de garages in het centrum.\n"
        "De ingang heeft geen drempel. Alle gesprekken zijn op de begane grond.",
        "It is 5 minutes on foot from Enschede station. Take the exit Centrum and then the second street on the left.\n"
        "Many buses stop at Centraal Station.\n"
        "Coming by car? Park in one of the garages in the centre.\n"
        "The entrance has no step. All conversations are on the ground floor.",
        "088 000 10 53",
        (2, 4),
    ),
    Row(
        "hengelo",
        "Hengelo",
        "GM0164",
        "Voorbeeldkade 8",
        "7551 XX",
        ("52.265900", "6.793100"),
        "Loop binnen met uw vraag over werk of leren. U vindt ons in het stadskantoor.",
        "Walk in with your question about work or learning. You find us in the town hall offices.",
        "Vanaf station Hengelo is het 6 minuten lopen. Neem de uitgang Centrum en volg de borden naar het "
        "stadskantoor.\n"
        "Met de bus stapt u uit bij halte Stadskantoor.\n"
        "Komt u met de auto? Bij het stadskantoor kunt u twee uur gratis parkeren.\n"
        "De ingang heeft geen drempel. Bij de balie is een ringleiding voor mensen met een gehoorapparaat.",
        "It is 6 minutes on foot from Hengelo station. Take the exit Centrum and follow the signs to the "
        "Stadskantoor.\n"
        "By bus, get off at Stadskantoor.\n"
        "Coming by car? You can park at the offices for two hours, free of charge.\n"
        "The entrance has no step. The desk has an induction loop for people with a hearing aid.",
        "088 000 10 64",
    ),
]


def load() -> None:
    """Add the locations and teams that are not there yet, hours included."""
    werkcentrum = Organization.objects.get(code="werkcentrum")
    known = set(Location.objects.values_list("slug", flat=True))
    for row in ROWS:
        if row.slug not in known:
            _add(row, werkcentrum)
    if not Team.objects.filter(is_front_desk=True).exists():
        Team.objects.update_or_create(organization=werkcentrum, name=FRONT_DESK, defaults={"is_front_desk": True})


def _add(row: Row, organization: Organization) -> None:
    latitude, longitude = row.point
    location = Location.objects.create(
        slug=row.slug,
        organization=organization,
        name=f"Werkcentrum {row.city}",
        description=row.text,
        description_en=row.text_en,
        transportation=row.way,
        transportation_en=row.way_en,
        phone=row.phone,
        latitude=Decimal(latitude),
        longitude=Decimal(longitude),
    )
    Address.objects.create(
        location=location,
        address_1=row.street,
        postal_code=row.postal_code,
        city=row.city,
        municipality_id=row.municipality,
    )
    Schedule.objects.bulk_create(
        Schedule(location=location, weekday=day, opens_at=OPENS, closes_at=EVENING if day in row.evenings else CLOSES)
        for day in WEEKDAYS
    )
    Team.objects.get_or_create(organization=organization, name=f"Team {row.city}", defaults={"location": location})
