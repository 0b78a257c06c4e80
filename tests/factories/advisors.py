"""Clients and cases. `CaseFactory()` waits at the front desk; traits `open` (with an advisor) and `closed`."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from advisors.models import Case, Client, ContactMoment
from advisors.workflow import CaseStatus, ContactKind, Level, Outcome
from directory.models import Team
from tests.factories.core import MunicipalityFactory, UserFactory, usual_organization
from werkcentrum.core.references import next_reference
from werkcentrum.core.roles import Role


def front_desk_team() -> Team:
    """The team that owns what nobody else owns; made when there is none."""
    team = Team.objects.filter(is_front_desk=True).first()
    if team is None:
        team = Team.objects.create(organization=usual_organization(Role.ADVISOR), name="Voordeur", is_front_desk=True)
    return team


class ClientFactory(DjangoModelFactory):
    """A resident of Enschede; `employer=True` a company; `attached=True` has an own space."""

    class Meta:
        model = Client

    class Params:
        employer = factory.Trait(
            audience="employer", company_name=factory.Sequence("Bedrijf {}".format), kvk_number="12345678"
        )
        attached = factory.Trait(user=factory.SubFactory(UserFactory, email=factory.SelfAttribute("..email")))

    audience = "resident"
    name = factory.Sequence("Klant {}".format)
    email = factory.Sequence("klant{}@post.example".format)
    phone = "06 00 00 12 34"
    postcode = "7511 AA"
    municipality = factory.SubFactory(MunicipalityFactory)


class CaseFactory(DjangoModelFactory):
    """A new case at the front desk, to be answered tomorrow; `open=True` has an owner, `closed=True` an outcome."""

    class Meta:
        model = Case

    class Params:
        new = factory.Trait(status=CaseStatus.NEW)
        open = factory.Trait(status=CaseStatus.OPEN, owner=factory.SubFactory(UserFactory, advisor=True))
        closed = factory.Trait(
            status=CaseStatus.CLOSED,
            owner=factory.SubFactory(UserFactory, advisor=True),
            outcome=Outcome.ANSWERED,
            closed_at=factory.LazyFunction(timezone.now),
            next_step="",
            next_step_on=None,
        )

    client = factory.SubFactory(ClientFactory)
    question = "Welke opleiding past bij mij en wie betaalt die?"
    level = Level.BASIC
    municipality = factory.SelfAttribute("client.municipality")
    situation = "flex"
    education = "mbo2"
    age = 26
    themes = factory.LazyFunction(lambda: ["training", "training_funding"])
    responsible = "sociale-partners"
    desks = factory.LazyFunction(lambda: ["leerwerkloket", "twents-fonds"])
    triage = factory.LazyFunction(
        lambda: {
            "facts": {},
            "rule_set": "1",
            "reasons": [{"rule": "training", "nl": "Uw vraag gaat over een opleiding.", "en": "It is about training."}],
        }
    )
    team = factory.LazyFunction(front_desk_team)
    next_step = "Eerste contact opnemen"
    next_step_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=1))
    answer_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=1))

    @factory.lazy_attribute
    def reference(self) -> str:
        """The next number, as in real life."""
        return next_reference("WCT", "advisors_case_reference")


class ContactMomentFactory(DjangoModelFactory):
    """A phone call of ten minutes; `llo=True` a conversation with what the figures need."""

    class Meta:
        model = ContactMoment

    class Params:
        llo = factory.Trait(
            kind=ContactKind.LLO,
            minutes=55,
            goal="Werken in de ouderenzorg",
            education="mbo2",
            route="other_sector",
            sector_from="handel",
            sector_to="zorg",
        )

    case = factory.SubFactory(CaseFactory, open=True)
    kind = ContactKind.PHONE
    minutes = 10
    by = factory.SelfAttribute("case.owner")
