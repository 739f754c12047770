"""When an answer is due: closing time of the nth business day after the local day of receipt."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.closing_days import NAMED, Calendar
from rules.counting import DayKind
from rules.deadlines import due, explain
from rules.zones import local, local_date
from tests.rules.floor import (
    CALENDARS,
    CANCUN,
    EXTRAORDINARY,
    FIRST,
    HERMOSILLO,
    JUAREZ,
    LAST,
    MATAMOROS,
    MEXICO_CITY,
    MISSION,
    TIJUANA,
    ZONES,
    at,
    calendars,
    days,
    moments,
    own,
    zones,
)  # fmt: skip

UNTIL = LAST + timedelta(days=60)
lengths = st.integers(1, 15)
own_days = st.lists(days, max_size=6, unique=True)


def local_due(received, zone, n=3, calendar=MISSION, **reading):
    return local(due(at(received), zone, n, calendar, **reading), zone).isoformat()


def closed(calendar):
    return [closing.on for closing in calendar.between(FIRST - timedelta(days=60), UNTIL)]


CLOSED = {name: np.array(closed(calendar), dtype="datetime64[D]") for name, calendar in CALENDARS.items()}


@given(moments, zones, lengths, st.sampled_from(list(NAMED)), own_days)
def test_numpy_counts_the_same_business_days(received_at, zone, n, name, added):
    calendar = Calendar.named(name, added=(*EXTRAORDINARY, *map(own, added)))
    closed_days = np.append(CLOSED[name], np.array(added, dtype="datetime64[D]"))
    expected = np.busday_offset(local_date(received_at, zone), n, roll="backward", holidays=closed_days)
    assert local_date(due(received_at, zone, n, calendar), zone) == expected.astype(date)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", range(2023, 2036))
def test_numpy_agrees_on_every_day_of_thirteen_years_in_every_zone(year, zone):
    noons = [datetime(year, 1, 1, 18, tzinfo=UTC) + timedelta(days=n) for n in range(365)]
    received_on = np.array([local_date(noon, zone) for noon in noons], dtype="datetime64[D]")
    expected = np.busday_offset(received_on, 3, roll="backward", holidays=CLOSED["mission"])
    assert [local_date(due(noon, zone, 3, MISSION), zone) for noon in noons] == list(expected.astype(date))


@given(moments, zones, lengths, calendars)
def test_it_is_due_at_eight_in_the_evening_on_the_clock_of_the_city(received_at, zone, n, calendar):
    due_at = due(received_at, zone, n, calendar)
    assert due_at.utcoffset() == timedelta(0)
    assert local(due_at, zone).time() == time(20, 0)
    assert calendar.is_business_day(local_date(due_at, zone))


@given(moments, st.timedeltas(timedelta(0), timedelta(days=40)), zones, lengths, calendars, st.booleans())
def test_what_came_later_is_never_due_earlier(received_at, later, zone, n, calendar, lenient):
    first = due(received_at, zone, n, calendar, lenient=lenient)
    assert first <= due(received_at + later, zone, n, calendar, lenient=lenient)


@given(moments, zones, lengths, st.sampled_from(list(NAMED)), own_days, days)
def test_closing_one_more_day_never_makes_a_deadline_earlier(received_at, zone, n, name, added, one_more):
    before = Calendar.named(name, added=tuple(map(own, added)))
    after = Calendar.named(name, added=(*before.added, own(one_more)))
    assert due(received_at, zone, n, before) <= due(received_at, zone, n, after)


@given(moments, zones, lengths)
def test_a_calendar_with_more_layers_is_never_due_earlier(received_at, zone, n):
    dues = {name: due(received_at, zone, n, calendar) for name, calendar in CALENDARS.items()}
    assert max(dues["mx"], dues["us"]) <= dues["union"] <= dues["mission"] <= dues["mission+extra"]


@given(moments, zones, lengths, calendars)
def test_the_lenient_reading_is_never_stricter_and_at_most_one_business_day_longer(received_at, zone, n, calendar):
    strict, lenient = due(received_at, zone, n, calendar), due(received_at, zone, n, calendar, lenient=True)
    assert strict <= lenient <= due(received_at, zone, n + 1, calendar)


@given(moments, zones, lengths, calendars)
def test_one_more_day_of_term_is_one_business_day_more(received_at, zone, n, calendar):
    first, second = (local_date(due(received_at, zone, k, calendar), zone) for k in (n, n + 1))
    between = [first + timedelta(days=k) for k in range(1, (second - first).days)]
    assert first < second
    assert not any(map(calendar.is_business_day, between))


def test_a_group_mail_on_the_friday_before_juarez_monday_is_due_on_thursday():
    assert local_due("2026-03-13T17:00:00-07:00", TIJUANA) == "2026-03-19T20:00:00-07:00"


@pytest.mark.parametrize(("clock", "strict", "lenient"), [
    ("19:59:59", "2026-03-09", "2026-03-09"), ("20:00:00", "2026-03-09", "2026-03-09"),
    ("20:00:01", "2026-03-09", "2026-03-10"), ("23:59:59", "2026-03-09", "2026-03-10"),
])  # fmt: skip
def test_a_second_after_closing_matters_to_the_lenient_reading_alone(clock, strict, lenient):
    received = f"2026-03-04T{clock}-06:00"
    assert local_due(received, MEXICO_CITY)[:10] == strict
    assert local_due(received, MEXICO_CITY, lenient=True)[:10] == lenient


def test_midnight_is_the_border_between_two_days_of_receipt():
    assert local_due("2026-03-04T23:59:59-06:00", MEXICO_CITY)[:10] == "2026-03-09"
    assert local_due("2026-03-05T00:00:00-06:00", MEXICO_CITY)[:10] == "2026-03-10"


@pytest.mark.parametrize("received", [
    "2026-03-13T12:00:00-06:00", "2026-03-14T00:00:00-06:00", "2026-03-15T23:59:00-06:00", "2026-03-16T11:00:00-06:00",
])  # fmt: skip
def test_friday_the_weekend_and_the_holiday_after_it_have_one_deadline(received):
    assert local_due(received, MEXICO_CITY) == "2026-03-19T20:00:00-06:00"


@pytest.mark.parametrize(("zone", "received", "expected"), [
    (TIJUANA, "2026-03-05T15:00:00-08:00", "2026-03-10T20:00:00-07:00"),
    (JUAREZ, "2026-03-05T15:00:00-07:00", "2026-03-10T20:00:00-06:00"),
    (MATAMOROS, "2026-03-05T15:00:00-06:00", "2026-03-10T20:00:00-05:00"),
    (MEXICO_CITY, "2026-03-05T15:00:00-06:00", "2026-03-10T20:00:00-06:00"),
    (HERMOSILLO, "2026-03-05T15:00:00-07:00", "2026-03-10T20:00:00-07:00"),
    (CANCUN, "2026-03-05T15:00:00-05:00", "2026-03-10T20:00:00-05:00"),
    (TIJUANA, "2026-10-29T15:00:00-07:00", "2026-11-03T20:00:00-08:00"),
    (JUAREZ, "2026-10-29T15:00:00-06:00", "2026-11-03T20:00:00-07:00"),
    (MATAMOROS, "2026-10-29T15:00:00-05:00", "2026-11-03T20:00:00-06:00"),
    (MEXICO_CITY, "2026-10-29T15:00:00-06:00", "2026-11-03T20:00:00-06:00"),
    (HERMOSILLO, "2026-10-29T15:00:00-07:00", "2026-11-03T20:00:00-07:00"),
    (CANCUN, "2026-10-29T15:00:00-05:00", "2026-11-03T20:00:00-05:00"),
])  # fmt: skip
def test_over_both_changes_of_the_clock_it_is_still_eight_in_the_evening_there(zone, received, expected):
    assert local_due(received, zone) == expected


@pytest.mark.parametrize("received", ["2026-11-01T01:30:00-07:00", "2026-11-01T01:30:00-08:00"])
def test_both_half_past_ones_of_the_night_the_clock_goes_back_are_sunday(received):
    assert local_due(received, TIJUANA, 1) == "2026-11-02T20:00:00-08:00"


def test_one_instant_can_be_two_days_and_so_two_deadlines():
    instant = "2026-07-15T05:30:00+00:00"  # Tuesday evening, but Wednesday in Cancun
    assert [local_due(instant, zone)[:10] for zone in (TIJUANA, MEXICO_CITY, CANCUN)] == [
        "2026-07-17", "2026-07-17", "2026-07-20",
    ]  # fmt: skip


def test_an_evening_mail_from_tijuana_counts_from_its_own_day_and_not_from_the_utc_day():
    assert local_due("2026-01-13T18:30:00-08:00", TIJUANA)[:10] == "2026-01-16"


def test_the_change_of_the_executive_on_the_first_of_october_2030_is_no_business_day():
    assert local_due("2030-09-30T10:00:00-06:00", MEXICO_CITY, 1)[:10] == "2030-10-02"
    assert local_due("2030-09-30T10:00:00-06:00", MEXICO_CITY, 1, CALENDARS["us"])[:10] == "2030-10-01"


def test_new_year_2028_is_observed_on_the_last_day_of_2027():
    assert local_due("2027-12-30T10:00:00-06:00", MEXICO_CITY, 1)[:10] == "2028-01-03"
    assert local_due("2027-12-30T10:00:00-06:00", MEXICO_CITY, 1, CALENDARS["mx"])[:10] == "2027-12-31"


def test_another_closing_time_moves_the_moment_and_not_the_day():
    assert local_due("2026-03-03T10:00:00-06:00", MEXICO_CITY, closes=time(18, 30)) == "2026-03-06T18:30:00-06:00"


@given(moments, zones, lengths, calendars, st.booleans())
def test_the_explanation_walks_every_day_and_counts_to_n(received_at, zone, n, calendar, lenient):
    told = explain(received_at, zone, n, calendar, lenient=lenient)
    assert told.due_at == due(received_at, zone, n, calendar, lenient=lenient)
    assert (told.received_at, told.zone, told.n) == (received_at, zone, n)
    assert told.days[0].on == local_date(received_at, zone)
    assert [b.on - a.on for a, b in zip(told.days, told.days[1:], strict=False)] == [timedelta(days=1)] * (
        len(told.days) - 1
    )
    assert [day.number for day in told.days if day.counted] == list(range(1, n + 1))
    assert told.days[-1].why is DayKind.DUE
    assert told.calendar_version == calendar.version


def test_the_explanation_names_the_weekend_and_the_holiday_it_skips():
    told = explain(at("2026-03-13T17:00:00-07:00"), TIJUANA, 3, MISSION)
    assert [day.why for day in told.days] == [
        DayKind.RECEIPT, DayKind.WEEKEND, DayKind.WEEKEND, DayKind.CLOSING_DAY, DayKind.BUSINESS_DAY,
        DayKind.BUSINESS_DAY, DayKind.DUE,
    ]  # fmt: skip
    assert told.days[3].closing.name_en == "Benito Juárez's Birthday"


def test_the_lenient_explanation_shows_two_days_that_are_day_zero():
    told = explain(at("2026-03-04T20:00:01-06:00"), MEXICO_CITY, 3, MISSION, lenient=True)
    assert [day.why for day in told.days[:2]] == [DayKind.RECEIPT, DayKind.RECEIPT]
    assert told.day_zero == date(2026, 3, 5)


@pytest.mark.parametrize("n", [0, -1])
def test_a_promise_shorter_than_a_day_is_refused(n):
    with pytest.raises(ValueError, match="at least one business day"):
        due(at("2026-03-13T17:00:00Z"), TIJUANA, n, MISSION)


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        due(datetime(2026, 3, 13, 17), TIJUANA, 3, MISSION)


def test_an_unknown_zone_is_refused():
    with pytest.raises(KeyError):
        due(at("2026-03-13T17:00:00Z"), "America/Huejotzingo", 3, MISSION)
