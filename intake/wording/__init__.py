"""The words in which people answer: the facts of the triage as somebody would say them about oneself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advisors.workflow import ContactWay
from intake.rules import EMPLOYER, OUTSIDE, RESIDENT

Words = str | Promise


@dataclass(frozen=True)
class Topic:
    """A theme as people know it: a few words, and a line that says more."""

    theme: str
    title: Words
    description: Words


TOPICS: dict[str, tuple[Topic, ...]] = {
    RESIDENT: (
        Topic("find_work", _("Find work"), _("Looking for a job, with or without a benefit")),
        Topic("vacancies", _("See vacancies"), _("Which work there is in Twente now")),
        Topic("application_skills", _("Apply for jobs"), _("Letter, CV and interview")),
        Topic("orientation", _("Other work or another occupation"), _("Find out what suits you")),
        Topic("training", _("Training or a course"), _("Which one fits your plan")),
        Topic("training_funding", _("Money for training"), _("Who pays a share, and how much")),
        Topic("start_business", _("Start a business of your own"), _("Or stop your business")),
        Topic("debts_income", _("Debts or too little money"), _("Help from your municipality")),
        Topic("health_limitation", _("Working with a limitation"), _("What is possible")),
        Topic("language_digital", _("Dutch language and computer"), _("Learning near you")),
        Topic("conflict_legal", _("Problems at work"), _("Dismissal, a quarrel, a reorganisation")),
        Topic("cross_border", _("Working in Germany"), _("Living here, working there")),
        Topic("other", _("Something else"), _("You do not have to choose")),
    ),
    EMPLOYER: (
        Topic("find_staff", _("Find staff"), _("Also people who still have to learn")),
        Topic("train_staff", _("Train your people"), _("Which training, and where")),
        Topic("inclusive_employment", _("Workplaces for everybody"), _("With help and compensation")),
        Topic("subsidies", _("Subsidies"), _("Who pays a share of your costs")),
        Topic("redundancy", _("Fewer staff needed"), _("From work to work")),
        Topic("learning_company", _("Become a training company"), _("Recognition and guidance")),
        Topic("cross_border", _("Staff from Germany"), _("Rules on both sides of the border")),
        Topic("other", _("Something else"), _("You do not have to choose")),
    ),
}

# the home page says these two in one breath
HOME_TOPICS: tuple[tuple[tuple[str, ...], Words, Words], ...] = tuple(
    (
        (("vacancies", "application_skills"), _("Vacancies and applying"), topic.description)
        if topic.theme == "application_skills"
        else ((topic.theme,), topic.title, topic.description)
    )
    for topic in TOPICS[RESIDENT]
    if topic.theme != "vacancies"
)
HOME_EMPLOYER_TOPICS = ("find_staff", "train_staff", "inclusive_employment", "redundancy", "learning_company")

SITUATIONS: tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...] = (
    (
        _("You work"),
        (
            ("employed", _("I have a permanent contract")),
            ("flex", _("I have a temporary contract or work on call")),
            ("self_employed", _("I work for myself (zzp)")),
            ("at_risk", _("I work, but my job may end")),
        ),
    ),
    (
        _("You receive a benefit"),
        (
            ("ww", _("WW")),
            ("bijstand", _("Bijstand")),
            ("wia", _("WIA or WAO")),
            ("wajong", _("Wajong")),
            ("ziektewet", _("Ziektewet")),
        ),
    ),
    (
        _("Something else"),
        (
            ("none", _("I have no work and no benefit")),
            ("student", _("I go to school or study")),
            ("newcomer", _("I have not lived in the Netherlands for long")),
            ("other", _("Something else")),
        ),
    ),
)
SITUATION_NOTES: dict[str, Words] = {
    "flex": _("Also through an employment agency"),
    "ww": _("You were employed and lost your job"),
    "bijstand": _("From your municipality (Participatiewet)"),
    "newcomer": _("For example with a refugee status"),
}

EDUCATIONS: tuple[tuple[str, Words], ...] = (
    ("none", _("No diploma")),
    ("vmbo", _("Vmbo or mavo")),
    ("mbo1", _("Mbo 1")),
    ("mbo2", _("Mbo 2")),
    ("mbo3", _("Mbo 3")),
    ("mbo4", _("Mbo 4")),
    ("havo_vwo", _("Havo or vwo")),
    ("hbo", _("Hbo")),
    ("wo", _("University")),
    ("unknown", _("I do not know")),
)

CONTACT_WAYS: tuple[tuple[str, Words], ...] = (
    (ContactWay.PHONE.value, _("Call me")),
    (ContactWay.EMAIL.value, _("Send me an e-mail")),
    (ContactWay.VISIT.value, _("I will come in")),
)
CONTACT_NOTES: dict[str, Words] = {
    ContactWay.VISIT.value: _("You get a reference number, and see where and when you can come in"),
}
LANGUAGES: tuple[tuple[str, str], ...] = (("nl", "Nederlands"), ("en", "English"))

# what a company may offer and look for, by the topic that weighs most: the first of these that was chosen
WISHES: tuple[tuple[str, Words, Words], ...] = (
    (
        "redundancy",
        _("For example: guidance for my people, time to apply for jobs, help with moving to another company"),
        _("For example: other work for 6 colleagues in production"),
    ),
    (
        "inclusive_employment",
        _("For example: simple work in the kitchen, 3 days a week, with a colleague who guides"),
        _("For example: 2 people who can start in the coming months; experience is not needed"),
    ),
    (
        "learning_company",
        _("For example: 2 places to learn in the workshop, with somebody who guides"),
        _("For example: students of mbo 2 or 3 in technology"),
    ),
    (
        "find_staff",
        _("For example: a permanent job of 24 to 36 hours, and learning the trade with us"),
        _("For example: 5 people for technical installation, starting next month"),
    ),
)
WISHES_IN_GENERAL: tuple[Words, Words] = (
    _("For example: work, a place to learn, or guidance"),
    _("For example: people with a certain trade, or advice about a plan"),
)

OUTSIDE_LABEL = {
    RESIDENT: _("I do not live in Twente"),
    EMPLOYER: _("My company is not in Twente"),
}


def theme_labels(audience: str) -> dict[str, Words]:
    """The themes of an audience in plain words."""
    return {topic.theme: topic.title for topic in TOPICS[audience]}


def situation_labels() -> dict[str, Words]:
    """What people say about their situation, without the groups."""
    return {value: label for _group, choices in SITUATIONS for value, label in choices}


def place_label(audience: str, municipality: str, names: Mapping[str, str]) -> Words:
    """The name of a municipality, or that it lies outside the region."""
    return OUTSIDE_LABEL[audience] if municipality == OUTSIDE else names.get(municipality, municipality)


def wishes_examples(themes: Collection[str]) -> dict[str, Words]:
    """Examples of what a company may offer and look for, fitting its topics."""
    offers, seeks = next(((offers, seeks) for theme, offers, seeks in WISHES if theme in themes), WISHES_IN_GENERAL)
    return {"offers": offers, "seeks": seeks}
