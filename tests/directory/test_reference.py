"""The reference data: complete, in both languages, and gentle with what somebody edited."""

import pytest

from directory import reference, services
from directory.models import Location, Organization, Service, TaxonomyTerm, Team
from directory.reference.taxonomy import FUNCTIONS

pytestmark = pytest.mark.usefixtures("menu")

DESKS = (
    "werkcentrum uwv werkplein wsp leerwerkloket loopbaanstation twents-fonds rmt doorstroompunt vakbonden sob sbb roz "
    "grensinfopunt taalpunt ikbindr-zakelijk"
)


@pytest.mark.parametrize("code", DESKS.split())
def test_every_desk_of_the_network_is_there(code: str):
    assert services.desk(code).is_desk


def test_every_municipality_has_its_own_desk_and_debt_help():
    for prefix in ("gemeente-GM", "schuldhulp-GM"):
        assert Organization.objects.desks().filter(code__startswith=prefix).count() == 14


@pytest.mark.parametrize("code", ["sociale-partners", "werkcentrum-other-region"])
def test_some_are_responsible_without_being_a_desk(code: str):
    assert services.desk(code) is not None
    assert not Organization.objects.desks().filter(code=code).exists()


def test_an_organisation_that_stopped_is_no_desk():
    Organization.objects.filter(code="rmt").update(is_active=False)
    assert services.desk("rmt") is None
    assert not Organization.objects.desks().filter(code="rmt").exists()


def test_the_front_desk_is_a_team_of_the_werkcentrum():
    team = services.front_desk()
    assert (team.organization.code, team.name) == ("werkcentrum", "Voordeur")


def test_people_can_walk_in_in_three_places_with_evenings_in_enschede():
    assert list(Location.objects.walk_in().values_list("slug", flat=True)) == ["almelo", "enschede", "hengelo"]
    evenings = Location.objects.get(slug="enschede").schedules.filter(closes_at__hour=20)
    assert list(evenings.values_list("weekday", flat=True)) == [2, 4]
    assert Team.objects.filter(location__isnull=False).count() == 3


def test_the_menukaart_covers_the_eight_functions_and_every_theme():
    used = set(Service.objects.values_list("terms__taxonomy", "terms__code"))
    assert set(TaxonomyTerm.objects.values_list("taxonomy", "code")) <= used
    assert len(FUNCTIONS) == 8


def test_every_desk_brings_something_in():
    empty = Organization.objects.desks().filter(services=None).values_list("code", flat=True)
    assert list(empty) == []


@pytest.mark.parametrize("field", ["name", "description", "eligibility_description", "application_process"])
def test_every_text_is_there_in_english_too(field: str):
    missing = Service.objects.exclude(**{field: ""}).filter(**{f"{field}_en": ""})
    assert list(missing.values_list("slug", flat=True)) == []


def test_a_municipal_service_is_for_its_own_residents():
    service = Service.objects.get(slug="hulp-bij-schulden-losser")
    assert [area.municipality.name for area in service.areas.all()] == ["Losser"]
    assert service.organization.code == "schuldhulp-GM0168"


def test_loading_again_adds_nothing_and_keeps_what_was_edited():
    Organization.objects.filter(code="uwv").update(name="UWV Twente")
    Service.objects.filter(slug="beroepentest").update(description="Anders")
    Location.objects.get(slug="almelo").schedules.all().delete()
    counts = [model.objects.count() for model in (Organization, Service, Location, Team, TaxonomyTerm)]
    reference.load()
    assert [model.objects.count() for model in (Organization, Service, Location, Team, TaxonomyTerm)] == counts
    assert services.desk("uwv").name == "UWV Twente"
    assert Service.objects.get(slug="beroepentest").description == "Anders"
    assert not Location.objects.get(slug="almelo").schedules.exists()


def test_all_addresses_are_made_up():
    for organization in Organization.objects.all():
        assert organization.website.endswith(".example/")
        assert organization.phone.startswith("088 000 ")
