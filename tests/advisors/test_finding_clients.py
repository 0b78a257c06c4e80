"""Finding a client by any mix of name, birth year, phone, e-mail and case number."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.services import client_with_cases, find_clients
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def advisor():
    return UserFactory(advisor=True)


@pytest.fixture
def people():
    """Three residents and a company."""
    ClientFactory(name="Iris Nijhuis", birth_year=1985, email="iris@post.example", phone="+31612345678")
    ClientFactory(name="Jan-Willem van den Berg", birth_year=1985, email="jw@post.example", phone="+31687654321")
    ClientFactory(name="Ayşe Çelik", birth_year=1999, email="ayse@post.example", phone="+4925621234")
    ClientFactory(
        employer=True, name="Henk Jansen", company_name="Twentse Software B.V.", kvk_number="87654321", phone=""
    )


def names(text, advisor) -> list[str]:
    return [found.client.display_name for found in find_clients(text, by=advisor).clients]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nijhuis", ["Iris Nijhuis"]),
        ("NIJH iris", ["Iris Nijhuis"]),
        ("berg", ["Jan-Willem van den Berg"]),
        ("willem berg", ["Jan-Willem van den Berg"]),
        ("celik", ["Ayşe Çelik"]),
        ("Çelik Ayşe", ["Ayşe Çelik"]),
        ("software", ["Twentse Software B.V."]),
        ("jansen", ["Twentse Software B.V."]),
        ("87654321", ["Twentse Software B.V."]),
        ("06 12345678", ["Iris Nijhuis"]),
        ("0031612345678", ["Iris Nijhuis"]),
        ("06123", ["Iris Nijhuis"]),
        ("+49 2562 1234", ["Ayşe Çelik"]),
        ("IRIS@post.example", ["Iris Nijhuis"]),
        ("nijhuis 1985", ["Iris Nijhuis"]),
        ("nijhuis 1970", []),
        ("nijhuis 06 87654321", []),
        ("ijhuis", []),
        ("iris@post.exampl", []),
    ],
)
def test_every_part_that_was_typed_has_to_fit(people, advisor, text, expected):
    assert names(text, advisor) == expected


def test_a_birth_year_may_be_one_off_and_the_exact_one_comes_first(advisor):
    for name, year in (("A Bos", 1984), ("B Bos", 1985), ("C Bos", 1986), ("D Bos", 1987), ("E Bos", None)):
        ClientFactory(name=name, birth_year=year)
    assert names("bos 1985", advisor) == ["B Bos", "A Bos", "C Bos"]


def test_a_case_number_is_exact(people, advisor):
    case = CaseFactory(reference="WCT-2026-01842", client__name="Gerda Smit")
    CaseFactory(reference="WCT-2026-01843")
    assert names(case.reference.lower(), advisor) == ["Gerda Smit"]
    assert names("wct 2026 1842", advisor) == ["Gerda Smit"]
    assert names("WCT-2026-0184", advisor) == []


def test_a_number_without_a_year_is_one_of_the_last_years(advisor, freeze):
    freeze("2026-11-22 10:00")
    CaseFactory(reference="WCT-2025-01842", client__name="Van vorig jaar")
    CaseFactory(reference="WCT-2022-01842", client__name="Van lang geleden")
    assert names("01842", advisor) == ["Van vorig jaar"]


def test_a_client_comes_with_the_last_case_and_what_is_open(advisor):
    client = ClientFactory(name="Iris Nijhuis")
    now = timezone.now()
    old = CaseFactory(client=client, opened_at=now - datetime.timedelta(days=9))
    closed = CaseFactory(client=client, closed=True, opened_at=now)
    (found,) = find_clients("nijhuis", by=advisor).clients
    assert found.last_case == closed
    assert found.open_cases == [old]


def test_at_most_twenty_and_it_says_that_there_are_more(advisor):
    for number in range(21):
        ClientFactory(name=f"Jansen {number:02}")
    found = find_clients("jansen", by=advisor)
    assert len(found.clients) == 20
    assert found.has_more
    assert not find_clients("jansen 20", by=advisor).has_more


@pytest.mark.parametrize("text", ["", " ", "j", "1985", "iris@"])
def test_too_little_is_not_searched_nor_logged(people, advisor, text):
    found = find_clients(text, by=advisor)
    assert (found.clients, found.is_enough) == ([], False)
    assert not AuditEvent.objects.filter(action="client.searched").exists()


def test_searching_is_logged_without_what_was_typed(people, advisor):
    find_clients("nijhuis 1985", by=advisor)
    event = AuditEvent.objects.get(action="client.searched")
    assert event.actor == advisor
    assert event.details == {"kinds": ["name", "birth_year"], "results": 1}


@pytest.mark.parametrize("role", ["partner", "fund_officer", "controller", "analyst", "admin", None])
def test_only_advisors_and_coordinators_find_clients(people, role):
    user = UserFactory(**({role: True} if role else {}))
    client = ClientFactory()
    with pytest.raises(NotAllowed):
        find_clients("nijhuis", by=user)
    with pytest.raises(NotAllowed):
        client_with_cases(client.pk, by=user)


def test_looking_at_a_client_is_logged_once_a_day(advisor):
    case = CaseFactory()
    for _time in range(2):
        found = client_with_cases(case.client_id, by=advisor)
    assert found.open_cases == [case]
    assert AuditEvent.objects.filter(action="client.viewed", actor=advisor).count() == 1
    assert client_with_cases(0, by=advisor) is None


def test_the_number_of_queries_does_not_grow(advisor):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_clients("bos", by=advisor)
        return len(queries)

    CaseFactory(client__name="Bos")
    count()
    first = count()
    for _number in range(12):
        CaseFactory(client__name="Bos")
    assert count() == first <= 4


@pytest.mark.parametrize("text", ["bos", "van bos 1985"])
def test_names_are_found_by_the_index(advisor, text):
    with CaptureQueriesContext(connection) as queries:
        find_clients(text, by=advisor)
    (sql,) = [query["sql"] for query in queries if "to_tsvector" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {sql}")
        assert "client_words" in str(cursor.fetchall())
