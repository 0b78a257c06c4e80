"""Cases in the admin: found, read, with their history; never changed or deleted there."""

import pytest
from django.urls import reverse

from advisors.services import claim_case
from tests.factories.advisors import CaseFactory, ContactMomentFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.parametrize("field", ["reference", "client.name", "client.email"])
def test_an_administrator_finds_a_case(admin, field):
    case = CaseFactory(client__name="Roelof Vrielink", client__email="roelof@post.example")
    other = CaseFactory(client__name="Sanne Wolters")
    value = case.reference if field == "reference" else getattr(case.client, field.partition(".")[2])
    page = admin.get(reverse("admin:advisors_case_changelist"), {"q": value}).content.decode()
    assert case.reference in page
    assert other.reference not in page


def test_the_filter_shows_what_is_overdue(admin, freeze):
    freeze("2026-03-10 09:00")
    late, fine = CaseFactory(next_step_on="2026-03-09"), CaseFactory(next_step_on="2026-03-11")
    page = admin.get(reverse("admin:advisors_case_changelist"), {"overdue": "yes"}).content.decode()
    assert late.reference in page
    assert fine.reference not in page


def test_a_case_is_read_with_its_contacts_and_history(admin):
    case = ContactMomentFactory(llo=True).case
    new = CaseFactory()
    claim_case(case_id=new.pk, by=case.owner)
    assert admin.get(reverse("admin:advisors_case_change", args=[case.pk])).status_code == 200
    history = admin.get(reverse("admin:advisors_case_history", args=[new.pk])).content.decode()
    assert "case.claimed" in history
    moments = admin.get(reverse("admin:advisors_contactmoment_changelist")).content.decode()
    assert case.reference in moments


def test_nothing_is_changed_or_deleted_there(admin):
    case = CaseFactory()
    admin.post(reverse("admin:advisors_case_change", args=[case.pk]), {"question": "Anders"})
    admin.post(reverse("admin:advisors_case_delete", args=[case.pk]), {"post": "yes"})
    case.refresh_from_db()
    assert case.question != "Anders"
    assert admin.get(reverse("admin:advisors_case_add")).status_code == 403
    assert admin.get(reverse("admin:advisors_client_add")).status_code == 403


def test_a_client_can_be_corrected_but_not_given_to_another_log_in(admin):
    case = CaseFactory(client__attached=True)
    page = admin.get(reverse("admin:advisors_client_change", args=[case.client.pk])).content.decode()
    assert 'name="phone"' in page
    assert 'name="user"' not in page
