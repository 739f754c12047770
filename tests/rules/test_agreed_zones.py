"""Local clocks: the hours that do not exist, the hours that come twice, and where the clock never changes."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given

from rules.zones import as_utc, local, local_date, moment, zone_of
from seed.tables import rows
from tests.rules.floor import HERMOSILLO, JUAREZ, MEXICO_CITY, TIJUANA, at, days, moments, zones

SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)


@pytest.mark.parametrize("city", list(rows("cities")), ids=lambda city: city["city_code"])
def test_the_zone_of_every_city_is_known(city):
    assert zone_of(city["iana_zone"]).key == city["iana_zone"]


def test_a_zone_can_be_given_itself():
    assert zone_of(ZoneInfo(TIJUANA)) is zone_of(TIJUANA)


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        zone_of("America/Queretaro")


@given(moments, zones)
def test_a_local_moment_is_the_same_moment(at_utc, zone):
    assert local(at_utc, zone) == at_utc
    assert as_utc(local(at_utc, zone)) == at_utc
    assert local_date(at_utc, zone) == local(at_utc, zone).date()


@given(days, zones)
def test_eight_in_the_evening_exists_once_on_every_day(day, zone):
    shown = local(moment(day, time(20), zone), zone)
    assert (shown.date(), shown.time()) == (day, time(20))


def test_an_hour_the_clock_skips_is_read_with_the_offset_before_the_change():
    assert moment(SPRING, time(2, 30), TIJUANA) == at("2026-03-08T10:30:00+00:00")
    assert local(moment(SPRING, time(2, 30), TIJUANA), TIJUANA).time() == time(3, 30)


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert moment(AUTUMN, time(1, 30), TIJUANA) == at("2026-11-01T08:30:00+00:00")
    assert moment(AUTUMN, time(1, 30, fold=1), TIJUANA) == at("2026-11-01T08:30:00+00:00")


@pytest.mark.parametrize(("zone", "winter", "summer"), [
    (TIJUANA, -8, -7), (JUAREZ, -7, -6), (MEXICO_CITY, -6, -6), (HERMOSILLO, -7, -7),
])  # fmt: skip
def test_the_border_changes_its_clock_and_the_rest_of_the_country_does_not(zone, winter, summer):
    hours = [local(datetime(2026, month, 15, tzinfo=UTC), zone).utcoffset().total_seconds() / 3600 for month in (1, 7)]
    assert hours == [winter, summer]


@pytest.mark.parametrize("ask", [as_utc, lambda naive: local(naive, TIJUANA), lambda naive: local_date(naive, TIJUANA)])
def test_a_moment_without_its_zone_is_refused(ask):
    with pytest.raises(ValueError, match="naive"):
        ask(datetime(2026, 3, 13, 17))
