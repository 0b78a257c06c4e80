"""What is useful to have at hand or to bring, per topic and per desk. Nothing of it is needed to be helped."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from intake.rules import EMPLOYER, RESIDENT
from intake.wording import Words

MOST = 5

_CV = _("Your CV, if you have one")
_DIPLOMAS = _("Your diplomas and certificates, also from another country")
_PRICE = _("What the training costs: a quotation, or the page of the school")
_CONTRACT = _("Your employment contract, and letters from your employer")

THEMES: dict[str, dict[str, tuple[Words, ...]]] = {
    RESIDENT: {
        "find_work": (_CV, _("A list of the work that you did before")),
        "vacancies": (_("Vacancies that you like, if you found any"), _CV),
        "application_skills": (_CV, _("A letter that you wrote, and the vacancy that it is about")),
        "orientation": (_("A few things that you like to do and are good at"), _DIPLOMAS),
        "training": (_DIPLOMAS, _("The name of a training that you have in mind")),
        "training_funding": (_PRICE, _("What your employer or a fund pays, if you know that")),
        "start_business": (_("Your plan, in a few sentences"), _("Roughly what you earn and spend in a month")),
        "debts_income": (
            _("Roughly what comes in and goes out in a month"),
            _("Letters about bills that you cannot pay; unopened is fine too"),
        ),
        "health_limitation": (
            _("What you can and want to do at work; you need not tell anything about your health"),
            _("Letters about your work or benefit, for example from UWV"),
        ),
        "language_digital": (_("Certificates of courses in Dutch or the computer, if you have them"),),
        "conflict_legal": (_CONTRACT, _("A note of what happened, and when")),
        "cross_border": (_("Your employment contract, or the offer of an employer"), _("A recent pay slip")),
    },
    EMPLOYER: {
        "find_staff": (_("The vacancy, or a list of the work"), _("What people can learn with you")),
        "inclusive_employment": (_("A list of the work that is left over or that could be done apart"),),
        "train_staff": (_("Who wants to learn what, and when it has to start"), _PRICE),
        "subsidies": (_("Roughly what your plan costs"), _("Whom it is for, and when it starts")),
        "redundancy": (_("How many people it concerns, what they do, and from which date"),),
        "learning_company": (_("Your KvK number"), _("For which mbo training you want to have students")),
        "cross_border": (_("Where the work is done, and where the employee lives"),),
    },
}
DESKS: dict[str, tuple[Words, ...]] = {
    "uwv": (_("The last letter about your benefit"),),
    "gemeente-": (_("The last letter of your municipality about your benefit, if you have one"),),
    "twents-fonds": (_PRICE,),
    "rmt": (_("The letter about your dismissal or the reorganisation, if you have it"),),
    "doorstroompunt": (_("The school that you went to last, and until when"),),
}


def what_to_bring(audience: str, themes: Iterable[str], desks: Sequence[str]) -> list[Words]:
    """At most five things, those of the first topics first; for residents also what a desk asks for."""
    found: dict[str, Words] = {}
    for theme in themes:
        found.update((str(thing), thing) for thing in THEMES[audience].get(theme, ()))
    if audience == RESIDENT:
        for start, things in DESKS.items():
            if any(desk.startswith(start) for desk in desks):
                found.update((str(thing), thing) for thing in things)
    return list(found.values())[:MOST]
