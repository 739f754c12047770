"""Counting business days forwards and backwards."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.business_days import add_business_days, business_days_between, next_business_day
from tests.rules.floor import CALENDARS, MISSION, calendars, days

few = st.integers(-15, 15)
FRIDAY, JUAREZ_MONDAY, TUESDAY = date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 17)


def test_the_next_business_day_after_the_friday_before_juarez_monday_is_tuesday():
    assert next_business_day(FRIDAY, MISSION) == TUESDAY
    assert next_business_day(FRIDAY, CALENDARS["us"]) == JUAREZ_MONDAY


def test_no_business_day_after_a_day_is_the_day_itself_open_or_closed():
    assert add_business_days(JUAREZ_MONDAY, 0, MISSION) == JUAREZ_MONDAY


@pytest.mark.parametrize("day", [date(2026, 3, 14), date(2026, 3, 15), JUAREZ_MONDAY])
def test_from_a_closed_day_the_count_starts_at_the_first_open_one(day):
    assert add_business_days(day, 1, MISSION) == TUESDAY
    assert add_business_days(day, -1, MISSION) == FRIDAY


@given(days, few, calendars)
def test_going_and_coming_back_from_a_business_day_ends_where_it_began(day, n, calendar):
    start = next_business_day(day, calendar)
    assert add_business_days(add_business_days(start, n, calendar), -n, calendar) == start


@given(days, st.integers(0, 15), calendars)
def test_between_a_day_and_the_nth_business_day_after_it_are_n(day, n, calendar):
    assert business_days_between(day, add_business_days(day, n, calendar), calendar) == n


@given(days, st.integers(0, 60), st.integers(0, 60), calendars)
def test_business_days_between_add_up(day, first, second, calendar):
    middle, last = day + timedelta(days=first), day + timedelta(days=first + second)
    parts = business_days_between(day, middle, calendar), business_days_between(middle, last, calendar)
    assert sum(parts) == business_days_between(day, last, calendar)
    assert business_days_between(last, day, calendar) == -sum(parts)


def test_from_a_day_to_itself_is_no_business_day():
    assert business_days_between(TUESDAY, TUESDAY, MISSION) == 0
