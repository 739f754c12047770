"""Days and moments on the clock of the place they belong to."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import dates

THURSDAY = date(2026, 11, 19)
EIGHT_PM_IN_TIJUANA = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def test_a_day_for_lists():
    assert dates.day(THURSDAY) == "jue 19 nov"
    assert dates.day(THURSDAY, lang="en") == "Thu Nov 19"
    assert dates.day(date(2026, 9, 1)) == "mar 1 sep"


def test_the_year_is_said_only_when_it_is_another_one():
    assert dates.day(date(2027, 1, 4), today=THURSDAY) == "lun 4 ene 2027"
    assert dates.day(date(2027, 1, 4), today=date(2027, 2, 1)) == "lun 4 ene"
    assert dates.spoken_day(date(2027, 1, 4), today=THURSDAY) == "lunes 4 de enero de 2027"
    assert dates.spoken_day(date(2027, 1, 4), today=THURSDAY, lang="en") == "Monday, January 4, 2027"


def test_a_day_to_say_aloud():
    assert dates.spoken_day(THURSDAY) == "jueves 19 de noviembre"
    assert dates.spoken_day(THURSDAY, lang="en") == "Thursday, November 19"


def test_a_moment_is_told_on_the_clock_of_its_place():
    assert dates.moment(EIGHT_PM_IN_TIJUANA, "America/Tijuana", "Tijuana") == "jue 19 nov, 20:00 Tijuana"
    assert dates.moment(EIGHT_PM_IN_TIJUANA, "America/Mexico_City") == "jue 19 nov, 22:00"
    assert dates.moment(EIGHT_PM_IN_TIJUANA, "America/Tijuana", "Tijuana", lang="en") == "Thu Nov 19, 20:00 Tijuana"


def test_the_same_moment_can_be_another_day_elsewhere():
    late = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
    assert dates.moment(late, "America/Tijuana") == "jue 19 nov, 21:30"
    assert dates.moment(late, "America/Mexico_City") == "jue 19 nov, 23:30"
    assert dates.moment(late, "America/Matamoros") == "jue 19 nov, 23:30"
    assert dates.moment(late, "UTC") == "vie 20 nov, 5:30"


def test_the_clock_has_no_zero_in_front():
    assert dates.clock(datetime(2026, 11, 19, 14, 5, 9, tzinfo=UTC), "America/Mexico_City") == "8:05"
    assert dates.clock(datetime(2026, 11, 19, 14, 5, 9, tzinfo=UTC), "America/Mexico_City", seconds=True) == "8:05:09"


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="offset"):
        dates.moment(datetime(2026, 11, 19), "America/Tijuana")


def test_near_days_have_names():
    near = [dates.near_day(date(2026, 11, d), today=THURSDAY) for d in (18, 19, 20, 21)]
    assert near == ["ayer", "hoy", "mañana", "sáb 21 nov"]


def test_records_months_weekdays_and_stretches():
    assert dates.month(THURSDAY) == "noviembre de 2026"
    assert [dates.weekday(n) for n in range(1, 8)] == ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"]
    assert dates.weekday(1, wide=True, lang="en") == "Monday"
    assert dates.period(date(2026, 10, 1), date(2026, 10, 30)) == "jue 1 oct – vie 30 oct"
    assert dates.period(THURSDAY, THURSDAY) == "jue 19 nov"
    assert dates.typed_format(lang="en") == "MM/DD/YYYY"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["es", "en"]))
def test_no_day_is_said_with_a_dot_or_a_leading_zero(on: date, lang: str):
    for said in (dates.day(on, lang=lang), dates.spoken_day(on, lang=lang)):
        assert "." not in said
        assert " 0" not in f" {said}"
