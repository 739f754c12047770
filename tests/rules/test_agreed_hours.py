"""Whether a line answers now, on the clock of its own city."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from rules.closing_days import Calendar
from rules.hours import OpeningHours, closes_at, is_open, next_opening, read_days
from seed.tables import rows
from tests.rules.floor import CANCUN, MISSION, TIJUANA, at, moments, own, zones

NUEVO_LAREDO = "America/Matamoros"
LINES = [row for row in rows("lines") if row["open_local"]]  # a voice mail has no hours
WEEKDAYS = OpeningHours(days=frozenset(range(5)), opens=time(8), closes=time(20))
SECOND = timedelta(seconds=1)


def answers(now, zone, calendar=None):
    return is_open(WEEKDAYS, zone=zone, calendar=calendar, now=at(now))


def hours_of(line):
    return OpeningHours(
        days=read_days(line["open_days"]),
        opens=time.fromisoformat(line["open_local"]),
        closes=time.fromisoformat(line["close_local"]),
    )


@pytest.mark.parametrize(("clock", "open_"), [
    ("07:59:59", False), ("08:00:00", True), ("19:59:59", True), ("20:00:00", False),
])  # fmt: skip
def test_a_line_is_open_at_the_opening_second_and_closed_at_the_closing_second(clock, open_):
    assert answers(f"2026-03-12T{clock}-07:00", TIJUANA) is open_


@pytest.mark.parametrize(("now", "tijuana", "nuevo_laredo"), [
    ("2026-03-12T12:59:59+00:00", False, False),  # 5:59 and 7:59
    ("2026-03-12T13:00:00+00:00", False, True),
    ("2026-03-12T15:00:00+00:00", True, True),
    ("2026-03-13T01:00:00+00:00", True, False),
    ("2026-03-13T03:00:00+00:00", False, False),
])  # fmt: skip
def test_nuevo_laredo_opens_and_closes_two_hours_before_tijuana(now, tijuana, nuevo_laredo):
    assert (answers(now, TIJUANA), answers(now, NUEVO_LAREDO)) == (tijuana, nuevo_laredo)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["line_code"])
@pytest.mark.parametrize("day", [date(2026, 1, 14), date(2026, 7, 15)], ids=["winter", "summer"])
def test_every_line_opens_at_its_own_hour_in_its_own_zone(line, day):
    hours, zone = hours_of(line), line["iana_zone"]
    opening = datetime.combine(day, time(8), tzinfo=ZoneInfo(zone))
    asked = (opening - SECOND, opening, opening + timedelta(hours=12) - SECOND, opening + timedelta(hours=12))
    assert [is_open(hours, zone=zone, calendar=None, now=now) for now in asked] == [False, True, True, False]


def test_all_lines_with_hours_are_tried():
    assert len(LINES) == 29


@pytest.mark.parametrize(("now", "open_"), [
    ("2026-03-13T12:00:00-07:00", True), ("2026-03-14T12:00:00-07:00", False), ("2026-03-15T12:00:00-07:00", False),
])  # fmt: skip
def test_weekends_are_closed(now, open_):
    assert answers(now, TIJUANA) is open_


def test_closing_days_close_a_line_only_where_a_calendar_is_given():
    juarez_monday = "2026-03-16T12:00:00-07:00"
    assert answers(juarez_monday, TIJUANA)
    assert not answers(juarez_monday, TIJUANA, MISSION)


def test_on_the_sunday_the_clock_changes_and_the_monday_after_it_the_hours_are_local():
    every_day = OpeningHours(days=frozenset(range(7)), opens=time(8), closes=time(20))
    for day, offset in (("2026-03-08", "-07:00"), ("2026-11-01", "-08:00"), ("2026-11-02", "-08:00")):
        opening = at(f"{day}T08:00:00{offset}")
        assert not is_open(every_day, zone=TIJUANA, calendar=None, now=opening - SECOND)
        assert is_open(every_day, zone=TIJUANA, calendar=None, now=opening)


def test_a_line_that_is_open_says_when_it_closes_and_a_closed_one_does_not():
    assert closes_at(WEEKDAYS, zone=CANCUN, calendar=None, now=at("2026-03-12T10:00:00-05:00")) == at(
        "2026-03-12T20:00:00-05:00"
    )
    assert closes_at(WEEKDAYS, zone=CANCUN, calendar=None, now=at("2026-03-12T20:00:00-05:00")) is None


@pytest.mark.parametrize(("now", "calendar", "opening"), [
    ("2026-03-12T07:00:00-07:00", None, "2026-03-12T08:00:00-07:00"),
    ("2026-03-12T08:00:00-07:00", None, "2026-03-13T08:00:00-07:00"),
    ("2026-03-13T20:00:00-07:00", None, "2026-03-16T08:00:00-07:00"),
    ("2026-03-13T20:00:00-07:00", MISSION, "2026-03-17T08:00:00-07:00"),
    ("2026-03-06T20:00:00-08:00", None, "2026-03-09T08:00:00-07:00"),
])  # fmt: skip
def test_a_closed_line_says_when_it_opens_next(now, calendar, opening):
    assert next_opening(WEEKDAYS, zone=TIJUANA, calendar=calendar, now=at(now)) == at(opening)


@given(moments, zones)
def test_at_its_next_opening_a_line_is_open_and_the_second_before_it_is_not(now, zone):
    opening = next_opening(WEEKDAYS, zone=zone, calendar=MISSION, now=now)
    assert opening > now
    assert is_open(WEEKDAYS, zone=zone, calendar=MISSION, now=opening)
    assert not is_open(WEEKDAYS, zone=zone, calendar=MISSION, now=opening - SECOND)


def test_a_line_without_days_never_opens():
    never = OpeningHours(days=frozenset(), opens=time(8), closes=time(20))
    assert next_opening(never, zone=TIJUANA, calendar=None, now=at("2026-03-12T10:00:00Z")) is None


def test_a_closing_day_a_supervisor_adds_closes_the_line():
    closed = Calendar.named("mission", added=(own(date(2026, 3, 12)),))
    assert not answers("2026-03-12T10:00:00-07:00", TIJUANA, closed)


@pytest.mark.parametrize(("text", "days"), [
    ("Mon-Fri", {0, 1, 2, 3, 4}), ("Mon;Tue;Wed;Thu;Fri", {0, 1, 2, 3, 4}), ("Mon-Sun", set(range(7))), ("Sat", {5}),
    ("", set()), (" Mon - Wed ; Sun ", {0, 1, 2, 6}),
])  # fmt: skip
def test_days_are_read_as_the_reference_writes_them(text, days):
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["Lun", "Mon-Vie", "1-5"])
def test_days_nobody_knows_are_refused(text):
    with pytest.raises(ValueError, match="tuple"):
        read_days(text)


def test_hours_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="opens before it closes"):
        OpeningHours(days=frozenset({0}), opens=time(20), closes=time(8))
    with pytest.raises(ValueError, match="days of the week"):
        OpeningHours(days=frozenset({7}), opens=time(8), closes=time(20))
