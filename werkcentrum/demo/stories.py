"""The eight example clients at different points of their way (PD 5.2)."""

import datetime

from django.utils import timezone

from advisors.services import Conversation, close_case
from advisors.workflow import Channel, Outcome
from werkcentrum.demo import clients
from werkcentrum.demo.clock import at, days_ago
from werkcentrum.demo.story import Staff, Story


def tell_all(staff: Staff) -> None:
    """Tell every story once; days are counted back from today."""
    _switcher(staff)
    _student(staff)
    _returner(staff)
    _part_time(staff)
    _cook(staff)
    _employer(staff)
    _childcare(staff)
    _elderly_care(staff)
    _answered(staff)


def _switcher(staff: Staff) -> None:
    """Just in by telephone; nobody has picked it up yet."""
    Story(staff).ask(clients.SWITCHER, channel=Channel.PHONE)


def _student(staff: Staff) -> None:
    """Picked up, and the first contact should have been yesterday."""
    story = Story(staff).ask(clients.STUDENT).claim("yusuf.demirci", 3)
    story.call(3, "Thijs wil iets met beeld of vormgeving.", next_step="Bel Thijs over een open dag", in_days=2)


def _returner(staff: Staff) -> None:
    """A referral to the Leerwerkloket that waits for an answer."""
    story = Story(staff).ask(clients.RETURNER).claim("marieke.ter.braak", 8)
    story.call(7, "Haar registratie is verlopen. Ze wil weten hoe ze die terugkrijgt.", minutes=20)
    story.refer(
        "leerwerkloket",
        "Welke scholing heeft Ingrid nodig om weer als verpleegkundige te werken?",
        ["contact", "question", "background"],
        2,
    )
    story.follow(clients.RETURNER, 6)


def _part_time(staff: Staff) -> None:
    """UWV has taken over."""
    story = Story(staff).ask(clients.PART_TIME).claim("marieke.ter.braak", 11)
    story.call(10, "Els kan drie dagen werken, liefst thuis of dichtbij.", next_step="Contact met UWV", in_days=2)
    referral = story.refer("uwv", "Wie kan Els helpen aan een aangepaste werkplek?", ["contact", "question"], 8)
    story.accept(referral, "dennis.roelofs", 6).follow(clients.PART_TIME, 5)


def _cook(staff: Staff) -> None:
    """Several talks; the next step is today."""
    story = Story(staff).ask(clients.COOK, channel=Channel.WALK_IN).claim("tom.oude.avenhuis", 15)
    story.call(14, "Henk kookte in een verpleeghuis. Hij wil niet meer in de avond werken.")
    story.converse(
        6,
        Conversation(
            goal="Werk als kok overdag", education="mbo3", route="to_work", sector_from="geen", sector_to="horeca"
        ),
        "Een bedrijfskantine of school past goed. Henk oefent zijn sollicitatiebrief.",
    )
    story.call(5, "Twee vacatures gestuurd.", minutes=10, next_step="Vraag Henk naar zijn sollicitaties", in_days=5)


def _employer(staff: Staff) -> None:
    """The employer's question is with the WSP."""
    story = Story(staff).ask(clients.EMPLOYER).claim("tom.oude.avenhuis", 20)
    story.call(19, "Bitwerk zoekt vier mensen voor softwareontwikkeling, start in het voorjaar.", minutes=25)
    story.refer("wsp", "Wie kan vier kandidaten voorstellen die willen leren programmeren?", ["contact", "question"], 3)
    story.follow(clients.EMPLOYER, 18)


def _childcare(staff: Staff) -> None:
    """Application prepared: the fund manager can decide. Childcare is not on the list, a job offer is the evidence."""
    story = Story(staff).ask(clients.CHILDCARE).claim("marieke.ter.braak", 34).follow(clients.CHILDCARE, 33)
    story.call(32, "Samira heeft stage gelopen bij een kinderdagverblijf in Goor.")
    referral = story.refer(
        "gemeente-GM1735", "Mag Samira met behoud van bijstand leren en werken?", ["contact", "question"], 30
    )
    story.accept(referral, "anouk.meijerink", 28)
    story.converse(
        24,
        Conversation(
            goal="Pedagogisch medewerker worden",
            education="vmbo",
            route="to_work",
            sector_from="geen",
            sector_to="onderwijs",
        ),
        "Kinderdagverblijf De Regge wil Samira aannemen als zij de opleiding start.",
    )
    story.apply(
        20,
        birth_date=datetime.date(timezone.localdate().year - 34, 3, 14),
        route="to_work",
        sector_to="onderwijs",
        occupation="childcare-worker",
        training_name="Pedagogisch medewerker kinderopvang, mbo 3 BBL",
        level="mbo3",
        provider="roc-van-twente",
        start_date=timezone.localdate() + datetime.timedelta(days=80),
        evidence="job_offer",
        motivation="Ik wil met kinderen werken en uit de bijstand komen.",
        costs={"tuition": 290_000, "material": 30_000},
        cofinancing={"benefits_agency": 120_000, "employer": 40_000},
        payers={"benefits_agency": "Gemeente Hof van Twente", "employer": "Kinderdagverblijf De Regge"},
    )
    story.advise(12, "Aanbod voor een baan van 24 uur gezien.", evidence="job_offer").prepare(4)


def _elderly_care(staff: Staff) -> None:
    """The whole way: conversation, application, award, letter; the training starts soon."""
    story = Story(staff).ask(clients.ELDERLY_CARE).claim("marieke.ter.braak", 49).follow(clients.ELDERLY_CARE, 48)
    iris = story.case.client
    story.call(48, "Kennisgemaakt. Iris kan overdag bellen in haar pauze om 12.30 uur.")
    referral = story.refer(
        "leerwerkloket", "Welke opleiding in de ouderenzorg past bij Iris?", ["contact", "question", "background"], 46
    )
    story.accept(referral, "bram.kuipers", 45)
    story.converse(
        42,
        Conversation(
            goal="Werken in de ouderenzorg",
            education="mbo2",
            route="other_sector",
            sector_from="handel",
            sector_to="zorg",
        ),
        "Een kort certificaat past beter dan drie jaar BBL. Daarna kan zij doorgroeien.",
    )
    iris.refresh_from_db()
    story.apply(
        36,
        by=iris.user,
        birth_date=datetime.date(timezone.localdate().year - 26, 1, 20),
        route="other_sector",
        sector_from="handel",
        sector_to="zorg",
        occupation="care-assistant",
        training_name="Mbo-certificaat Ondersteuning Thuis",
        level="certificate",
        provider="roc-van-twente",
        start_date=timezone.localdate() + datetime.timedelta(days=45),
        motivation="Ik wil met ouderen werken, thuis en niet in ploegendienst.",
        costs={"tuition": 320_000, "material": 20_000},
        cofinancing={"employer": 145_000, "own": 25_000},
        payers={"employer": "Zorggroep De Esch"},
    )
    story.advise(30, "Verklaring van De Esch gezien: na het certificaat een vast contract van 24 uur.")
    story.prepare(26).award(22, "Deze opleiding leidt tot werk in de zorg. U krijgt daarna een contract bij De Esch.")
    story.refer("vakbonden", "Mag Iris haar oproepcontract opzeggen? Welke termijn geldt?", ["contact", "question"], 1)


def _answered(staff: Staff) -> None:
    """Somebody who got an answer and needs nothing more."""
    example = clients.Example(
        login="wim.tijink",
        name="Wim Tijink",
        municipality="GM0189",
        postcode="7641 AB",
        situation="employed",
        age=30,
        education="hbo",
        themes=("vacancies",),
        question="Waar vind ik vacatures in de techniek dicht bij Wierden?",
        days_ago=14,
        has_email=False,
    )
    story = Story(staff).ask(example).claim("yusuf.demirci", 13)
    story.call(13, "Website van het Werkplein en drie bedrijven genoemd.", minutes=8)
    with at(days_ago(13, 14)):
        close_case(case_id=story.case.pk, outcome=Outcome.ANSWERED, by=story.advisor, note="U kunt zelf verder zoeken.")
