"""Layers and days switched on and off: what would be, before anybody decides it."""

from dataclasses import replace
from datetime import date

from rules.calendar_changes import days_changed, in_layer, opened, said_of, switched, with_rows, without
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer
from tests.rules.floor import MISSION, own

JUAREZ_MONDAY = date(2026, 3, 16)
CHRISTMAS = date(2026, 12, 25)
WEDNESDAY = date(2026, 3, 11)


def test_a_day_switched_open_counts_and_keeps_the_other_days_of_its_layer():
    calendar = opened(MISSION, JUAREZ_MONDAY, Layer.MX_LFT)
    assert calendar.is_business_day(JUAREZ_MONDAY)
    assert not calendar.is_business_day(date(2026, 5, 1))
    assert said_of(calendar, JUAREZ_MONDAY, Layer.MX_LFT).name_es == "Natalicio de Benito Juárez (21 mar)"
    assert in_layer(calendar, JUAREZ_MONDAY, Layer.MX_LFT) is None
    assert without(calendar, JUAREZ_MONDAY, Layer.MX_LFT) == MISSION


def test_a_day_of_two_layers_stays_closed_until_both_are_open():
    once = opened(MISSION, CHRISTMAS, Layer.MX_LFT)
    assert [one.layer for one in once.all_on(CHRISTMAS)] == [Layer.US_FEDERAL]
    assert opened(once, CHRISTMAS, Layer.US_FEDERAL).is_business_day(CHRISTMAS)


def test_a_day_switched_open_says_nothing_while_its_layer_is_off():
    off = switched(opened(MISSION, JUAREZ_MONDAY, Layer.MX_LFT), Layer.MX_LFT, on=False)
    assert off.is_business_day(JUAREZ_MONDAY)
    assert not with_rows(off, [own(JUAREZ_MONDAY)]).is_business_day(JUAREZ_MONDAY)


def test_opening_a_day_that_is_not_closed_changes_nothing():
    assert opened(MISSION, WEDNESDAY, Layer.MX_LFT) is MISSION


def test_the_version_tells_an_open_day_from_a_closed_one_and_old_versions_stay():
    closed = ClosingDay(WEDNESDAY, Layer.US_FEDERAL, "x", "x", "", "own")
    versions = {MISSION.version, *(with_rows(MISSION, [replace(closed, closed=how)]).version for how in (True, False))}
    assert len(versions) == 3
    # Deadlines of desks in use carry this name: it may only change with what is closed.
    bare = Calendar.named("mission", added=(own(WEDNESDAY),))
    assert bare.version == replace(bare, added=(own(WEDNESDAY),)).version


def test_only_days_that_count_differently_are_changed():
    saturday, year = date(2026, 3, 14), (date(2026, 1, 1), date(2026, 12, 31))
    assert days_changed(MISSION, with_rows(MISSION, [own(saturday), own(JUAREZ_MONDAY)]), *year) == ()
    assert days_changed(MISSION, with_rows(MISSION, [own(WEDNESDAY)]), *year) == (WEDNESDAY,)
    off = days_changed(MISSION, switched(MISSION, Layer.MISSION_LOCAL, on=False), *year)
    assert off == (date(2026, 4, 2), date(2026, 4, 3))
