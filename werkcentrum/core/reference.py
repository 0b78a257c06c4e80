"""Reference data of core: the regions, municipalities and postcodes of both regions (CBS; domain: municipalities)."""

from dataclasses import dataclass

from werkcentrum.core.models import Municipality, PostcodeArea, Region

REGIONS = {"twente": "Twente", "achterhoek": "Achterhoek"}


@dataclass(frozen=True)
class Row:
    """One municipality: CBS code, region, inhabitants (rounded), postcodes as ranges, and its place on the tile map."""

    name: str
    code: str
    region: str
    inhabitants: int
    postcodes: str
    tile: tuple[int, int] | None = None

    def digits(self) -> list[str]:
        """The postcodes one by one: `7601-7603, 7627` is 7601, 7602, 7603, 7627."""
        bounds = (part.split("-") for part in self.postcodes.replace(" ", "").split(","))
        return [str(number) for each in bounds for number in range(int(each[0]), int(each[-1]) + 1)]


MUNICIPALITIES = [
    Row("Almelo", "GM0141", "twente", 73_130, "7601-7611, 7627", (2, 1)),
    Row("Borne", "GM0147", "twente", 23_670, "7621-7623, 7625, 7626", (2, 2)),
    Row("Dinkelland", "GM1774", "twente", 26_605, "7561, 7591, 7595-7597, 7631, 7634-7638", (4, 0)),
    Row("Enschede", "GM0153", "twente", 159_730, "7511-7514, 7521-7525, 7531-7536, 7541-7548", (3, 3)),
    Row("Haaksbergen", "GM0158", "twente", 24_205, "7481-7483", (2, 3)),
    Row("Hellendoorn", "GM0163", "twente", 35_930, "7441-7443, 7447, 7448, 7687, 7688", (0, 1)),
    Row("Hengelo", "GM0164", "twente", 81_050, "7551-7559", (3, 2)),
    Row("Hof van Twente", "GM1735", "twente", 35_035, "7471, 7472, 7475, 7478, 7491, 7495-7497", (1, 3)),
    Row("Losser", "GM0168", "twente", 22_890, "7581, 7582, 7585-7588", (4, 2)),
    Row("Oldenzaal", "GM0173", "twente", 31_700, "7562, 7571-7577", (4, 1)),
    Row("Rijssen-Holten", "GM1742", "twente", 38_205, "7451, 7461-7463", (0, 2)),
    Row("Tubbergen", "GM0183", "twente", 21_315, "7614, 7615, 7651, 7661-7668, 7678, 7679", (3, 0)),
    Row("Twenterand", "GM1700", "twente", 33_645, "7671, 7672, 7675, 7676, 7681, 7683, 7686", (1, 0)),
    Row("Wierden", "GM0189", "twente", 24_545, "7466-7468, 7641, 7642, 7645", (1, 1)),
    Row("Aalten", "GM0197", "achterhoek", 27_125, "7091, 7095, 7121-7123, 7126"),
    Row("Berkelland", "GM1859", "achterhoek", 43_850, "7151, 7152, 7156, 7157, 7161, 7165, 7261, 7271, 7273-7275"),
    Row(
        "Bronckhorst",
        "GM1876",
        "achterhoek",
        36_090,
        "6996-6999, 7021, 7025, 7221, 7223-7227, 7233, 7234, 7251, 7255, 7256",
    ),
    Row("Doetinchem", "GM0222", "achterhoek", 58_265, "7001-7009, 7011, 7031"),
    Row("Montferland", "GM1955", "achterhoek", 36_035, "6941, 6942, 7035-7039, 7041, 7044-7048"),
    Row("Oost Gelre", "GM1586", "achterhoek", 29_570, "7131, 7132, 7134-7137, 7141, 7142, 7263"),
    Row(
        "Oude IJsselstreek",
        "GM1509",
        "achterhoek",
        39_345,
        "7051, 7054, 7055, 7061, 7064, 7065, 7071, 7075-7078, 7081, 7083, 7084",
    ),
    Row("Winterswijk", "GM0294", "achterhoek", 29_020, "7101-7109, 7113, 7115, 7119"),
]


def load() -> None:
    """Add what is not there yet; rows that somebody edited stay as they are, and so do removed postcodes of theirs."""
    regions = {
        code: Region.objects.get_or_create(code=code, defaults={"name": name})[0] for code, name in REGIONS.items()
    }
    for row in MUNICIPALITIES:
        column, line = row.tile or (None, None)
        municipality, is_new = Municipality.objects.get_or_create(
            code=row.code,
            defaults={
                "name": row.name,
                "region": regions[row.region],
                "inhabitants": row.inhabitants,
                "tile_column": column,
                "tile_row": line,
            },
        )
        if is_new:
            PostcodeArea.objects.bulk_create(
                PostcodeArea(digits=digits, municipality=municipality) for digits in row.digits()
            )
