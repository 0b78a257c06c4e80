"""Users, their roles, and who may do what."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from tests.factories.core import MembershipFactory, RegionFactory, UserFactory, usual_organization
from werkcentrum.core import db
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import Municipality, User
from werkcentrum.core.permissions import has_role, organizations_of, require_role, require_roles
from werkcentrum.core.roles import Role, is_workplace_user, roles_of

pytestmark = pytest.mark.django_db
STAFF_ROLES = sorted(set(Role) - {Role.RESIDENT})


class TestUser:
    def test_an_address_is_one_account_whatever_its_capitals(self):
        UserFactory(email="Anna@example.org")
        assert User.objects.get_by_natural_key("ANNA@EXAMPLE.ORG").email == "anna@example.org"
        with pytest.raises(db.ConstraintViolated, match="account"), db.explain_constraints(), transaction.atomic():
            User.objects.create(email="ANNA@example.org")

    def test_a_resident_has_no_password(self):
        assert not UserFactory().has_usable_password()

    def test_somebody_without_a_name_is_known_by_the_address(self):
        assert str(UserFactory(name="", email="anna@example.org")) == "anna@example.org"

    def test_every_change_is_kept_by_the_database_without_the_password(self):
        user = UserFactory(name="Anna")
        User.objects.filter(pk=user.pk).update(name="Anna de Vries")
        events = list(user.events.order_by("pgh_id").values_list("pgh_label", "name"))
        assert events[0] == ("insert", "Anna")
        assert events[-1] == ("update", "Anna de Vries")
        assert not hasattr(user.events.first(), "password")


class TestRoles:
    def test_somebody_without_a_membership_is_a_resident(self):
        assert roles_of(UserFactory()) == {Role.RESIDENT}
        assert not is_workplace_user(UserFactory())

    def test_nobody_logged_in_has_no_role(self):
        assert roles_of(AnonymousUser()) == frozenset()
        assert organizations_of(AnonymousUser()) == []

    @pytest.mark.parametrize("role", STAFF_ROLES)
    def test_a_role_comes_with_a_membership(self, role):
        user = UserFactory(role=role)
        assert roles_of(user) == {role}
        assert is_workplace_user(user)
        assert organizations_of(user) == [usual_organization(role).pk]

    @pytest.mark.parametrize(("first", "last"), [(-10, -1), (1, 10)])
    def test_a_membership_counts_only_in_its_period(self, first, last):
        user, today = UserFactory(), timezone.localdate()
        MembershipFactory(
            user=user,
            valid_from=today + datetime.timedelta(days=first),
            valid_until=today + datetime.timedelta(days=last),
        )
        assert roles_of(user) == {Role.RESIDENT}
        assert organizations_of(user) == []

    def test_an_organisation_that_stopped_gives_no_role(self):
        user = UserFactory(partner=True)
        usual_organization(Role.PARTNER).__class__.objects.update(is_active=False)
        assert roles_of(User.objects.get(pk=user.pk)) == {Role.RESIDENT}

    def test_somebody_can_work_at_two_organisations(self):
        user = UserFactory(partner=True)
        MembershipFactory(user=user, role=Role.FUND_OFFICER)
        assert set(organizations_of(user)) == {
            usual_organization(Role.PARTNER).pk,
            usual_organization(Role.FUND_OFFICER).pk,
        }
        assert organizations_of(user, [Role.PARTNER]) == [usual_organization(Role.PARTNER).pk]


class TestRequireRoles:
    def visit(self, user, **options):
        request = RequestFactory().get("/geheim/?a=1")
        request.user = user
        return require_roles(Role.ADVISOR, Role.COORDINATOR, **options)(lambda request: HttpResponse("in"))(request)

    def test_the_right_role_gets_in(self):
        assert self.visit(UserFactory(coordinator=True)).content == b"in"

    def test_another_role_does_not_even_see_that_the_page_exists(self):
        with pytest.raises(Http404):
            self.visit(UserFactory(partner=True))

    def test_a_page_that_is_no_secret_says_that_it_is_not_for_you(self):
        with pytest.raises(PermissionDenied):
            self.visit(UserFactory(), secret=False)

    def test_nobody_goes_to_the_log_in_page_and_comes_back(self):
        assert "next=/geheim/%3Fa%3D1" in self.visit(AnonymousUser()).url

    def test_a_service_refuses_with_a_reason(self):
        require_role(UserFactory(advisor=True), Role.ADVISOR)
        with pytest.raises(NotAllowed):
            require_role(UserFactory(partner=True), Role.ADVISOR)
        assert not has_role(UserFactory(), Role.ADVISOR)


class TestConstraintToMessage:
    def test_a_constraint_of_ours_becomes_its_message(self):
        with pytest.raises(db.ConstraintViolated, match="GM0153"), db.explain_constraints(), transaction.atomic():
            Municipality.objects.create(code="ABC123", name="Nergens", inhabitants=1, region=RegionFactory())

    def test_any_other_error_stays_what_it_is(self):
        with pytest.raises(IntegrityError), db.explain_constraints(), transaction.atomic():
            User.objects.create(email=None)
