"""The organisations of the network and their desks (domain: organisations and desks)."""

from dataclasses import dataclass

from directory.models import Organization
from werkcentrum.core.models import Municipality

Kind = Organization.Kind


@dataclass(frozen=True)
class Row:
    """One organisation: desk code, name, kind, what it does in Dutch and English."""

    code: str
    name: str
    kind: str
    text: str
    text_en: str
    other_name: str = ""
    is_desk: bool = True
    municipality: str | None = None


ROWS = [
    Row(
        "werkcentrum",
        "Werkcentrum Twente",
        Kind.WERKCENTRUM,
        "De voordeur voor elke vraag over werk en leren in Twente. Hier werken adviseurs van alle partners samen.",
        "The front door for every question about work and learning in Twente. Advisors of all partners work here.",
    ),
    Row(
        "uwv",
        "UWV",
        Kind.BENEFITS_AGENCY,
        "Regelt de WW, WIA, Wajong en Ziektewet en helpt mensen met zo'n uitkering aan werk.",
        "Takes care of WW, WIA, Wajong and Ziektewet benefits and helps people who have one to find work.",
        "Uitvoeringsinstituut Werknemersverzekeringen",
    ),
    Row(
        "werkplein",
        "Werkplein Twente",
        Kind.DESK,
        "Helpt mensen die werk zoeken aan een baan. Gemeenten en UWV werken hier samen.",
        "Helps people who look for work to find a job. Municipalities and UWV work together here.",
    ),
    Row(
        "wsp",
        "WerkgeversServicepunt Twente",
        Kind.DESK,
        "Helpt werkgevers met personeel vinden, werkplekken voor iedereen en subsidies.",
        "Helps employers to find staff, make room for everybody and get subsidies.",
        "WSP",
    ),
    Row(
        "leerwerkloket",
        "Leerwerkloket Twente",
        Kind.DESK,
        "Geeft onafhankelijk advies over opleidingen, beroepen en wie uw opleiding betaalt. Het advies is gratis.",
        "Gives independent advice on training, occupations and who pays for it. The advice is free.",
    ),
    Row(
        "loopbaanstation",
        "Loopbaanstation",
        Kind.DESK,
        "Loopbaanadvies voor mensen die werken en iets anders willen, of moeten.",
        "Career advice for people who work and want, or need, something else.",
    ),
    Row(
        "twents-fonds",
        "Twents Fonds voor Vakmanschap",
        Kind.FUND,
        "Betaalt met de scholingscheque tot de helft van een opleiding.",
        "Pays up to half of a training with the training voucher (scholingscheque).",
    ),
    Row(
        "rmt",
        "Regionaal Mobiliteitsteam",
        Kind.DESK,
        "Begeleidt mensen van werk naar werk als hun baan verdwijnt, en helpt hun werkgever.",
        "Guides people from work to work when their job disappears, and helps their employer.",
        "RMT",
    ),
    Row(
        "doorstroompunt",
        "Doorstroompunt Twente",
        Kind.DESK,
        "Helpt jongeren onder de 27 zonder startkwalificatie terug naar school of aan werk.",
        "Helps people under 27 without a basic qualification back to school or into work.",
        "RMC",
    ),
    Row(
        "vakbonden",
        "Vakbondshuizen FNV en CNV",
        Kind.UNION,
        "Hulp bij problemen op het werk en bij de stap naar ander werk. Ook als u geen lid bent.",
        "Help with problems at work and with the step to other work. Also for people who are not members.",
        "FNV, CNV, vakbond",
    ),
    Row(
        "sob",
        "Sociaal ontwikkelbedrijven Twente",
        Kind.DESK,
        "Werk en begeleiding voor mensen met een beperking.",
        "Work and guidance for people with a disability.",
        "SOB, sociale werkplaats",
    ),
    Row(
        "sbb",
        "SBB",
        Kind.DESK,
        "Erkent leerbedrijven en helpt aan een leerplek. In Twente zijn ongeveer 11.000 leerbedrijven.",
        "Recognises training companies and helps to find a place. Twente has some 11,000 of them.",
        "Samenwerkingsorganisatie Beroepsonderwijs Bedrijfsleven",
    ),
    Row(
        "roz",
        "ROZ",
        Kind.DESK,
        "Helpt mensen die een eigen bedrijf starten, of die met hun bedrijf in de problemen zitten.",
        "Helps people who start a business, or whose business is in trouble.",
        "Regionale Organisatie Zelfstandigen",
    ),
    Row(
        "grensinfopunt",
        "GrensInfoPunt",
        Kind.DESK,
        "Antwoord op vragen over wonen in het ene land en werken in het andere: Nederland of Duitsland.",
        "Answers to questions about living in one country and working in the other: the Netherlands or Germany.",
        "GIP",
    ),
    Row(
        "taalpunt",
        "Taalpunt in de bibliotheek",
        Kind.CIVIC,
        "Nederlandse taal, lezen, schrijven, rekenen en omgaan met de computer. Bij u in de buurt.",
        "Dutch language, reading, writing, arithmetic and using a computer. In your neighbourhood.",
    ),
    Row(
        "ikbindr-zakelijk",
        "IKBINDR zakelijk",
        Kind.EMPLOYERS,
        "Meer dan 180 werkgevers die beloven ten minste de helft van de opleiding van hun mensen te betalen.",
        "More than 180 employers that promise to pay at least half of the training of their staff.",
    ),
    Row(
        "sociale-partners",
        "Sociale partners in Twente",
        Kind.UNION,
        "Werkgevers en vakbonden samen. Zij zijn verantwoordelijk voor mensen die werken.",
        "Employers and trade unions together. They are responsible for people who have work.",
        is_desk=False,
    ),
    Row(
        "werkcentrum-other-region",
        "Werkcentrum van uw eigen regio",
        Kind.WERKCENTRUM,
        "Woont u buiten Twente? Dan helpt het Werkcentrum van uw eigen regio u. Wij brengen u er.",
        "Do you live outside Twente? Then the Werkcentrum of your own region helps you. We bring you there.",
        is_desk=False,
    ),
    Row(
        "roc-van-twente",
        "ROC van Twente",
        Kind.EDUCATION,
        "Mbo-opleidingen en cursussen voor volwassenen, ook naast uw werk (Endoor).",
        "Vocational training (mbo) and courses for adults, also beside a job (Endoor).",
        "Endoor",
        is_desk=False,
    ),
    Row(
        "zone-college",
        "Zone.college",
        Kind.EDUCATION,
        "Groene mbo-opleidingen: dieren, planten, voeding en leefomgeving.",
        "Green vocational training (mbo): animals, plants, food and the environment.",
        is_desk=False,
    ),
    Row(
        "saxion",
        "Saxion",
        Kind.EDUCATION,
        "Hbo-opleidingen. Met FastSwitch en Parttime School ook voor mensen die werken.",
        "Higher professional education (hbo). With FastSwitch and Parttime School also for people who work.",
        "FastSwitch, Parttime School",
        is_desk=False,
    ),
    Row(
        "universiteit-twente",
        "Universiteit Twente",
        Kind.EDUCATION,
        "Wetenschappelijke opleidingen en cursussen voor professionals.",
        "University education and courses for professionals.",
        "UT",
        is_desk=False,
    ),
    Row(
        "oom",
        "OOM",
        Kind.OO_FUND,
        "Opleidingsfonds van de metaalbewerking. Betaalt mee aan opleidingen in die bedrijven.",
        "Training fund of metalworking. Contributes to training in those companies.",
        is_desk=False,
    ),
    Row(
        "wij-techniek",
        "WIJ Techniek",
        Kind.OO_FUND,
        "Opleidingsfonds van de technische installatiebranche.",
        "Training fund of the technical installation sector.",
        is_desk=False,
    ),
    Row(
        "colland",
        "Colland Arbeidsmarkt",
        Kind.OO_FUND,
        "Opleidingsfonds van de agrarische en groene sector.",
        "Training fund of the agricultural and green sector.",
        is_desk=False,
    ),
    Row(
        "twentse-huis-techniek",
        "Twentse Huis Techniek",
        Kind.CIVIC,
        "Kennismaken met werk in de techniek en de energietransitie.",
        "Get to know work in technology and the energy transition.",
        is_desk=False,
    ),
    Row(
        "twentse-huis-zorg",
        "Twentse Huis Zorg",
        Kind.CIVIC,
        "Kennismaken met werk in de zorg en het welzijn.",
        "Get to know work in care and welfare.",
        is_desk=False,
    ),
    Row(
        "twentse-huis-bouw-infra",
        "Twentse Huis Bouw & infra",
        Kind.CIVIC,
        "Kennismaken met werk in de bouw en de infra.",
        "Get to know work in building and infrastructure.",
        is_desk=False,
    ),
    Row(
        "twentse-huis-logistiek",
        "Twentse Huis Logistiek",
        Kind.CIVIC,
        "Kennismaken met werk in transport en logistiek.",
        "Get to know work in transport and logistics.",
        is_desk=False,
    ),
    Row(
        "twentse-huis-voeding",
        "Twentse Huis Voeding",
        Kind.CIVIC,
        "Kennismaken met werk in de voedingsindustrie.",
        "Get to know work in the food industry.",
        is_desk=False,
    ),
]


def municipal_rows() -> list[Row]:
    """Each municipality of Twente, and its debt help."""
    rows = []
    for municipality in Municipality.objects.filter(region__code="twente").order_by("name"):
        name, code = municipality.name, municipality.code
        rows += [
            Row(
                f"gemeente-{code}",
                f"Gemeente {name}",
                Kind.MUNICIPALITY,
                f"Regelt de bijstand in {name} en helpt inwoners zonder werk of uitkering, en nieuwkomers.",
                f"Takes care of social assistance (bijstand) in {name} and helps residents without work or a benefit, "
                "and newcomers.",
                municipality=code,
            ),
            Row(
                f"schuldhulp-{code}",
                f"Schuldhulp {name}",
                Kind.MUNICIPALITY,
                f"Helpt inwoners van {name} met geldzorgen en schulden. Gratis en vertrouwelijk.",
                f"Helps residents of {name} with money worries and debts. Free and confidential.",
                municipality=code,
            ),
        ]
    return rows


def load() -> None:
    """Add the organisations that are not there yet."""
    known = set(Organization.objects.values_list("code", flat=True))
    rows = [*ROWS, *municipal_rows()]
    Organization.objects.bulk_create(
        _organization(row, number) for number, row in enumerate(rows) if row.code not in known
    )


def _organization(row: Row, number: int) -> Organization:
    domain = f"{row.code.lower()}.example" if row.code != "werkcentrum" else "werkcentrum-twente.example"
    return Organization(
        code=row.code,
        name=row.name,
        alternate_name=row.other_name,
        kind=row.kind,
        description=row.text,
        description_en=row.text_en,
        email=f"info@{domain}",
        website=f"https://www.{domain}/",
        phone=f"088 000 {10 + number // 10} {number % 10:02}",
        municipality_id=row.municipality,
        is_desk=row.is_desk,
    )
