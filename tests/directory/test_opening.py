"""When locations are open: hours, holidays, closed days, and what people see of it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from directory import rules, services
from directory.models import Schedule
from directory.rules import Hours, OpeningSlot, WeeklySlot
from tests.factories.core import ExtraHolidayFactory
from tests.factories.directory import ClosedDayFactory, LocationFactory, TeamFactory
from werkcentrum.core.terms import Calendar

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE_TO_FIVE = OpeningSlot(datetime.time(9), datetime.time(17))
WORKING_DAYS = Hours(tuple(WeeklySlot(day, NINE_TO_FIVE) for day in range(1, 6)), {})


def at(moment: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-10 08:59:59", False),
        ("2026-03-10 09:00", True),
        ("2026-03-10 16:59:59", True),
        ("2026-03-10 17:00", False),
        ("2026-03-14 12:00", False),  # Saturday
        ("2026-04-27 12:00", False),  # King's Day, a Monday
        ("2026-05-05 12:00", False),  # Liberation Day, every year
        ("2026-04-03 12:00", False),  # Good Friday
    ],
)
@pytest.mark.django_db
def test_a_location_is_open_within_its_hours_and_not_on_holidays(moment: str, is_open: bool):
    LocationFactory()
    (place,) = services.open_today(at(moment))
    assert place.is_open_now is is_open


@pytest.mark.django_db
def test_the_clock_is_that_of_amsterdam():
    LocationFactory()
    utc = datetime.datetime(2026, 7, 14, 7, 0, tzinfo=datetime.UTC)
    (place,) = services.open_today(utc)
    assert place.is_open_now


@pytest.mark.django_db
def test_a_closed_location_says_when_it_opens_again():
    LocationFactory(hours={1: "9-17", 2: "9-20"})
    (place,) = services.open_today(at("2026-03-13 12:00"))
    assert place.next_opening == at("2026-03-16 09:00")
    assert place.opens_at is None


@pytest.mark.django_db
def test_before_opening_time_the_next_opening_is_today():
    LocationFactory()
    (place,) = services.open_today(at("2026-03-10 07:00"))
    assert place.next_opening == at("2026-03-10 09:00")
    assert place.slots == (NINE_TO_FIVE,)


@pytest.mark.django_db
def test_the_next_opening_skips_the_long_weekend_of_easter():
    LocationFactory()
    (place,) = services.open_today(at("2026-04-02 18:00"))
    assert place.next_opening == at("2026-04-07 09:00")


@pytest.mark.django_db
def test_a_closed_day_of_one_location_leaves_the_others_open():
    hengelo, almelo = LocationFactory(name="Hengelo"), LocationFactory(name="Almelo")
    ClosedDayFactory(location=hengelo, date=datetime.date(2026, 3, 10), reason="Verhuizing")
    state = {place.location: place for place in services.open_today(at("2026-03-10 12:00"))}
    assert state[almelo].is_open_now
    assert not state[hengelo].is_open_now
    assert state[hengelo].closed_reason == "Verhuizing"


@pytest.mark.django_db
def test_a_closed_day_without_location_closes_all():
    LocationFactory.create_batch(2)
    ClosedDayFactory(date=datetime.date(2026, 3, 10))
    assert [place.closed_reason for place in services.open_today(at("2026-03-10 12:00"))] == ["Studiedag", "Studiedag"]


@pytest.mark.django_db
def test_a_day_that_the_region_adds_to_the_holidays_is_closed_too():
    ExtraHolidayFactory(date=datetime.date(2026, 3, 10), name="Brugdag")
    LocationFactory()
    (place,) = services.open_today(at("2026-03-10 12:00"))
    assert (place.is_open_now, place.closed_reason) == (False, "Brugdag")


@pytest.mark.django_db
def test_hours_for_a_period_only_count_in_it():
    location = LocationFactory(hours={})
    july = {"valid_from": datetime.date(2026, 7, 1), "valid_to": datetime.date(2026, 7, 31)}
    hours = {"opens_at": datetime.time(10), "closes_at": datetime.time(12)}
    Schedule.objects.create(location=location, weekday=3, **hours, **july)
    days = services.week(location, first=datetime.date(2026, 7, 29), days=8)
    assert [bool(day.slots) for day in days] == [True] + [False] * 7


@pytest.mark.django_db
def test_two_slots_on_a_day_are_shown_in_order_with_a_break_between():
    location = LocationFactory(hours={2: "13-17"})
    morning = {"opens_at": datetime.time(9), "closes_at": datetime.time(12)}
    Schedule.objects.create(location=location, weekday=2, **morning)
    (place,) = services.open_today(at("2026-03-10 12:30"))
    assert not place.is_open_now
    assert [slot.opens_at.hour for slot in place.slots] == [9, 13]
    assert place.next_opening == at("2026-03-10 13:00")


@pytest.mark.django_db
def test_locations_by_appointment_or_out_of_use_are_not_among_those_to_walk_in():
    LocationFactory(is_walk_in=False)
    LocationFactory(is_active=False)
    assert services.open_today(at("2026-03-10 12:00")) == []


@pytest.mark.django_db
def test_the_number_of_queries_does_not_depend_on_the_number_of_locations(django_assert_num_queries):
    LocationFactory()
    services.open_today(at("2026-03-10 12:00"))  # the calendar is in the cache from here on
    for _ in range(2):
        with django_assert_num_queries(3):
            services.open_today(at("2026-03-10 12:00"))
        LocationFactory.create_batch(3)


@pytest.mark.django_db
def test_closing_time_comes_after_opening_time():
    location = LocationFactory(hours={})
    wrong = {"opens_at": datetime.time(17), "closes_at": datetime.time(9)}
    with pytest.raises(IntegrityError, match="schedule_closes_after_opening"), transaction.atomic():
        Schedule.objects.create(location=location, weekday=1, **wrong)


@pytest.mark.django_db
def test_there_is_one_front_desk():
    team = TeamFactory(is_front_desk=True)
    assert services.front_desk() == team
    with pytest.raises(IntegrityError, match="team_one_front_desk"), transaction.atomic():
        TeamFactory(is_front_desk=True)


@pytest.mark.django_db
def test_without_reference_data_the_front_desk_says_what_to_do():
    with pytest.raises(services.NoFrontDesk, match="load_reference"):
        services.front_desk()


@given(moment=st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2035, 12, 31)))
def test_the_next_opening_is_later_on_a_working_day_and_within_its_hours(moment: datetime.datetime):
    aware = moment.replace(tzinfo=AMSTERDAM)
    opens = rules.next_opening(WORKING_DAYS, aware, Calendar())
    assert opens is not None
    assert opens > aware
    assert Calendar().is_working_day(opens.date())
    assert opens.time() == datetime.time(9)
