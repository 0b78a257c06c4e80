"""The worklist: saved views, filters, groups, and the file."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from advisors.models import Case
from advisors.workflow import WaitingFor
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import MunicipalityFactory, UserFactory
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db
URL = "/werkvoorraad/"


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def staff(client, advisor):
    client.force_login(advisor)
    return client


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def names(response) -> list[str]:
    """The clients in the list, in order."""
    return [case.client.display_name for case in response.context["page"]]


def test_my_work_is_what_i_own_grouped_by_the_day_of_the_next_step(staff, advisor, freeze):
    freeze("2026-04-14 09:00")  # a Tuesday
    for name, days in (("Later", 9), ("Te laat", -3), ("Vandaag", 0), ("Zondag", 5)):
        CaseFactory(open=True, owner=advisor, client__name=f"Klant {name}", next_step_on=in_days(days))
    CaseFactory(open=True, client__name="Van een ander")
    response = staff.get(URL)
    assert names(response) == ["Klant Te laat", "Klant Vandaag", "Klant Zondag", "Klant Later"]
    assert [(group.code, group.count) for group in response.context["groups"]] == [
        ("late", 1),
        ("today", 1),
        ("week", 1),
        ("later", 1),
    ]
    page = text(response)
    assert "3 dagen te laat" in page
    assert "dinsdag 14 april, 1" in page


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("mijn", {"mine", "client", "partner", "overdue"}),
        ("niet-opgepakt", {"nobody"}),
        ("te-laat", {"overdue"}),
        ("wacht-op-klant", {"client"}),
        ("wacht-op-partner", {"partner"}),
        ("open", {"mine", "client", "partner", "overdue", "nobody", "other"}),
        ("afgesloten", {"closed"}),
        ("bestaat-niet", {"mine", "client", "partner", "overdue"}),
    ],
)
def test_every_saved_view_shows_its_cases_and_counts_them(staff, advisor, view, expected):
    def make(name, **kwargs):
        CaseFactory(client__name=name, **kwargs)

    make("mine", open=True, owner=advisor)
    make("client", open=True, owner=advisor, waiting_for=WaitingFor.CLIENT)
    make("partner", open=True, owner=advisor, waiting_for=WaitingFor.PARTNER)
    make("overdue", open=True, owner=advisor, next_step_on=in_days(-1))
    make("nobody")
    make("other", open=True)
    make("closed", closed=True)
    response = staff.get(URL, {"lijst": view})
    assert set(names(response)) == expected
    counted = {
        item["url"].rpartition("=")[2]: item["count"]
        for group in response.context["view_groups"]
        for item in group["views"]
    }
    if view in counted:
        assert counted[view] == len(expected)


def test_filters_narrow_the_list_and_can_be_taken_off_one_by_one(staff, advisor):
    hengelo = MunicipalityFactory(code="GM0164", name="Hengelo")
    mine = {"open": True, "owner": advisor}
    CaseFactory(client__name="Past", municipality=hengelo, level="light", themes=["debts_income"], **mine)
    CaseFactory(client__name="Ander niveau", municipality=hengelo, level="basic", **mine)
    CaseFactory(client__name="Andere gemeente", level="light", **mine)
    response = staff.get(URL, {"gemeente": "GM0164", "niveau": "light", "onderwerp": "debts_income"})
    assert names(response) == ["Past"]
    assert {item["label"] for item in response.context["applied"]} == {
        "Gemeente: Hengelo",
        "Niveau: Licht",
        "Onderwerp: Inkomen en schulden",
    }
    remove = next(item["remove_url"] for item in response.context["applied"] if "Niveau" in item["label"])
    assert names(staff.get(remove)) == ["Past"]
    assert "niveau" not in remove
    assert "gemeente=GM0164" in remove
    assert set(names(staff.get(response.context["clear_url"]))) == {"Past", "Ander niveau", "Andere gemeente"}


def test_nonsense_in_the_address_is_left_out(staff, advisor):
    CaseFactory(open=True, owner=advisor)
    response = staff.get(URL, {"niveau": "duizend", "gemeente": "x", "volgorde": "'", "pagina": "abc"})
    assert response.status_code == 200
    assert response.context["applied"] == []
    assert len(names(response)) == 1


@pytest.mark.parametrize(
    "question", ["nijhuis", "Iris Nij", "WCT-", "iris@post.example", "06 12345678", "0612345678", "+31 6 12345678"]
)
def test_searching_looks_at_every_case_by_name_number_phone_and_email(staff, question):
    CaseFactory(
        closed=True,
        client=ClientFactory(name="Iris Nijhuis", email="iris@post.example", phone="+31612345678"),
    )
    if question != "WCT-":
        CaseFactory(client=ClientFactory(name="Gerard Wissink", email="gerard@post.example", phone="+31687654321"))
    response = staff.get(URL, {"q": question})
    assert names(response) == ["Iris Nijhuis"]
    assert response.context["view"].code == "alles"


def test_a_search_without_results_says_so(staff):
    page = text(staff.get(URL, {"q": "niemand"}))
    assert "Geen zaken passen bij deze filters" in page


def test_a_list_without_cases_says_what_is_empty_and_what_comes_next(staff):
    page = text(staff.get(URL))
    assert "U hebt nu geen zaken" in page
    assert "?lijst=niet-opgepakt" in page


def test_sorting_by_client_and_level_gives_one_list(staff, advisor):
    for name, level in (("Bas", "light"), ("Anna", "specialist"), ("Cor", "basic")):
        CaseFactory(open=True, owner=advisor, client__name=name, level=level)
    by_name = staff.get(URL, {"volgorde": "klant"})
    assert names(by_name) == ["Anna", "Bas", "Cor"]
    assert by_name.context["groups"] is None
    assert names(staff.get(URL, {"volgorde": "niveau"})) == ["Anna", "Cor", "Bas"]


def test_pages_of_fifty_keep_the_rest_of_the_address_and_the_totals_of_the_groups(staff, advisor):
    CaseFactory.create_batch(53, open=True, owner=advisor, level="light", next_step_on=in_days(-1))
    response = staff.get(URL, {"niveau": "light", "pagina": "2"})
    assert len(names(response)) == 3
    assert response.context["groups"][0].count == 53
    page = text(response)
    assert "51 tot en met 53 van 53" in page
    assert "niveau=light&amp;pagina=1" in page


def test_htmx_gets_the_list_only_and_a_reload_shows_the_same(staff, advisor):
    CaseFactory(open=True, owner=advisor, client__name="Iris Nijhuis")
    whole = text(staff.get(URL, {"niveau": "basic"}))
    part = staff.get(URL, {"niveau": "basic"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert text(part) in whole
    assert "HX-Request" in part["Vary"]


def test_the_file_has_what_the_list_shows_and_no_formulas(staff, advisor):
    CaseFactory(open=True, owner=advisor, client__name='=HYPERLINK("http://kwaad.example")', next_step="-1+2")
    CaseFactory(open=True, client__name="Van een ander")
    response = staff.get(reverse("advisors:worklist-csv"), {"lijst": "mijn"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "'=HYPERLINK" in lines[1]
    assert ";'-1+2;" in lines[1]
    assert "attachment" in response["Content-Disposition"]
    assert AuditEvent.objects.get(action="worklist.exported").details == {"view": "mijn", "rows": 1}


def test_the_number_of_queries_does_not_grow_with_the_cases(staff, advisor, django_assert_num_queries):
    CaseFactory.create_batch(3, open=True, owner=advisor)
    staff.get(URL)
    with django_assert_num_queries(9):
        staff.get(URL)
    CaseFactory.create_batch(27, open=True, owner=advisor)
    with django_assert_num_queries(9):
        assert len(names(staff.get(URL))) == 30


@pytest.mark.parametrize("role", ["partner", "fund_officer", "fund_manager", "controller", "analyst", "admin", None])
def test_only_advisors_and_coordinators_see_the_worklist(client, role):
    client.force_login(UserFactory(**({role: True} if role else {})))
    assert client.get(URL).status_code == 404
    assert client.get(reverse("advisors:worklist-csv")).status_code == 404


def test_a_coordinator_sees_who_handles_what(client):
    client.force_login(UserFactory(coordinator=True))
    case = CaseFactory(open=True, owner__name="Tom Oude Avenhuis")
    page = text(client.get(URL, {"lijst": "open"}))
    assert "Tom Oude Avenhuis" in page
    assert case.reference in page
    assert Case.objects.count() == 1


def test_the_worklist_in_english(client):
    client.force_login(UserFactory(advisor=True, language="en"))
    CaseFactory()
    page = text(client.get("/en/werkvoorraad/", {"lijst": "niet-opgepakt"}))
    assert "Not picked up" in page
    assert "Pick up" in page
    assert "Niet opgepakt" not in page
