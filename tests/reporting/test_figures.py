"""The daily aggregates: what is counted on which day, and that computing again gives the same."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from advisors.models import Case, ContactMoment
from advisors.services import Conversation, close_case, record_contact
from reporting import services
from reporting.models import DailyFigure, Figure
from reporting.tasks import refresh_day, refresh_recent
from tests.factories.advisors import CaseFactory, ContactMomentFactory
from tests.factories.core import MunicipalityFactory, UserFactory
from tests.factories.vouchers import Fund
from tests.helpers import load_reference

pytestmark = pytest.mark.django_db

D = datetime.date


def at(day: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(day))


def figures() -> list[tuple]:
    rows = DailyFigure.objects.order_by("day", "figure", "municipality")
    return list(rows.values_list("day", "figure", "municipality", "count", "cents"))


def counted(figure: str) -> dict[D, int]:
    return dict(DailyFigure.objects.filter(figure=figure).values_list("day", "count"))


def _a_moment_later() -> None:
    """A burst of events counts a day once; the next burst comes after it."""
    cache.delete(f"reporting.refresh.{timezone.localdate().isoformat()}")


@pytest.fixture
def history() -> None:
    """Questions and conversations in two years and two municipalities."""
    losser = MunicipalityFactory(code="GM0168", name="Losser")
    for day in ("2025-12-31 23:30", "2026-01-01 00:30", "2026-03-01 10:00", "2026-03-01 11:00"):
        CaseFactory(open=True, opened_at=at(day))
    case = CaseFactory(open=True, opened_at=at("2026-03-01 12:00"), municipality=losser)
    closed = CaseFactory(closed=True, opened_at=at("2026-03-02 09:00"))
    Case.objects.filter(pk=closed.pk).update(closed_at=at("2026-03-05 09:00"))
    for day in ("2026-03-03 10:00", "2026-03-03 15:00"):
        ContactMomentFactory(case=case, llo=True, at=at(day))
    ContactMomentFactory(case=case, at=at("2026-03-03 16:00"))


def test_what_happened_is_counted_on_its_day_in_amsterdam_and_per_municipality(history, freeze) -> None:
    freeze("2026-04-14 10:00")
    DailyFigure.objects.all().delete()
    services.rebuild()
    assert figures() == [
        (D(2025, 12, 31), "questions", "GM0153", 1, 0),
        (D(2026, 1, 1), "questions", "GM0153", 1, 0),
        (D(2026, 3, 1), "questions", "GM0153", 2, 0),
        (D(2026, 3, 1), "questions", "GM0168", 1, 0),
        (D(2026, 3, 2), "questions", "GM0153", 1, 0),
        (D(2026, 3, 3), "conversations", "GM0168", 2, 0),
        (D(2026, 3, 5), "closed", "GM0153", 1, 0),
    ]


def test_refreshing_day_by_day_equals_rebuilding_everything(history, freeze) -> None:
    freeze("2026-03-10 10:00")
    services.rebuild()
    rebuilt = figures()
    DailyFigure.objects.all().delete()
    day = D(2025, 12, 30)
    while day <= timezone.localdate():
        refresh_day(day.isoformat())
        day += datetime.timedelta(days=1)
    assert figures() == rebuilt


def test_refreshing_twice_changes_nothing(history, freeze) -> None:
    freeze("2026-03-10 10:00")
    services.rebuild()
    once = figures()
    services.rebuild()
    refresh_day("2026-03-03")
    assert figures() == once


def test_the_night_takes_a_late_correction_along(history, freeze) -> None:
    freeze("2026-03-10 10:00")
    services.rebuild()
    ContactMoment.objects.filter(at=at("2026-03-03 15:00")).update(at=at("2026-03-04 15:00"))
    refresh_recent()
    assert counted(Figure.CONVERSATIONS) == {D(2026, 3, 3): 1, D(2026, 3, 4): 1}
    assert counted(Figure.QUESTIONS)[D(2026, 1, 1)] == 1  # before the window: left as it was


def test_what_is_gone_is_not_counted_any_more(history, freeze) -> None:
    freeze("2026-03-10 10:00")
    services.rebuild()
    ContactMoment.objects.all().delete()
    services.refresh_days(first=D(2026, 3, 3), last=D(2026, 3, 3))
    assert counted(Figure.CONVERSATIONS) == {}


def test_an_empty_database_has_no_figures() -> None:
    assert services.rebuild() == 0
    assert figures() == []


def test_a_conversation_and_a_closed_question_of_today_are_counted_at_once() -> None:
    advisor = UserFactory(advisor=True)
    case = CaseFactory(open=True, owner=advisor)
    record_contact(
        case_id=case.pk,
        kind="llo",
        minutes=50,
        by=advisor,
        conversation=Conversation(
            goal="Werk", education="mbo2", route="other_sector", sector_from="handel", sector_to="zorg"
        ),
    )
    today = timezone.localdate()
    assert counted(Figure.CONVERSATIONS) == {today: 1}
    _a_moment_later()
    close_case(case_id=case.pk, outcome="answered", by=advisor)
    assert counted(Figure.CLOSED) == {today: 1}


def test_decisions_of_today_are_counted_with_their_money() -> None:
    load_reference()
    fund = Fund()
    awarded, refused = fund.prepared(), fund.prepared()
    _a_moment_later()
    fund.award(awarded)
    _a_moment_later()
    fund.refuse(refused)
    rows = dict(DailyFigure.objects.exclude(figure=Figure.QUESTIONS).values_list("figure", "cents"))
    assert rows == {"applications": 0, "conversations": 0, "vouchers": 170_000, "refusals": 0}
    assert DailyFigure.objects.get(figure=Figure.VOUCHERS).municipality == "GM0173"
    live = figures()
    services.rebuild()
    assert [row for row in figures() if row in live] == live
