"""Correcting how to reach the client, and the filters for desk and kind of client."""

import pytest
from django.urls import reverse

from directory.models import Organization
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(advisor=True))
    return client


def fields(case, **changes) -> dict[str, str]:
    kept = {
        "name": case.client.name,
        "email": case.client.email,
        "phone": "06 12345678",
        "postcode": "7511 JX",
        "municipality": case.client.municipality_id,
        "language": "nl",
    }
    return kept | changes


def test_a_wrong_telephone_number_is_put_right(staff):
    case = CaseFactory()
    url = reverse("advisors:client", args=[case.reference])
    assert url in staff.get(reverse("advisors:case", args=[case.reference])).content.decode()
    answer = staff.post(url, fields(case, phone="06 87654321"))
    assert answer["Location"] == reverse("advisors:case", args=[case.reference])
    case.client.refresh_from_db()
    assert case.client.phone == "+31687654321"
    assert "phone" in AuditEvent.objects.about(case.client).get().details["fields"]


def test_a_client_who_cannot_be_reached_is_refused_and_the_rest_stays(staff):
    case = CaseFactory()
    answer = staff.post(
        reverse("advisors:client", args=[case.reference]), fields(case, name="Iris Nijhuis", email="", phone="")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fout:" in page
    assert 'value="Iris Nijhuis"' in page
    case.client.refresh_from_db()
    assert case.client.name != "Iris Nijhuis"


def test_who_comes_in_without_a_number_or_address_can_be_corrected(staff):
    case = CaseFactory(client__email="", client__phone="")
    staff.post(reverse("advisors:client", args=[case.reference]), fields(case, phone="", name="Iris Nijhuis"))
    case.client.refresh_from_db()
    assert case.client.name == "Iris Nijhuis"


def test_a_helper_is_kept_with_the_clients_permission_only(staff, freeze):
    case = CaseFactory()
    url = reverse("advisors:client", args=[case.reference])
    helper = {"helper_name": "Tom Nijhuis", "helper_phone": "06 11223344"}
    answer = staff.post(url, fields(case, **helper))
    assert "Vraag de klant om toestemming" in answer.content.decode()
    freeze("2026-03-10 09:00")
    staff.post(url, fields(case, **helper, helper_allowed="on"))
    freeze("2026-03-11 09:00")
    staff.post(url, fields(case, **helper, helper_allowed="on", needs_reading_help="on"))
    case.client.refresh_from_db()
    assert (case.client.helper_phone, case.client.helper_allowed_at.day) == ("+31611223344", 10)
    page = staff.get(reverse("advisors:case", args=[case.reference])).content.decode()
    assert "Tom Nijhuis" in page
    assert "06 11223344" in page
    staff.post(url, fields(case))
    case.client.refresh_from_db()
    assert (case.client.helper_name, case.client.helper_allowed_at) == ("", None)


def test_only_a_company_has_a_company_name(staff):
    resident, employer = CaseFactory(), CaseFactory(client__employer=True)
    page = staff.get(reverse("advisors:client", args=[resident.reference])).content.decode()
    assert 'name="company_name"' not in page
    page = staff.get(reverse("advisors:client", args=[employer.reference])).content.decode()
    assert employer.client.company_name in page


@pytest.mark.parametrize("role", ["partner", "analyst", "fund_manager"])
def test_others_do_not_find_the_page(client, role):
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse("advisors:client", args=[CaseFactory().reference])).status_code == 404


@pytest.mark.parametrize("wanted", [{"loket": "wsp"}, {"voor": "employer"}])
def test_filters_for_desk_and_kind_of_client(staff, wanted):
    Organization.objects.create(code="wsp", name="WerkgeversServicepunt Twente")
    shown = CaseFactory(desks=["wsp"], client__employer=True)
    hidden = CaseFactory(desks=["leerwerkloket"])
    page = staff.get(reverse("advisors:worklist"), {"lijst": "open"} | wanted).content.decode()
    assert shown.reference in page
    assert hidden.reference not in page
