"""The two schemes as parameters, written down independently of the reference data."""

from vouchers.rules import CostKind, Evidence, SchemeParameters, Source

LIST_1 = frozenset(
    {
        *("software-developer", "electrician", "electronics-mechanic", "car-mechanic", "machine-mechanic"),
        *("metalworker", "welder", "plumber", "installation-engineer", "nurse", "specialised-nurse"),
        *("care-assistant", "physiotherapist", "truck-driver", "logistics-planner", "teacher", "cook"),
    }
)
TWENTE_CODES = frozenset(
    {
        *("GM0141", "GM0147", "GM0153", "GM0158", "GM0163", "GM0164", "GM0168"),
        *("GM0173", "GM0183", "GM0189", "GM1700", "GM1735", "GM1742", "GM1774"),
    }
)
ACHTERHOEK_CODES = frozenset(
    {"GM0197", "GM0222", "GM0294", "GM1509", "GM1586", "GM1859", "GM1876", "GM1955"},
)
SOURCES = frozenset(Source)
COSTS = frozenset({CostKind.TUITION, CostKind.EXAM, CostKind.MATERIAL})

TWENTE = SchemeParameters(
    code="twents-fonds-2023",
    region_name="Twente",
    municipalities=TWENTE_CODES,
    min_age=18,
    education_rule="higher_up_to_mbo4",
    occupation_list_version=1,
    occupations=LIST_1,
    evidence=frozenset(Evidence),
    share_numerator=1,
    share_denominator=2,
    person_year_cents=250_000,
    cost_kinds=COSTS,
    sources=SOURCES,
)
OPIJVER = SchemeParameters(
    code="opijver-2021",
    region_name="Achterhoek",
    municipalities=ACHTERHOEK_CODES,
    min_age=18,
    max_age=67,
    occupation_list_version=1,
    occupations=LIST_1,
    share_numerator=1,
    share_denominator=3,
    person_year_cents=250_000,
    cost_kinds=COSTS,
    sources=SOURCES,
)
SCHEMES = {"twents-fonds-2023": TWENTE, "opijver-2021": OPIJVER}
