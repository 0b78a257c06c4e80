"""The directory in the admin: everything can be found and edited, with its history."""

import datetime

import pytest
from django.urls import reverse

from directory.models import ClosedDay, Service
from tests.factories.core import MunicipalityFactory, UserFactory
from tests.factories.directory import (
    ClosedDayFactory,
    LocationFactory,
    OrganizationFactory,
    ServiceFactory,
    TaxonomyTermFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "organization": OrganizationFactory,
    "team": TeamFactory,
    "location": LocationFactory,
    "closedday": lambda: ClosedDayFactory(date=datetime.date(2026, 3, 10)),
    "service": ServiceFactory,
    "taxonomyterm": TaxonomyTermFactory,
    "membership": lambda: UserFactory(advisor=True).memberships.get(),
}


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.parametrize("model", FACTORIES)
def test_everything_can_be_found_opened_added_and_has_a_history(admin, model: str):
    row = FACTORIES[model]()
    for page, args in (("changelist", []), ("add", []), ("change", [row.pk]), ("history", [row.pk])):
        assert admin.get(reverse(f"admin:directory_{model}_{page}", args=args)).status_code == 200, page
    searched = admin.get(reverse(f"admin:directory_{model}_changelist"), {"q": "iets"})
    assert searched.status_code == 200


@pytest.mark.parametrize("role", ["advisor", "coordinator", "partner", "fund_manager", "analyst"])
def test_only_an_administrator_edits_the_directory(client, role: str):
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse("admin:directory_organization_changelist")).status_code in {302, 403, 404}


def test_an_edited_service_is_what_the_public_page_shows(admin, client):
    service = ServiceFactory(name="Beroepentest", organization=OrganizationFactory(name="Leerwerkloket"))
    losser = MunicipalityFactory(code="GM0168", name="Losser")
    term = TaxonomyTermFactory()
    form = {
        "name": "Beroepskeuzetest",
        "slug": service.slug,
        "organization": service.organization_id,
        "audiences": ["resident", "employer"],
        "status": "active",
        "terms": [term.pk],
        "description": "Ontdek wat bij u past.",
        "areas-TOTAL_FORMS": 1,
        "areas-INITIAL_FORMS": 0,
        "areas-0-municipality": losser.pk,
        "at_locations-TOTAL_FORMS": 0,
        "at_locations-INITIAL_FORMS": 0,
    }
    response = admin.post(reverse("admin:directory_service_change", args=[service.pk]), form)
    assert response.status_code == 302, response.context["adminform"].form.errors
    service.refresh_from_db()
    assert service.audiences == ["resident", "employer"]
    page = client.get("/hulp-en-diensten/", {"q": "beroepskeuze", "gemeente": "GM0168"}).content.decode()
    assert "Beroepskeuzetest" in page
    assert "voor inwoners van Losser" in page


def test_a_second_front_desk_is_refused_with_a_reason(admin):
    TeamFactory(is_front_desk=True)
    other = OrganizationFactory(code="uwv")
    form = {"organization": other.pk, "name": "Voordeur 2", "is_front_desk": "on"}
    response = admin.post(reverse("admin:directory_team_add"), form)
    assert "Er is één team voordeur" in response.content.decode()


def test_the_code_of_an_organisation_stays_as_it_is(admin):
    organization = OrganizationFactory(code="uwv")
    form = admin.get(reverse("admin:directory_organization_change", args=[organization.pk]))
    assert 'name="code"' not in form.content.decode()


def test_a_location_is_closed_once_a_day(admin):
    day = ClosedDayFactory(date=datetime.date(2026, 3, 10))
    form = {"date": "10-03-2026", "location": "", "reason": "Nog een keer"}
    response = admin.post(reverse("admin:directory_closedday_add"), form)
    assert response.status_code == 200
    assert list(ClosedDay.objects.all()) == [day]


def test_lists_take_as_many_queries_with_many_rows(admin, django_assert_max_num_queries):
    for _ in range(12):
        ServiceFactory(organization=OrganizationFactory(municipality=MunicipalityFactory()))
    assert Service.objects.count() == 12
    for model in ("service", "organization"):
        with django_assert_max_num_queries(14):
            admin.get(reverse(f"admin:directory_{model}_changelist"))
