"""Questions that are being typed, and sets of rules.

`IntakeDraftFactory()` is a resident of Oldenzaal who answered everything, with `employer=True` a company in Almelo.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch

import factory
from factory.django import DjangoModelFactory

from intake import services
from intake.models import IntakeDraft, Rule, RuleSet
from tests.factories.core import UserFactory
from werkcentrum.core.models import User

RESIDENT_ANSWERS = {
    "question": "Ik wil in de ouderenzorg gaan werken. Welke opleiding past bij mij?",
    "themes": ["training", "training_funding", "orientation"],
    "postcode": "7571 AB",
    "municipality": "GM0173",
    "situation": "flex",
    "age": 26,
    "education": "mbo2",
    "name": "Sanne de Vries",
    "phone": "+31612345678",
    "email": "sanne@example.org",
    "contact_preference": "phone",
    "language": "nl",
}
EMPLOYER_ANSWERS = {
    "question": "Wij zoeken vijf collega's die het vak nog willen leren.",
    "themes": ["find_staff", "train_staff"],
    "postcode": "7607",
    "municipality": "GM0141",
    "company_name": "Twentse Software BV",
    "kvk_number": "12345678",
    "sector": "ict",
    "staff_count": 25,
    "name": "Henk Jansen",
    "phone": "",
    "email": "henk@example.org",
    "contact_preference": "email",
    "language": "nl",
}
EVERY_STEP = ["question", "place", "about", "wishes", "contact", "help"]


class IntakeDraftFactory(DjangoModelFactory):
    """A question of which every step was answered, and that was not sent."""

    class Meta:
        model = IntakeDraft

    class Params:
        employer = factory.Trait(audience="employer", answers=factory.LazyFunction(EMPLOYER_ANSWERS.copy))

    audience = "resident"
    answers = factory.LazyFunction(RESIDENT_ANSWERS.copy)
    completed = factory.LazyFunction(EVERY_STEP.copy)


class RuleSetFactory(DjangoModelFactory):
    """A draft without rules."""

    class Meta:
        model = RuleSet

    version = factory.Sequence(lambda number: number + 100)


class RuleFactory(DjangoModelFactory):
    """Whatever the question: the front desk."""

    class Meta:
        model = Rule

    rule_set = factory.SubFactory(RuleSetFactory)
    order = factory.Sequence(lambda number: number + 1)
    code = factory.Sequence("rule-{}".format)
    stage = "desks"
    effects = factory.LazyFunction(lambda: {"desks": ["werkcentrum"]})
    explanation_nl = "Daar helpt het Werkcentrum u mee."


def publish(draft: RuleSet, *, by: User | None = None, whole: bool = False) -> RuleSet:
    """Put a draft in force: one person proposes it, another (`by`) publishes it.

    `whole`: with the check on all municipalities, which takes seconds; else on two, which is seven times as fast.
    """
    with nullcontext() if whole else small_check():
        services.propose_rule_set(rule_set_id=draft.pk, by=UserFactory(coordinator=True))
        return services.publish_rule_set(rule_set_id=draft.pk, by=by or UserFactory(coordinator=True))


def small_check() -> AbstractContextManager[Any]:
    """The completeness check looks at two municipalities."""
    small = {"GM0153": "Enschede", "GM0168": "Losser"}
    return patch("intake.services.checking.region_municipalities", lambda: small)
