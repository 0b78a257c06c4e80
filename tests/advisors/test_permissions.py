"""Who sees which case, and who may handle it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from advisors import services
from advisors.models import Case
from advisors.permissions import case_workers, is_case_worker
from tests.factories.advisors import CaseFactory
from tests.factories.core import MembershipFactory, UserFactory
from werkcentrum.core.errors import NotAllowed

pytestmark = pytest.mark.django_db
OTHERS = ["partner", "fund_officer", "fund_manager", "controller", "analyst", "admin"]


def everything() -> tuple[Case, Case, Case]:
    own = CaseFactory(open=True, client__attached=True)
    return own, CaseFactory(), CaseFactory(closed=True)


@pytest.mark.parametrize("role", ["advisor", "coordinator"])
def test_who_handles_cases_sees_all(role):
    cases = everything()
    assert set(Case.objects.visible_to(UserFactory(**{role: True}))) == set(cases)


@pytest.mark.parametrize("role", OTHERS)
def test_other_staff_and_partners_see_none(role):
    everything()
    assert not Case.objects.visible_to(UserFactory(**{role: True})).exists()


def test_a_resident_sees_the_own_ones_only():
    own, _new, _closed = everything()
    assert list(Case.objects.visible_to(own.client.user)) == [own]
    assert not Case.objects.visible_to(UserFactory()).exists()


def test_nobody_sees_anything_without_logging_in():
    everything()
    assert not Case.objects.visible_to(AnonymousUser()).exists()


def test_an_own_address_alone_opens_nothing():
    case = CaseFactory(client__email="couple@post.example")
    partner = UserFactory(email="couple@post.example")
    assert case not in Case.objects.visible_to(partner)


ACTS = {
    "claim": lambda case, by: services.claim_case(case_id=case.pk, by=by),
    "assign": lambda case, by: services.assign_case(case_id=case.pk, to=by, by=by),
    "release": lambda case, by: services.release_case(case_id=case.pk, by=by),
    "step": lambda case, by: services.change_next_step(case_id=case.pk, text="Bel", on=timezone.localdate(), by=by),
    "contact": lambda case, by: services.record_contact(case_id=case.pk, kind="phone", minutes=5, by=by),
    "close": lambda case, by: services.close_case(case_id=case.pk, outcome="answered", by=by),
    "reopen": lambda case, by: services.reopen_case(case_id=case.pk, next_step="Bel", on=timezone.localdate(), by=by),
    "client": lambda case, by: services.change_client(case_id=case.pk, name="Iemand anders", by=by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [*OTHERS, "resident"])
def test_only_case_workers_act(act, role):
    case = CaseFactory(open=True, client__attached=True)
    by = case.client.user if role == "resident" else UserFactory(**{role: True})
    with pytest.raises(NotAllowed):
        ACTS[act](case, by)
    case.refresh_from_db()
    assert case.version == 1


def test_a_membership_that_is_over_counts_no_more():
    user = UserFactory()
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    MembershipFactory(user=user, role="advisor", valid_until=yesterday)
    assert not is_case_worker(user)
    assert user not in case_workers()
    assert UserFactory(coordinator=True) in case_workers()
