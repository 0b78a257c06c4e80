"""Users per role, municipalities and extra holidays.

`UserFactory()` is a resident. `UserFactory(advisor=True)`, `coordinator=`, `partner=`, `fund_officer=`,
`fund_manager=`, `controller=`, `analyst=`, `admin=` give a membership at the organisation that fits the role, or at
`organization=` (with `team=`, `is_lead=`). `password=` sets one; staff get `PASSWORD`.
"""

import datetime
from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from directory.models import Membership, Organization
from werkcentrum.core.models import ExtraHoliday, Municipality, PostcodeArea, Region, User
from werkcentrum.core.roles import Role

PASSWORD = "correct horse battery staple"
USUAL_ORGANIZATION = {Role.PARTNER: "uwv"} | dict.fromkeys(
    [Role.FUND_OFFICER, Role.FUND_MANAGER, Role.CONTROLLER], "twents-fonds"
)


def usual_organization(role: str) -> Organization:
    """Where somebody with this role usually works: the front desk, unless the role says otherwise."""
    code = USUAL_ORGANIZATION.get(Role(role), "werkcentrum")
    return Organization.objects.get_or_create(code=code, defaults={"name": code.replace("-", " ").title()})[0]


class UserFactory(DjangoModelFactory):
    """Somebody with a verified e-mail address; a role comes with a membership, staff also with a password."""

    class Meta:
        model = User

    class Params:
        advisor = factory.Trait(role=Role.ADVISOR)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        partner = factory.Trait(role=Role.PARTNER)
        fund_officer = factory.Trait(role=Role.FUND_OFFICER)
        fund_manager = factory.Trait(role=Role.FUND_MANAGER)
        controller = factory.Trait(role=Role.CONTROLLER)
        analyst = factory.Trait(role=Role.ANALYST)
        admin = factory.Trait(role=Role.ADMIN, is_staff=True)

    email = factory.Sequence("person{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    language = "nl"
    role: Any = None
    organization: Any = None
    team: Any = None
    is_lead: Any = False
    password: Any = None
    verified: Any = True

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        role, organization, team, is_lead = (kwargs.pop(name) for name in ("role", "organization", "team", "is_lead"))
        verified, password = kwargs.pop("verified"), kwargs.pop("password")
        user = User.objects.create_user(password=password or (PASSWORD if role else None), **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
        if role:
            MembershipFactory(
                user=user, role=role, organization=organization or usual_organization(role), team=team, is_lead=is_lead
            )
        return user


class MembershipFactory(DjangoModelFactory):
    """A role at an organisation, since long ago."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.ADVISOR
    organization = factory.LazyAttribute(lambda membership: usual_organization(membership.role))
    valid_from = datetime.date(2020, 1, 1)


class RegionFactory(DjangoModelFactory):
    """The region Twente, unless said otherwise."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "twente"
    name = "Twente"


class MunicipalityFactory(DjangoModelFactory):
    """Enschede, unless said otherwise."""

    class Meta:
        model = Municipality
        django_get_or_create = ("code",)

    code = "GM0153"
    name = "Enschede"
    region = factory.SubFactory(RegionFactory)
    inhabitants = 159_730


class PostcodeAreaFactory(DjangoModelFactory):
    """7511 in Enschede, unless said otherwise."""

    class Meta:
        model = PostcodeArea
        django_get_or_create = ("digits", "municipality")

    digits = "7511"
    municipality = factory.SubFactory(MunicipalityFactory)


class ExtraHolidayFactory(DjangoModelFactory):
    """A bridging day that a region adds."""

    class Meta:
        model = ExtraHoliday

    name = "Brugdag"
