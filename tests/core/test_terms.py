"""Dates that the law attaches something to. The expected dates were worked out by hand with a calendar."""

import datetime

import holidays
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.core import ExtraHolidayFactory
from werkcentrum.core import terms
from werkcentrum.core.terms import Calendar, Suspension, term_end

DAY = datetime.timedelta(days=1)
CALENDAR = Calendar()


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class TestHolidays:
    @pytest.mark.parametrize(
        ("day", "name"),
        [
            ("2026-01-01", "New Year's Day"),
            ("2026-04-03", "Good Friday"),
            ("2026-04-06", "Easter Monday"),
            ("2026-04-27", "King's Day"),
            ("2026-05-05", "Liberation Day"),
            ("2026-05-14", "Ascension Day"),
            ("2026-05-25", "Whit Monday"),
            ("2026-12-25", "Christmas Day"),
            ("2026-12-26", "Boxing Day"),
        ],
    )
    def test_the_nine_recognised_holidays_of_2026(self, day, name):
        with translation.override("en"):
            assert str(CALENDAR.holiday_name(d(day))) == name
        assert len(terms.recognised_holidays(2026)) == 9

    @pytest.mark.parametrize(
        ("year", "day"),
        [(2014, "2014-04-26"), (2025, "2025-04-26"), (2031, "2031-04-26"), (2026, "2026-04-27"), (2024, "2024-04-27")],
    )
    def test_kings_day_moves_to_the_26th_when_the_27th_is_a_sunday(self, year, day):
        assert terms.kings_day(year) == d(day)

    def test_5_may_is_a_holiday_every_year_not_only_in_lustrum_years(self):
        assert all(CALENDAR.is_holiday(datetime.date(year, 5, 5)) for year in range(2014, 2060))

    def test_ascension_day_on_5_may_is_one_day(self):
        assert d("2016-05-05") in terms.recognised_holidays(2016)
        assert len(terms.recognised_holidays(2016)) == 8

    @pytest.mark.parametrize("year", range(2014, 2100))
    def test_the_same_days_as_the_library_that_the_world_uses_plus_5_may(self, year):
        library = holidays.country_holidays("NL", years=year)
        weekdays = {day for day in library if day.isoweekday() < 7} | {datetime.date(year, 5, 5)}
        ours = terms.recognised_holidays(year)
        assert {day for day in ours if day.isoweekday() < 7} == {day for day in weekdays if day.isoweekday() < 7} - (
            {datetime.date(year, 5, 5)} if datetime.date(year, 5, 5).isoweekday() == 7 else set()
        )


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("start", "n", "expected"),
        [
            ("2026-03-10", 1, "2026-03-11"),  # Tuesday
            ("2026-03-13", 1, "2026-03-16"),  # Friday to Monday
            ("2026-03-14", 1, "2026-03-16"),  # Saturday
            ("2026-04-02", 1, "2026-04-07"),  # Maundy Thursday: over Good Friday and Easter
            ("2026-04-24", 2, "2026-04-29"),  # over King's Day on a Monday
            ("2025-04-25", 1, "2025-04-28"),  # King's Day on Saturday: the Monday is ordinary
            ("2026-05-04", 1, "2026-05-06"),  # over 5 May
            ("2026-05-13", 1, "2026-05-15"),  # over Ascension Day; the Friday is a working day
            ("2026-12-24", 1, "2026-12-28"),  # Christmas on Friday and Saturday
            ("2026-12-31", 1, "2027-01-04"),
            ("2026-03-14", 0, "2026-03-16"),
            ("2026-03-16", 0, "2026-03-16"),
        ],
    )
    def test_the_nth_working_day_after_a_day(self, start, n, expected):
        assert CALENDAR.add_working_days(d(start), n) == d(expected)

    def test_an_extra_day_of_the_admin_is_no_working_day(self):
        bridging = Calendar({d("2026-05-15"): "Brugdag"})
        assert bridging.add_working_days(d("2026-05-13"), 1) == d("2026-05-18")
        assert bridging.holiday_name(d("2026-05-15")) == "Brugdag"

    def test_an_extra_day_that_was_a_holiday_already_counts_once(self):
        doubled = Calendar({d("2026-05-14"): "Hemelvaart", d("2026-05-16"): "Zaterdag"})
        assert doubled.working_days_between(d("2026-05-10"), d("2026-05-17")) == 4

    def test_working_days_are_not_counted_backward(self):
        with pytest.raises(ValueError, match="forward"):
            CALENDAR.add_working_days(d("2026-03-10"), -1)

    @given(
        a=st.dates(d("2015-01-01"), d("2060-01-01")),
        days=st.integers(0, 900),
        extra=st.sets(st.dates(d("2025-01-01"), d("2027-01-01")), max_size=4),
    )
    @settings(max_examples=150, deadline=None)
    def test_counting_equals_counting_day_by_day(self, a, days, extra):
        calendar = Calendar(dict.fromkeys(extra, "vrij"))
        b = a + days * DAY
        one_by_one = sum(calendar.is_working_day(a + i * DAY) for i in range(1, days + 1))
        assert calendar.working_days_between(a, b) == one_by_one
        assert calendar.working_days_between(b, a) == -one_by_one

    @given(start=st.dates(d("2015-01-01"), d("2060-01-01")), n=st.integers(1, 400))
    @settings(max_examples=150, deadline=None)
    def test_adding_and_counting_are_each_others_inverse(self, start, n):
        end = CALENDAR.add_working_days(start, n)
        assert CALENDAR.is_working_day(end)
        assert CALENDAR.working_days_between(start, end) == n


# start (receipt, sending or request), the term, last day, why
HAND_CHECKED = [
    ("2026-02-09", {"weeks": 8}, "2026-04-07", "would end on Easter Monday"),
    ("2026-02-06", {"weeks": 8}, "2026-04-07", "would end on Good Friday: over the whole Easter weekend"),
    ("2026-02-07", {"weeks": 8}, "2026-04-07", "would end on the Saturday before Easter"),
    ("2026-02-05", {"weeks": 8}, "2026-04-02", "Maundy Thursday is a working day"),
    ("2026-03-02", {"weeks": 8}, "2026-04-28", "would end on King's Day, a Monday"),
    ("2025-03-15", {"weeks": 6}, "2025-04-28", "King's Day on Saturday the 26th, because the 27th is a Sunday"),
    ("2025-03-17", {"weeks": 6}, "2025-04-28", "the Monday after a moved King's Day is a working day"),
    ("2026-03-24", {"weeks": 6}, "2026-05-06", "5 May in a year in which most people work"),
    ("2025-03-24", {"weeks": 6}, "2025-05-06", "5 May in a year in which most people are off"),
    ("2026-04-02", {"weeks": 6}, "2026-05-15", "Ascension Day; the Friday after it is a working day"),
    ("2026-04-13", {"weeks": 6}, "2026-05-26", "Whit Monday"),
    ("2026-11-13", {"weeks": 6}, "2026-12-28", "Christmas on Friday and Saturday"),
    ("2026-11-14", {"weeks": 6}, "2026-12-28", "Boxing Day on a Saturday"),
    ("2025-11-13", {"weeks": 6}, "2025-12-29", "Christmas on Thursday and Friday, then the weekend"),
    ("2026-11-20", {"weeks": 6}, "2027-01-04", "New Year's Day on a Friday"),
    ("2026-03-10", {"weeks": 6}, "2026-04-21", "an ordinary Tuesday"),
    # ATW art. 4: up to twelve weeks, 90 days, three months
    ("2026-01-12", {"weeks": 12}, "2026-04-07", "twelve weeks move"),
    ("2026-01-05", {"weeks": 13}, "2026-04-06", "thirteen weeks end on Easter Monday itself"),
    ("2025-10-06", {"weeks": 26}, "2026-04-06", "twenty-six weeks"),
    ("2026-01-05", {"days": 90}, "2026-04-07", "90 days end on Easter Sunday and move"),
    ("2026-01-04", {"days": 91}, "2026-04-05", "91 days stay on Easter Sunday"),
    ("2026-01-05", {"months": 3}, "2026-04-07", "three months move"),
    ("2025-12-05", {"months": 4}, "2026-04-05", "four months stay"),
    ("2026-01-31", {"months": 1}, "2026-03-02", "31 January plus a month is 28 February, a Saturday"),
    ("2027-12-31", {"months": 2}, "2028-02-29", "leap year"),
    # ATW art. 2: at least three days hold at least two working days
    ("2026-04-02", {"days": 3}, "2026-04-08", "Good Friday to Easter Sunday: none, so two working days after Easter"),
    ("2026-03-13", {"days": 3}, "2026-03-17", "a weekend and a Monday: one, so Tuesday"),
    ("2026-03-12", {"days": 3}, "2026-03-16", "ends on Sunday with only the Friday: Monday is the second"),
    ("2026-03-13", {"days": 2}, "2026-03-16", "two days: only art. 1"),
    ("2026-12-24", {"days": 3}, "2026-12-29", "Christmas: Monday and Tuesday"),
    # Awb 4:14
    ("2026-01-12", {"weeks": 8, "extension_weeks": 4}, "2026-04-07", "eight weeks and four more are twelve"),
    ("2026-01-05", {"weeks": 8, "extension_weeks": 5}, "2026-04-06", "thirteen with the extension: no moving"),
    # by agreement or by scheme
    ("2026-02-09", {"weeks": 8, "extends": False}, "2026-04-06", "told not to move"),
    ("2026-01-05", {"weeks": 13, "extends": True}, "2026-04-07", "told to move"),
]


class TestTerms:
    @pytest.mark.parametrize(("start", "term", "expected", "why"), HAND_CHECKED)
    def test_hand_checked(self, start, term, expected, why):
        assert term_end(d(start), calendar=CALENDAR, **term) == d(expected), why

    def test_a_day_that_the_admin_added_moves_the_end(self):
        bridging = Calendar({d("2026-05-15"): "Brugdag"})
        assert term_end(d("2026-04-02"), weeks=6, calendar=bridging) == d("2026-05-18")

    def test_six_weeks_to_object_from_the_day_after_sending(self):
        # Awb 6:8: sent on Tuesday 10 March, first day Wednesday 11 March, last day Tuesday 21 April
        assert terms.objection_end(d("2026-03-10"), calendar=CALENDAR) == d("2026-04-21")
        assert terms.payment_end(d("2026-03-16"), calendar=CALENDAR) == d("2026-04-28")

    @pytest.mark.parametrize("wrong", [{}, {"weeks": 8, "days": 3}, {"weeks": -1}, {"weeks": 8, "extension_weeks": -1}])
    def test_a_term_has_exactly_one_unit(self, wrong):
        with pytest.raises(ValueError, match="one of them"):
            term_end(d("2026-03-10"), calendar=CALENDAR, **wrong)


# received on Monday 2 March 2026; eight weeks would be King's Day, so Tuesday 28 April
SUSPENDED = [
    ([("2026-03-11", "2026-03-17")], "2026-05-04", "seven days"),
    ([("2026-03-11", "2026-03-24")], "2026-05-11", "fourteen days"),
    ([("2026-03-11", "2026-03-17"), ("2026-04-01", "2026-04-07")], "2026-05-11", "two weeks in two parts"),
    ([("2026-03-11", "2026-03-20"), ("2026-03-17", "2026-03-24")], "2026-05-11", "overlapping days count once"),
    ([("2026-04-28", "2026-04-28")], "2026-04-29", "one day of the moved end"),
    ([("2026-04-27", "2026-04-27")], "2026-04-28", "King's Day itself: the term ends a day later"),
    ([("2026-05-01", "2026-05-10")], "2026-04-28", "after the end: no effect"),
    ([("2026-02-20", "2026-03-02")], "2026-04-28", "before the start: no effect"),
    ([("2026-02-20", "2026-03-03")], "2026-04-28", "one day of it counts, and the end was a holiday anyway"),
    ([("2026-03-11", "2026-03-17"), ("2026-05-03", "2026-05-09")], "2026-05-11", "starts within the pushed-back term"),
]


class TestSuspension:
    @pytest.mark.parametrize(("stops", "expected", "why"), SUSPENDED)
    def test_hand_checked(self, stops, expected, why):
        suspensions = [Suspension(d(first), d(last)) for first, last in stops]
        assert term_end(d("2026-03-02"), weeks=8, suspensions=suspensions, calendar=CALENDAR) == d(expected), why

    def test_the_end_is_unknown_while_the_clock_stands_still(self):
        running = Suspension(d("2026-03-11"), None)
        with pytest.raises(terms.ClockStandsStill):
            term_end(d("2026-03-02"), weeks=8, suspensions=[running], calendar=CALENDAR)

    def test_a_suspension_that_starts_after_the_end_does_not_matter(self):
        late = Suspension(d("2026-04-29"), None)
        assert term_end(d("2026-03-02"), weeks=8, suspensions=[late], calendar=CALENDAR) == d("2026-04-28")

    def test_a_suspension_cannot_end_before_it_starts(self):
        with pytest.raises(ValueError, match="before it starts"):
            term_end(
                d("2026-03-02"), weeks=8, suspensions=[Suspension(d("2026-03-11"), d("2026-03-01"))], calendar=CALENDAR
            )

    @pytest.mark.parametrize(
        ("completed_on", "last_day"),
        [
            ("2026-03-18", "2026-03-17"),  # until the day of completion, which counts again
            ("2026-03-24", "2026-03-23"),  # on the last day of the term that was given
            ("2026-03-30", "2026-03-24"),  # too late: the term had lapsed
            (None, "2026-03-24"),
        ],
    )
    def test_asking_for_what_is_missing_stops_the_clock_from_the_day_after(self, completed_on, last_day):
        stop = terms.suspension_for_completion(
            requested_on=d("2026-03-10"), lapses_on=d("2026-03-24"), completed_on=completed_on and d(completed_on)
        )
        assert stop == Suspension(d("2026-03-11"), d(last_day))

    def test_completed_the_same_or_the_next_day_the_clock_never_stopped(self):
        for completed_on in ("2026-03-10", "2026-03-11"):
            stop = terms.suspension_for_completion(
                requested_on=d("2026-03-10"), lapses_on=d("2026-03-24"), completed_on=d(completed_on)
            )
            assert stop is None

    @given(
        start=st.dates(d("2024-01-01"), d("2028-01-01")),
        days=st.integers(1, 100),
        stops=st.lists(st.tuples(st.integers(-10, 130), st.integers(0, 30)), max_size=4),
        extends=st.sampled_from([None, True, False]),
    )
    @settings(max_examples=300, deadline=None)
    def test_a_term_equals_counting_day_by_day(self, start, days, stops, extends):
        suspensions = [Suspension(start + first * DAY, start + (first + length) * DAY) for first, length in stops]
        expected = day_by_day(start, days, suspensions, days <= 90 if extends is None else extends)
        assert term_end(start, days=days, suspensions=suspensions, calendar=CALENDAR, extends=extends) == expected


def day_by_day(start, length, suspensions, extends):
    """What a patient clerk with a calendar does: cross out one day after the other."""
    day, left, working = start, length, 0
    while True:
        day += DAY
        if any(stop.first_day <= day <= stop.last_day for stop in suspensions):
            continue
        left -= 1
        working += CALENDAR.is_working_day(day)
        if left > 0:
            continue
        if not extends or (CALENDAR.is_working_day(day) and (length < 3 or working >= 2)):
            return day


@pytest.mark.django_db
class TestExtraHolidays:
    def test_the_calendar_follows_what_the_admin_adds_changes_and_removes(self):
        day = d("2026-05-15")
        assert terms.calendar().is_working_day(day)
        extra = ExtraHolidayFactory(date=day)
        assert not terms.calendar().is_working_day(day)
        extra.date = d("2026-05-18")
        extra.save()
        assert terms.calendar().is_working_day(day)
        assert not terms.calendar().is_working_day(d("2026-05-18"))
        extra.delete()
        assert terms.calendar().is_working_day(d("2026-05-18"))

    def test_the_calendar_is_read_once(self, django_assert_num_queries):
        terms.calendar()
        with django_assert_num_queries(0):
            terms.calendar()
