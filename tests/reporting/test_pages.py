"""The dashboard and its file: who sees it, what it says, and that it stays quick."""

import csv
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import DailyFigure
from tests.factories.core import UserFactory
from vouchers.models import Commitment, LedgerEntry

pytestmark = pytest.mark.django_db

ALLOWED = ["coordinator", "fund_officer", "fund_manager", "controller", "analyst", "admin"]
D = datetime.date


@pytest.fixture
def counts(freeze, money) -> None:
    """It is 14 April 2026: 200 vouchers and 300 conversations so far, and a year before that."""
    freeze("2026-04-14 10:00")
    rows = [
        (D(2025, 5, 6), "vouchers", 90, 90 * 170_000),
        (D(2026, 1, 6), "vouchers", 120, 120 * 170_000),
        (D(2026, 4, 13), "vouchers", 80, 80 * 170_000),
        (D(2026, 2, 3), "conversations", 300, 0),
        (D(2026, 4, 1), "questions", 40, 0),
    ]
    DailyFigure.objects.bulk_create(
        DailyFigure(day=day, figure=figure, count=count, cents=cents, municipality="GM0153")
        for day, figure, count, cents in rows
    )
    deal = money[1]
    Commitment.objects.filter(pk=deal.pk).update(reserved_cents=300_000_00, paid_cents=100_000_00)
    for kind, cents in (("reserved", 400_000_00), ("paid", 100_000_00)):
        LedgerEntry.objects.create(
            commitment=deal,
            kind=kind,
            from_account="free" if kind == "reserved" else "reserved",
            to_account="reserved" if kind == "reserved" else "paid",
            cents=cents,
        )


@pytest.fixture
def analyst(client):
    client.force_login(UserFactory(analyst=True))
    return client


def words(response) -> str:
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("name", ["dashboard", "download"])
@pytest.mark.parametrize("role", ALLOWED)
def test_who_steers_the_fund_sees_the_figures(client, scheme, role: str, name: str) -> None:
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse(f"reporting:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["dashboard", "download"])
@pytest.mark.parametrize("role", ["advisor", "partner", "resident"])
def test_others_hear_that_the_figures_are_not_for_them(client, role: str, name: str) -> None:
    client.force_login(UserFactory(**({} if role == "resident" else {role: True})))
    assert client.get(reverse(f"reporting:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["dashboard", "download"])
def test_a_stranger_is_asked_to_log_in(client, name: str) -> None:
    assert client.get(reverse(f"reporting:{name}")).status_code == 302


def test_the_page_sets_the_year_against_its_targets_in_words(analyst, counts) -> None:
    page = words(analyst.get(reverse("reporting:dashboard")))
    assert "Gepland op deze dag: 178. Dat is 22 meer." in page
    assert "Gepland op deze dag: 392. Dat is 92 minder." in page


def test_the_page_warns_for_money_that_ends_soon(analyst, counts) -> None:
    response = analyst.get(reverse("reporting:dashboard"))
    deal = response.context["board"].funders[1]
    assert (deal.total, deal.paid, deal.reserved, deal.free) == (45_000_000, 10_000_000, 30_000_000, 5_000_000)
    assert deal.empty_on == D(2026, 4, 25)  # 50,000 left at 400,000 in 90 days: 11 days
    assert "Regio Deal" in response.context["board"].brief[0].text
    assert "25 april 2026" in words(response)


def test_another_year_can_be_seen_and_a_strange_one_is_this_year(analyst, counts) -> None:
    earlier = analyst.get(reverse("reporting:dashboard"), {"jaar": "2025"})
    assert earlier.context["board"].targets[0].progress.reached == 90
    assert not earlier.context["board"].brief
    for strange in ("1066", "2099", "abcd", "", "²²²²", "-200"):
        assert analyst.get(reverse("reporting:dashboard"), {"jaar": strange}).context["board"].year == 2026


def test_the_page_is_there_in_english_too(analyst, counts) -> None:
    page = words(analyst.get("/en" + reverse("reporting:dashboard")))
    assert "Planned on this day: 178. That is 22 more." in page


def test_an_empty_database_has_a_dashboard(analyst) -> None:
    for name in ("dashboard", "download"):
        assert analyst.get(reverse(f"reporting:{name}")).status_code == 200


def test_the_file_holds_what_the_page_shows(analyst, counts) -> None:
    response = analyst.get(reverse("reporting:download"))
    assert 'filename="cijfers-2026.csv"' in response["Content-Disposition"]
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][0] == "Maand"
    assert [row[0] for row in rows[1:5]] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert (rows[1][4], rows[4][4], rows[4][6]) == ("120", "80", str(80 * 170_000))
    assert rows[-1] == ["Regio Deal", "45000000", "10000000", "30000000", "5000000"]


def test_the_page_takes_as_many_queries_with_years_of_figures(analyst, counts, django_assert_num_queries) -> None:
    url = reverse("reporting:dashboard")
    analyst.get(url)
    with CaptureQueriesContext(connection) as few:
        analyst.get(url)
    DailyFigure.objects.bulk_create(
        DailyFigure(day=D(2024, 1, 1) + datetime.timedelta(days=n), figure="questions", count=1, municipality=code)
        for n in range(400)
        for code in ("GM0168", "GM0173")
    )
    with django_assert_num_queries(len(few)):
        analyst.get(url)
    assert len(few) <= 15
