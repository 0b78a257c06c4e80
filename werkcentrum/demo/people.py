"""The demo accounts: one for every role, and a log-in for each example client. All names and addresses are made up."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from directory.models import Membership, Organization, Team
from directory.services import front_desk
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role

DOMAIN = "demo.werkcentrum-twente.example"


@dataclass(frozen=True)
class Person:
    """Somebody who works here or at a partner."""

    login: str
    name: str
    role: Role
    organization: str
    is_lead: bool = False
    team: str = ""

    @property
    def email(self) -> str:
        """The address to log in with."""
        return f"{self.login}@{DOMAIN}"


STAFF = [
    Person("marieke.ter.braak", "Marieke ter Braak", Role.ADVISOR, "werkcentrum", team="Team Enschede"),
    Person("tom.oude.avenhuis", "Tom Oude Avenhuis", Role.ADVISOR, "werkcentrum", team="Team Hengelo"),
    Person("yusuf.demirci", "Yusuf Demirci", Role.ADVISOR, "werkcentrum", team="Team Enschede"),
    Person("harriet.wolberink", "Harriët Wolberink", Role.COORDINATOR, "werkcentrum", is_lead=True),
    Person("marjan.ekkel", "Marjan Ekkel", Role.COORDINATOR, "werkcentrum"),
    Person("bram.kuipers", "Bram Kuipers", Role.PARTNER, "leerwerkloket"),
    Person("linda.haarhuis", "Linda Haarhuis", Role.PARTNER, "leerwerkloket", is_lead=True),
    Person("dennis.roelofs", "Dennis Roelofs", Role.PARTNER, "uwv"),
    Person("anouk.meijerink", "Anouk Meijerink", Role.PARTNER, "gemeente-GM1735"),
    Person("gert.jansink", "Gert Jansink", Role.PARTNER, "vakbonden"),
    Person("fatma.yildiz", "Fatma Yildiz", Role.PARTNER, "werkplein"),
    Person("sanne.wolters", "Sanne Wolters", Role.FUND_OFFICER, "twents-fonds"),
    Person("joost.veldhuis", "Joost Veldhuis", Role.FUND_MANAGER, "twents-fonds", is_lead=True),
    Person("petra.asbreuk", "Petra Asbreuk", Role.CONTROLLER, "twents-fonds"),
    Person("ruben.lansink", "Ruben Lansink", Role.ANALYST, "werkcentrum"),
    Person("beheer", "Ilse Beernink", Role.ADMIN, "werkcentrum"),
]

TEAMS = {"twents-fonds": "Fondsbeheer"}


def make_user(email: str, name: str, *, admin: bool = False) -> User:
    """A user whose address counts as verified; logging in goes through the demo page, never with a password."""
    user, _created = User.objects.get_or_create(
        email=email, defaults={"name": name, "is_staff": admin, "is_superuser": admin}
    )
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _team_of(person: Person, organization: Organization) -> Team | None:
    """Advisors work at a location; who has no team of the own is at the front desk of the Werkcentrum."""
    name = person.team or TEAMS.get(organization.code)
    if name is None and organization.code == "werkcentrum":
        return front_desk()
    return Team.objects.get_or_create(organization=organization, name=name)[0] if name else None


@transaction.atomic
def load_staff() -> dict[str, User]:
    """Make every staff account with its membership; returns them by the first part of their address."""
    users = {}
    for person in STAFF:
        user = make_user(person.email, person.name, admin=person.role == Role.ADMIN)
        organization = Organization.objects.get(code=person.organization)
        Membership.objects.get_or_create(
            user=user,
            organization=organization,
            role=person.role,
            defaults={"team": _team_of(person, organization), "is_lead": person.is_lead, "valid_from": "2023-01-01"},
        )
        users[person.login] = user
    return users
