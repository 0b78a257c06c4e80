"""The eight example clients (PD 5.2), each with a question in their own words. Names and companies are made up."""

from dataclasses import dataclass

from advisors.models.clients import Audience
from werkcentrum.demo.people import DOMAIN


@dataclass(frozen=True, kw_only=True)
class Example:
    """One example client: who, where, and the facts of the triage."""

    login: str
    name: str
    municipality: str
    postcode: str
    question: str
    themes: tuple[str, ...]
    situation: str = ""
    age: int | None = None
    education: str = ""
    audience: str = Audience.RESIDENT
    company: str = ""
    kvk: str = ""
    phone: str = "+31612345678"
    has_email: bool = True
    days_ago: int = 0

    @property
    def email(self) -> str:
        """The address to log in with, "" for somebody without e-mail."""
        return f"{self.login}@{DOMAIN}" if self.has_email else ""

    def facts(self) -> dict[str, object]:
        """The facts as the triage takes them (domain 4)."""
        common: dict[str, object] = {
            "audience": str(self.audience),
            "municipality": self.municipality,
            "themes": list(self.themes),
        }
        if self.audience == Audience.EMPLOYER:
            return common
        return common | {"situation": self.situation, "age": self.age, "education": self.education}


EMPLOYER = Example(
    login="karin.hofstede",
    name="Karin Hofstede",
    company="Bitwerk Almelo",
    kvk="90004760",
    audience=Audience.EMPLOYER,
    municipality="GM0141",
    postcode="7607 AB",
    phone="+31546123456",
    themes=("find_staff", "train_staff"),
    question=(
        "Wij zijn een ICT-bedrijf met 25 mensen. Wij zoeken gemotiveerde kandidaten zonder ervaring. "
        "Wij leiden ze zelf om en bieden daarna een vaste baan. Wie kan ons helpen?"
    ),
    days_ago=21,
)
RETURNER = Example(
    login="ingrid.lansink",
    name="Ingrid Lansink",
    municipality="GM0168",
    postcode="7581 CD",
    situation="none",
    age=41,
    education="mbo4",
    themes=("orientation", "find_work"),
    question=(
        "Ik was verpleegkundige en heb tien jaar voor mijn kinderen gezorgd. Ik wil weer in de zorg werken. "
        "Is mijn diploma nog geldig en waar begin ik?"
    ),
    days_ago=9,
)
COOK = Example(
    login="henk.pluimers",
    name="Henk Pluimers",
    municipality="GM1742",
    postcode="7461 AA",
    situation="ww",
    age=52,
    education="mbo3",
    themes=("find_work", "orientation"),
    question="Ik was kok in een instelling en heb nu WW. Ik zoek werk als kok, maar iets anders mag ook.",
    days_ago=16,
)
STUDENT = Example(
    login="thijs.morsink",
    name="Thijs Morsink",
    municipality="GM0164",
    postcode="7551 GH",
    situation="student",
    age=20,
    education="havo_vwo",
    themes=("orientation", "training"),
    question="Ik studeer commerciële economie maar ik wil iets creatievers. Kan ik werken en leren combineren?",
    days_ago=4,
)
CHILDCARE = Example(
    login="samira.bakkali",
    name="Samira Bakkali",
    municipality="GM1735",
    postcode="7471 JK",
    situation="bijstand",
    age=34,
    education="vmbo",
    themes=("training", "training_funding"),
    question="Ik heb bijstand en wil leren voor de kinderopvang. Is er een plek waar ik kan werken en leren?",
    days_ago=35,
)
PART_TIME = Example(
    login="els.ten.dam",
    name="Els ten Dam",
    municipality="GM0153",
    postcode="7523 LM",
    situation="wia",
    age=38,
    education="mbo4",
    themes=("find_work", "health_limitation"),
    question="Ik heb een WIA-uitkering. Ik kan een deel van de week werken als de werkplek goed is. Wie helpt mij?",
    days_ago=12,
)
SWITCHER = Example(
    login="roelof.vrielink",
    name="Roelof Oude Vrielink",
    municipality="GM0183",
    postcode="7651 NP",
    situation="employed",
    age=45,
    education="mbo4",
    themes=("orientation",),
    question="Ik heb een vaste baan maar wil iets anders. Welke opleiding past bij mij? Kan ik een beroepentest doen?",
    days_ago=1,
    has_email=False,
)
ELDERLY_CARE = Example(
    login="iris.nijhuis",
    name="Iris Nijhuis",
    municipality="GM0173",
    postcode="7571 RS",
    situation="flex",
    age=26,
    education="mbo2",
    themes=("training", "training_funding", "orientation"),
    question=(
        "Ik werk op oproep bij een drogist. Ik wil in de ouderenzorg gaan werken. "
        "Welke opleiding past bij mij en wie betaalt die?"
    ),
    days_ago=50,
)

EXAMPLES = [EMPLOYER, RETURNER, COOK, STUDENT, CHILDCARE, PART_TIME, SWITCHER, ELDERLY_CARE]
