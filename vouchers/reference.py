"""What the fund needs to start: schemes, occupations and their list, providers, funders and their commitments."""

import datetime

from advisors.vocabulary import Sector
from vouchers import ledger
from vouchers.models import (
    Commitment,
    Funder,
    Occupation,
    OccupationList,
    Provider,
    Recognition,
    Scheme,
    SchemeVersion,
)
from vouchers.rules import CostKind, EducationRule, Evidence, Source
from werkcentrum.core.models import Region

ELIGIBLE_COSTS = [CostKind.TUITION, CostKind.EXAM, CostKind.MATERIAL]
START = datetime.date(2023, 1, 1)
END = datetime.date(2026, 12, 31)

# The kansberoepenlijst, version 1 (BP 4, MD, AH), then occupations that people ask for and that are not on it.
LISTED = [
    ("software-developer", "Softwareontwikkelaar", "Software developer", Sector.ICT),
    ("electrician", "Elektromonteur", "Electrician", Sector.TECHNIEK),
    ("electronics-mechanic", "Monteur elektronica", "Electronics mechanic", Sector.TECHNIEK),
    ("car-mechanic", "Automonteur", "Car mechanic", Sector.TECHNIEK),
    ("machine-mechanic", "Machinemonteur", "Machine mechanic", Sector.TECHNIEK),
    ("metalworker", "Metaalbewerker", "Metalworker", Sector.TECHNIEK),
    ("welder", "Lasser", "Welder", Sector.TECHNIEK),
    ("plumber", "Loodgieter", "Plumber", Sector.BOUW),
    ("installation-engineer", "Installatiemonteur", "Installation engineer", Sector.TECHNIEK),
    ("nurse", "Verpleegkundige", "Nurse", Sector.ZORG),
    ("specialised-nurse", "Gespecialiseerd verpleegkundige", "Specialised nurse", Sector.ZORG),
    ("care-assistant", "Verzorgende", "Care assistant", Sector.ZORG),
    ("physiotherapist", "Fysiotherapeut", "Physiotherapist", Sector.ZORG),
    ("truck-driver", "Vrachtwagenchauffeur", "Truck driver", Sector.LOGISTIEK),
    ("logistics-planner", "Logistiek planner", "Logistics planner", Sector.LOGISTIEK),
    ("teacher", "Leraar", "Teacher", Sector.ONDERWIJS),
    ("cook", "Kok", "Cook", Sector.HORECA),
]
OTHERS = [
    ("childcare-worker", "Pedagogisch medewerker kinderopvang", "Childcare worker", Sector.ONDERWIJS),
    ("hairdresser", "Kapper", "Hairdresser", Sector.OVERIG),
    ("photographer", "Fotograaf", "Photographer", Sector.ZAKELIJK),
    ("office-assistant", "Administratief medewerker", "Office assistant", Sector.ZAKELIJK),
    ("shop-assistant", "Verkoper in een winkel", "Shop assistant", Sector.HANDEL),
    ("process-operator", "Procesoperator", "Process operator", Sector.VOEDING),
    ("application-developer", "Applicatieontwikkelaar", "Application developer", Sector.ICT),
    ("bricklayer", "Metselaar", "Bricklayer", Sector.BOUW),
    ("coach", "Coach", "Coach", Sector.ZAKELIJK),
    ("florist", "Bloemist", "Florist", Sector.HANDEL),
    ("other", "Een ander beroep", "Another occupation", Sector.OVERIG),
]

PROVIDERS = [
    ("roc-van-twente", "ROC van Twente", "Hengelo", Recognition.Kind.RIO_BRIN, "00AA"),
    ("zone-college", "Zone.college", "Enschede", Recognition.Kind.RIO_BRIN, "00BB"),
    ("saxion", "Saxion", "Enschede", Recognition.Kind.RIO_BRIN, "00CC"),
    ("universiteit-twente", "Universiteit Twente", "Enschede", Recognition.Kind.RIO_BRIN, "00DD"),
    ("rijschool-de-brug", "Rijschool De Brug", "Almelo", Recognition.Kind.CRKBO, "CR-1001"),
    ("lastechniek-oost", "Lastechniek Oost", "Hengelo", Recognition.Kind.NRTO, "NR-2002"),
    ("zorgacademie-twente", "Zorgacademie Twente", "Almelo", Recognition.Kind.NRTO, "NR-2003"),
]

# Public money for vouchers: 3,750,000 euro for 2023 up to and including 2026 (BP 11), over the funders in proportion to
# their totals, rounded. One commitment per funder for the whole period, so that what one year leaves serves the next.
FUNDERS = [
    ("regio-twente", "Gemeenten, via Regio Twente", 1_800_000),
    ("provincie-overijssel", "Provincie Overijssel", 900_000),
    ("regio-deal", "Rijk, Regio Deal", 450_000),
    ("eu-esf", "EU, ESF", 600_000),
]


def load() -> None:
    """Add what is missing; what was edited since stays as it is."""
    _load_occupations()
    _load_providers()
    twente = _load_schemes()
    _load_money(twente)


def _load_occupations() -> None:
    for code, name, name_en, sector in LISTED + OTHERS:
        Occupation.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en, "sector": sector})
    listed, created = OccupationList.objects.get_or_create(
        version=1, defaults={"valid_from": START, "source": "Businessplan Twents Fonds 2023-2026, hoofdstuk 4"}
    )
    if created:
        listed.occupations.set(Occupation.objects.filter(code__in=[code for code, *_rest in LISTED]))


def _load_providers() -> None:
    for code, name, city, kind, number in PROVIDERS:
        provider, created = Provider.objects.get_or_create(code=code, defaults={"name": name, "city": city})
        if created:
            Recognition.objects.create(
                provider=provider, kind=kind, number=number, valid_from=datetime.date(2020, 1, 1), verified_on=START
            )


def _load_schemes() -> Scheme:
    twente, _created = Scheme.objects.get_or_create(
        code="twents-fonds-2023",
        defaults={"name": "Twents Fonds voor Vakmanschap", "region": Region.objects.get(code="twente")},
    )
    SchemeVersion.objects.get_or_create(
        scheme=twente,
        version=1,
        defaults={
            "valid_from": START,
            "min_age": 18,
            "education_rule": EducationRule.HIGHER_UP_TO_MBO4,
            "evidence": list(Evidence),
            "cost_kinds": ELIGIBLE_COSTS,
            "sources": list(Source),
            "vouchers_per_year": 625,
            "conversations_per_year": 1375,
        },
    )
    opijver, _created = Scheme.objects.get_or_create(
        code="opijver-2021", defaults={"name": "Opijver", "region": Region.objects.get(code="achterhoek")}
    )
    SchemeVersion.objects.get_or_create(
        scheme=opijver,
        version=1,
        defaults={
            "valid_from": datetime.date(2021, 1, 1),
            "min_age": 18,
            "max_age": 67,
            "evidence": [],
            "share_numerator": 1,
            "share_denominator": 3,
            "cost_kinds": ELIGIBLE_COSTS,
            "sources": list(Source),
            "vouchers_per_year": 300,
        },
    )
    return twente


def _load_money(scheme: Scheme) -> None:
    for order, (code, name, euros) in enumerate(FUNDERS):
        funder, _created = Funder.objects.get_or_create(code=code, defaults={"name": name, "order": order})
        commitment, created = Commitment.objects.get_or_create(
            funder=funder,
            scheme=scheme,
            valid_from=START,
            defaults={"valid_until": END, "total_cents": euros * 100},
        )
        if created:
            ledger.commit(commitment=commitment, reason="businessplan 2023-2026", by=None)
