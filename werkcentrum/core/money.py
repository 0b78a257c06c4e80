"""Money is whole cents in an int; there are no floats. Formatting is Dutch: € 1.700,00."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def euro(cents: int, *, whole: bool = False) -> str:
    """Cents as a Dutch amount, `€ 1.700,00`; with `whole`, `€ 1.700` (only for amounts without cents)."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    text = f"{euros:,}".replace(",", ".")
    return f"{sign}€{NO_BREAK_SPACE}{text}" if whole and not rest else f"{sign}€{NO_BREAK_SPACE}{text},{rest:02d}"
