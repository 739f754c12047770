"""The staircase says what the rule says for every moment, and where two of them differ nothing is left out."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar_changes import days_changed, opened, with_rows
from rules.courier import missing_from
from rules.deadlines import due
from rules.steps import missing, shifts, steps
from rules.terms import Term, term_of
from rules.zones import local_date, moment
from tests.rules.floor import FIRST, LAST, MISSION, TIJUANA, ZONES, calendars, days, moments, own, zones

PROMISE = "P_GRP_H2_3BD"
NOON = time(12)
terms = st.lists(
    st.builds(
        Term, st.just(PROMISE), days, st.integers(1, 10), st.sampled_from([time(20), time(18, 30), time(0)]),
        st.booleans(),
    ),
    max_size=3, unique_by=lambda term: term.holds_from,
).map(lambda later: (Term(PROMISE, date(2000, 1, 1), 3), *later))  # fmt: skip


def at(staircase, begin):
    return [step for step in staircase if step.starts_at <= begin][-1]


@given(moments, zones, calendars, terms, st.lists(days, max_size=4))
def test_a_moments_step_is_due_when_the_rule_says(began, zone, calendar, decided, closed):
    counted = with_rows(calendar, map(own, closed))
    day = local_date(began, zone)
    term = term_of(decided, PROMISE, started_at=began, zone=zone)
    step = at(list(steps(day - timedelta(days=9), day + timedelta(days=9), zone, decided, counted)), began)
    assert step.due_at == due(began, zone, term.business_days, counted, closes=term.closes, lenient=term.lenient)
    assert step.due_on == local_date(step.due_at, zone)
    assert step.business_days == term.business_days


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("lenient", [False, True])
def test_thirteen_years_of_steps_agree_just_before_and_just_after_each(zone, lenient):
    """Both changes of the clock of every year, the first of October 2030, every New Year."""
    term = Term(PROMISE, date(2000, 1, 1), 3, lenient=lenient)
    before, count = None, 0
    for step in steps(FIRST, LAST, zone, [term], MISSION):
        begins = [step.starts_at] if before is None else [step.starts_at, step.starts_at - timedelta(microseconds=1)]
        for begin, told in zip(begins, (step, before), strict=False):
            assert term.due(begin, zone, MISSION) == told.due_at
        before, count = step, count + 1
    assert 3_100 < count < 3_400, "one for each business day"


@given(zones, st.integers(2023, 2035), st.booleans())
def test_the_first_of_october_2030_and_the_days_the_clock_changes_are_in_the_steps(zone, year, lenient):
    term = Term(PROMISE, date(2000, 1, 1), 1, lenient=lenient)
    for day in (date(2030, 9, 30), date(year, 3, 8), date(year, 11, 1)):
        staircase = list(steps(day - timedelta(days=7), day + timedelta(days=7), zone, [term], MISSION))
        for hour in range(-30, 54):
            began = moment(day, NOON, zone) + timedelta(hours=hour)
            assert at(staircase, began).due_at == term.due(began, zone, MISSION)
    assert local_date(term.due(moment(date(2030, 9, 30), NOON, zone), zone, MISSION), zone) == date(2030, 10, 2)


@given(moments, zones, terms, st.lists(days, max_size=2), days, st.booleans())
def test_a_clock_is_due_at_another_moment_exactly_within_a_shift(began, zone, decided, closed, day, near):
    day = local_date(began, zone) + timedelta(days=day.toordinal() % 8) if near else day
    old = with_rows(MISSION, map(own, closed))
    new = with_rows(old, [own(day)])
    first, last = day - timedelta(days=40), day + timedelta(days=5)
    end = moment(last + timedelta(days=1), time(0), zone)
    both = [list(steps(first, last, zone, decided, calendar)) for calendar in (old, new)]
    found = [shift for shift in shifts(*both, until=end) if shift.starts_at <= began < shift.ends_at]
    term = term_of(decided, PROMISE, started_at=began, zone=zone)
    was, will = (term.due(began, zone, calendar) for calendar in (old, new))
    assert [(shift.before.due_at, shift.after.due_at) for shift in found] == ([(was, will)] if was != will else [])


def test_the_steps_of_a_clock_before_the_first_term_are_none():
    later = Term(PROMISE, date(2026, 3, 12), 3)
    assert [step.starts_at for step in steps(date(2026, 3, 9), date(2026, 3, 12), TIJUANA, [later], MISSION)] == [
        datetime(2026, 3, 12, 7, tzinfo=UTC)
    ]


def test_a_term_holds_from_the_local_midnight_of_its_first_day():
    decided = [Term(PROMISE, date(2000, 1, 1), 3), Term(PROMISE, date(2026, 3, 11), 1)]
    tuesday, wednesday = steps(date(2026, 3, 10), date(2026, 3, 11), TIJUANA, decided, MISSION)
    assert (tuesday.due_on, wednesday.due_on) == (date(2026, 3, 13), date(2026, 3, 12))
    assert wednesday.starts_at == datetime(2026, 3, 11, 7, tzinfo=UTC)


@given(days, zones, calendars)
def test_the_courier_term_is_counted_for_every_day_of_issue(day, zone, calendar):
    assert dict(missing(day, day + timedelta(days=3), zone, calendar)) == {
        day + timedelta(days=n): missing_from(day + timedelta(days=n), zone, calendar) for n in range(4)
    }


@given(moments, zones, st.integers(1, 15), calendars, days, st.booleans())
def test_opening_a_closed_day_never_makes_a_deadline_later(began, zone, n, calendar, day, lenient):
    for closing in calendar.all_on(day):
        calendar_with = opened(calendar, day, closing.layer)
        assert due(began, zone, n, calendar_with, lenient=lenient) <= due(began, zone, n, calendar, lenient=lenient)


@given(moments, zones, st.integers(1, 15), calendars, days, st.booleans())
def test_closing_a_day_never_makes_a_deadline_earlier(began, zone, n, calendar, day, lenient):
    closed = with_rows(calendar, [own(day)])
    was, will = (due(began, zone, n, one, lenient=lenient) for one in (calendar, closed))
    assert will >= was
    if will != was:
        assert local_date(began, zone) <= day <= local_date(was, zone)
        assert days_changed(calendar, closed, day, day) == (day,)
