"""Overdue, due today, due next: asked with a now, to the second, on the local clock of the deadline."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.urgency import Lateness, Urgency, is_breach, is_overdue, overdue_for, urgency
from tests.rules.floor import MISSION, TIJUANA, at, calendars, moments, zones

DUE = at("2026-03-19T20:00:00-07:00")  # Thursday evening in Tijuana
SECOND = timedelta(seconds=1)


def band(now, *, met_at=None, due_at=DUE):
    return urgency(due_at, met_at=met_at, zone=TIJUANA, calendar=MISSION, now=now)


def late(now):
    return overdue_for(DUE, now=now, zone=TIJUANA, calendar=MISSION)


@pytest.mark.parametrize(("now", "overdue"), [(DUE - SECOND, False), (DUE, False), (DUE + SECOND, True)])
def test_at_the_due_second_an_answer_is_still_on_time(now, overdue):
    assert is_overdue(DUE, met_at=None, now=now) is overdue
    assert is_breach(DUE, met_at=now, now=now + timedelta(days=9)) is overdue


def test_what_is_answered_is_never_overdue_but_a_late_answer_stays_a_breach():
    assert not is_overdue(DUE, met_at=DUE + SECOND, now=DUE + timedelta(days=30))
    assert is_breach(DUE, met_at=DUE + SECOND, now=DUE + timedelta(days=30))
    assert not is_breach(DUE, met_at=DUE, now=DUE + timedelta(days=30))


@pytest.mark.parametrize(("now", "expected"), [
    ("2026-03-20T03:00:01+00:00", Urgency.OVERDUE), ("2026-03-20T03:00:00+00:00", Urgency.DUE_TODAY),
    ("2026-03-19T00:00:00-07:00", Urgency.DUE_TODAY), ("2026-03-18T23:59:59-07:00", Urgency.DUE_NEXT),
    ("2026-03-18T00:00:00-07:00", Urgency.DUE_NEXT), ("2026-03-17T23:59:59-07:00", Urgency.LATER),
])  # fmt: skip
def test_the_bands_change_at_local_midnight_and_at_the_due_second(now, expected):
    assert band(at(now)) is expected


def test_due_on_tuesday_is_due_next_from_the_friday_before_the_long_weekend():
    tuesday = at("2026-03-17T20:00:00-07:00")
    assert band(at("2026-03-13T09:00:00-07:00"), due_at=tuesday) is Urgency.DUE_NEXT
    assert band(at("2026-03-12T09:00:00-07:00"), due_at=tuesday) is Urgency.LATER


def test_an_answer_puts_a_deadline_in_one_of_the_last_two_bands():
    much_later = DUE + timedelta(days=90)
    assert band(much_later, met_at=DUE) is Urgency.MET
    assert band(much_later, met_at=DUE + SECOND) is Urgency.MET_LATE


@pytest.mark.parametrize(("now", "days", "hours"), [
    ("2026-03-19T20:00:00-07:00", 0, 0), ("2026-03-19T20:59:59-07:00", 0, 0), ("2026-03-19T21:00:00-07:00", 0, 1),
    ("2026-03-20T00:00:00-07:00", 1, 4), ("2026-03-22T20:00:00-07:00", 1, 72), ("2026-03-23T08:00:00-07:00", 2, 84),
])  # fmt: skip
def test_how_late_is_told_in_business_days_and_whole_hours(now, days, hours):
    assert late(at(now)) == Lateness(business_days=days, hours=hours)


def test_before_it_is_due_it_is_not_late_at_all():
    assert late(DUE - timedelta(days=40)) == Lateness(0, 0)


@given(moments, st.timedeltas(timedelta(days=-30), timedelta(days=30)), st.none() | moments, zones, calendars)
def test_the_bands_and_the_facts_never_contradict_each_other(due_at, passed, met_at, zone, calendar):
    now = due_at + passed
    told = urgency(due_at, met_at=met_at, zone=zone, calendar=calendar, now=now)
    assert (told is Urgency.OVERDUE) == is_overdue(due_at, met_at=met_at, now=now)
    assert (told in (Urgency.OVERDUE, Urgency.MET_LATE)) == is_breach(due_at, met_at=met_at, now=now)
    assert (told in (Urgency.MET, Urgency.MET_LATE)) == (met_at is not None)


def test_a_moment_without_its_zone_is_refused():
    for ask in (is_overdue, is_breach):
        with pytest.raises(ValueError, match="naive"):
            ask(DUE, met_at=None, now=datetime(2026, 3, 19))
    with pytest.raises(ValueError, match="naive"):
        band(datetime(2026, 3, 19))
    assert band(datetime(2026, 3, 19, tzinfo=UTC)) is Urgency.DUE_NEXT
