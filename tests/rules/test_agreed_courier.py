"""From when a missing tracking number is a problem: the first moment of the sixth business day after the issue date."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.counting import DayKind
from rules.courier import TERM, explain_term, missing_from, term_state
from rules.zones import local, local_date
from tests.rules.floor import CANCUN, HERMOSILLO, MEXICO_CITY, MISSION, TIJUANA, at, calendars, days, zones

ISSUED = date(2026, 3, 6)
MIDNIGHT = at("2026-03-17T00:00:00-06:00")  # the sixth business day, over Juárez Monday
SECOND = timedelta(seconds=1)


def state(now, tracking=None, *, issued=ISSUED, zone=MEXICO_CITY):
    return term_state(issued, tracking_number=tracking, zone=zone, calendar=MISSION, now=now)


def test_the_page_says_more_than_five_business_days():
    assert TERM == 5


def test_the_number_is_missing_from_the_first_second_of_the_sixth_business_day():
    assert not state(MIDNIGHT - SECOND).missing
    assert state(MIDNIGHT).missing
    assert state(MIDNIGHT).missing_from == MIDNIGHT


def test_the_day_begins_on_the_clock_of_the_city():
    starts = {zone: missing_from(ISSUED, zone, MISSION).isoformat() for zone in (TIJUANA, HERMOSILLO, CANCUN)}
    assert starts == {
        TIJUANA: "2026-03-17T07:00:00+00:00", HERMOSILLO: "2026-03-17T07:00:00+00:00",
        CANCUN: "2026-03-17T05:00:00+00:00",
    }  # fmt: skip


def test_over_the_change_of_the_clock_the_day_still_begins_at_midnight():
    assert local(missing_from(date(2026, 10, 29), TIJUANA, MISSION), TIJUANA).isoformat() == "2026-11-06T00:00:00-08:00"


@pytest.mark.parametrize(("day", "since", "left", "missing"), [
    (5, 0, 5, False), (6, 0, 5, False), (7, 0, 5, False), (9, 1, 4, False), (12, 4, 1, False), (13, 5, 0, False),
    (16, 5, 0, False), (17, 6, 0, True), (18, 7, 0, True),
])  # fmt: skip
def test_each_day_says_how_many_business_days_are_left(day, since, left, missing):
    told = state(datetime(2026, 3, day, 18, tzinfo=UTC))
    assert (told.business_days_since, told.business_days_left, told.missing) == (since, left, missing)


def test_entering_the_number_clears_the_flag_and_clearing_it_raises_it_again():
    assert [state(MIDNIGHT, tracking).missing for tracking in (None, "1234567890", "")] == [True, False, True]
    assert state(MIDNIGHT, "1234567890").has_tracking


@pytest.mark.parametrize("blank", ["", "  ", "-", " . – ", "\u200b"])
def test_blanks_and_dashes_are_no_tracking_number(blank):
    assert state(MIDNIGHT, blank).missing


@given(days, zones, calendars)
def test_numpy_counts_six_business_days_to_the_same_midnight(issued_on, zone, calendar):
    closed = [one.on for one in calendar.between(issued_on, issued_on + timedelta(days=60))]
    expected = np.busday_offset(issued_on, 6, roll="backward", holidays=closed).astype(date)
    starts = local(missing_from(issued_on, zone, calendar), zone)
    assert starts.date() == expected
    assert (starts.hour, starts.minute) == (0, 0)


@given(days, zones, calendars, st.integers(-20 * 86_400, 40 * 86_400))
def test_while_days_are_left_nothing_is_missing_and_after_six_everything_is(issued_on, zone, calendar, seconds):
    now = datetime(issued_on.year, issued_on.month, issued_on.day, tzinfo=UTC) + timedelta(seconds=seconds)
    told = term_state(issued_on, tracking_number="", zone=zone, calendar=calendar, now=now)
    assert told.missing == (now >= told.missing_from)
    assert told.missing == (told.business_days_since >= 6)
    assert told.business_days_left == 0 if told.missing else told.business_days_left >= 0


@given(days, zones, calendars, st.integers(0, 12))
def test_the_explanation_counts_one_business_day_more_than_the_term(issued_on, zone, calendar, term):
    told = explain_term(issued_on, zone, calendar, term=term)
    assert (told.days[0].why, told.days[-1].why) == (DayKind.ISSUE, DayKind.MISSING)
    assert sum(day.counted for day in told.days) == term + 1
    assert told.days[-1].on == local_date(told.missing_from, zone) == told.missing_local.date()


def test_a_negative_term_and_a_moment_without_zone_are_refused():
    with pytest.raises(ValueError, match="negative"):
        missing_from(ISSUED, MEXICO_CITY, MISSION, term=-1)
    with pytest.raises(ValueError, match="naive"):
        state(datetime(2026, 3, 17))
