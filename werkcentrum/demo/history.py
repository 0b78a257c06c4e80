"""Three years of cases, LLO conversations and vouchers: made up, plausible, the same when loaded on the same day."""

import datetime
import random
from dataclasses import dataclass

from django.utils import timezone

from advisors.services import Conversation, close_case, record_contact
from advisors.workflow import ContactKind, Outcome
from vouchers import services as vouchers
from vouchers.models import Occupation, Provider
from werkcentrum.core.models import Municipality
from werkcentrum.demo.clients import Example
from werkcentrum.demo.clock import at, days_ago
from werkcentrum.demo.story import Staff, Story

SEED = 2023
VOUCHERS_PER_MONTH = (3, 5)
CONVERSATIONS_PER_MONTH = (2, 4)
DAYS_PER_MONTH = 30

FIRST = [
    "Anna",
    "Bas",
    "Carla",
    "Daan",
    "Eline",
    "Fatima",
    "Gerrit",
    "Hanneke",
    "Ivo",
    "Jolanda",
    "Kees",
    "Lotte",
    "Mehmet",
    "Nienke",
    "Oscar",
    "Petra",
    "Ruud",
    "Sofie",
    "Teun",
    "Yara",
]
LAST = [
    "Aalderink",
    "Bosman",
    "Dijkhuis",
    "Eertman",
    "Formann",
    "Geerdink",
    "Hofman",
    "Ikink",
    "Jannink",
    "Kolthof",
    "Leferink",
    "Mensink",
    "Nijland",
    "Oonk",
    "Paus",
]

# occupation, training, level, provider, price in euros, sector
TRAININGS = [
    ("welder", "Lasser niveau 1", "certificate", "lastechniek-oost", 3000, "techniek"),
    ("electrician", "Monteur elektrotechnische installaties mbo 2", "mbo2", "roc-van-twente", 3800, "techniek"),
    ("care-assistant", "Verzorgende IG mbo 3 BBL", "mbo3", "roc-van-twente", 4600, "zorg"),
    ("care-assistant", "Mbo-certificaat Ondersteuning Thuis", "certificate", "zorgacademie-twente", 2400, "zorg"),
    ("nurse", "Herintreden verpleegkundige", "mbo4", "zorgacademie-twente", 4200, "zorg"),
    ("software-developer", "Software developer mbo 4", "mbo4", "roc-van-twente", 5200, "ict"),
    ("truck-driver", "Code 95 en rijbewijs C", "certificate", "rijschool-de-brug", 4900, "logistiek"),
    ("installation-engineer", "Monteur warmtepompen", "mbo3", "roc-van-twente", 3600, "techniek"),
    ("cook", "Kok mbo 2 BBL", "mbo2", "roc-van-twente", 2800, "horeca"),
    ("plumber", "Loodgieter mbo 2", "mbo2", "roc-van-twente", 3400, "bouw"),
]
SITUATIONS = ["employed", "employed", "flex", "flex", "at_risk", "ww", "ww", "bijstand", "none", "self_employed"]
REFUSED_SHARE = 0.08


@dataclass
class History:
    """Makes the past, month by month."""

    staff: Staff
    random: random.Random
    places: list[str]
    weights: list[int]
    made: int = 0

    def month(self, first: datetime.date, last: datetime.date) -> None:
        """Conversations and vouchers of one month, spread over its days."""
        days = (last - first).days + 1
        share = min(1.0, days / DAYS_PER_MONTH)
        for _ in range(round(self.random.randint(*CONVERSATIONS_PER_MONTH) * share)):
            self._conversation(first + datetime.timedelta(days=self.random.randrange(days)))
        for _ in range(round(self.random.randint(*VOUCHERS_PER_MONTH) * share)):
            self._voucher(first + datetime.timedelta(days=self.random.randrange(days)))

    def _example(self, ago: int, question: str, themes: tuple[str, ...]) -> Example:
        self.made += 1
        return Example(
            login=f"verleden-{self.made}",
            name=f"{self.random.choice(FIRST)} {self.random.choice(LAST)}",
            municipality=self.random.choices(self.places, self.weights)[0],
            postcode="",
            situation=self.random.choice(SITUATIONS),
            age=self.random.randint(19, 63),
            education=self.random.choice(["vmbo", "mbo1", "mbo2", "mbo3", "mbo4", "havo_vwo"]),
            themes=themes,
            question=question,
            phone="",
            has_email=False,
            days_ago=ago,
        )

    def _start(self, day: datetime.date, question: str, themes: tuple[str, ...]) -> Story:
        ago = (timezone.localdate() - day).days
        advisor = self.random.choice(["marieke.ter.braak", "tom.oude.avenhuis", "yusuf.demirci"])
        return Story(self.staff).ask(self._example(ago + 8, question, themes)).claim(advisor, ago + 6)

    def _conversation(self, day: datetime.date) -> None:
        ago = (timezone.localdate() - day).days
        story = self._start(day, "Welk werk of welke opleiding past bij mij?", ("orientation",))
        self._talk(story, ago, "overig")
        self._close(story, ago, self.random.choice([Outcome.ANSWERED, Outcome.PLACED, Outcome.ANSWERED]))

    def _talk(self, story: Story, ago: int, sector: str) -> None:
        with at(days_ago(ago, 13)):
            record_contact(
                case_id=story.case.pk,
                kind=ContactKind.LLO,
                minutes=self.random.choice([40, 50, 55, 60]),
                by=story.advisor,
                conversation=Conversation(
                    goal="Ander werk",
                    education=story.case.education,
                    route="other_sector",
                    sector_from=self.random.choice(["handel", "horeca", "zakelijk", "logistiek"]),
                    sector_to=sector,
                ),
            )

    def _close(self, story: Story, ago: int, outcome: str) -> None:
        with at(days_ago(max(0, ago - 2), 16)):
            close_case(case_id=story.case.pk, outcome=outcome, by=story.advisor)

    def _voucher(self, decided: datetime.date) -> None:
        """A voucher decided on a day; the steps before it in the weeks before, what follows as far as it has come."""
        occupation, training, level, provider, euros, sector = self.random.choice(TRAININGS)
        ago = (timezone.localdate() - decided).days
        story = self._start(
            decided - datetime.timedelta(days=40),
            f"Ik wil {training} gaan doen. Wie betaalt mee?",
            ("training_funding",),
        )
        self._talk(story, ago + 40, sector)
        price = euros * 100 + self.random.randrange(0, 40) * 1000
        others = -(-price // 2)
        story.apply(
            ago + 34,
            birth_date=datetime.date(decided.year - (story.case.age or 30) - 1, 6, 15),
            route="other_sector",
            sector_from="handel",
            sector_to=sector,
            occupation=Occupation.objects.get(pk=occupation),
            training_name=training,
            level=level,
            provider=Provider.objects.get(code=provider),
            start_date=decided + datetime.timedelta(days=25),
            motivation="Met deze opleiding vind ik vast werk.",
            costs={"tuition": price},
            cofinancing={self.random.choice(["employer", "employer", "oo_fund", "own"]): others},
        )
        story.advise(ago + 20, "Er is werk in dit beroep in Twente.").prepare(ago + 6)
        if self.random.random() < REFUSED_SHARE:
            story.refuse(ago, "De opleiding past niet bij het plan dat is besproken.", ["advice"])
            self._close(story, ago - 3, Outcome.ANSWERED)
            return
        story.award(ago, "Deze opleiding leidt tot vast werk.")
        self._afterwards(story, ago)

    def _afterwards(self, story: Story, ago: int) -> None:
        """The start, the invoice, the payment: as far as they are in the past."""
        application, officer = story.application, self.staff["sanne.wolters"]
        application.refresh_from_db()
        if ago < 45:
            return
        self._close(story, ago - 30, Outcome.TRAINING)
        cents = application.decision.amount_cents
        with at(days_ago(ago - 28, 10)):
            vouchers.start_training(application_id=application.pk, started_on=timezone.localdate(), by=officer)
        with at(days_ago(ago - 35, 10)):
            vouchers.register_invoice(
                application_id=application.pk,
                number=f"F{application.pk:06d}",
                cents=cents if self.random.random() < 0.9 else cents - 5000,
                received_on=timezone.localdate(),
                by=officer,
            )
        if ago < 75:
            return
        with at(days_ago(ago - 60, 10)):
            vouchers.pay_invoice(application_id=application.pk, by=self.staff["petra.asbreuk"])
        if ago > 300:
            with at(days_ago(ago - 290, 10)):
                vouchers.settle_voucher(application_id=application.pk, by=officer)


def make_history(staff: Staff, *, since: datetime.date) -> int:
    """Make everything from `since` until two days ago; returns how many cases that are."""
    towns = Municipality.objects.filter(region__code="twente").order_by("code")
    past = History(staff, random.Random(SEED), [t.code for t in towns], [t.inhabitants for t in towns])  # noqa: S311
    last = timezone.localdate() - datetime.timedelta(days=2)
    first = since
    while first <= last:
        following = (first.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        past.month(first, min(last, following - datetime.timedelta(days=1)))
        first = following
    return past.made
