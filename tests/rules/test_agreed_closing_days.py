"""The calendars a supervisor can switch on, and that they say what calendar_days.csv says."""

from datetime import date

import pytest

from rules.closing_days import NAMED, Calendar, ClosingDay
from rules.codes import Layer
from seed.tables import rows
from tests.rules.floor import CALENDARS, EXTRAORDINARY, MISSION, own

TABLE = {date.fromisoformat(row["date"]): row for row in rows("calendar_days")}
JANUARY_2023, DECEMBER_2028 = date(2023, 1, 1), date(2028, 12, 31)
COLUMNS = {
    "mission": ("mx_lft", "us_federal", "mission_local"),
    "mission+extra": ("mx_lft", "us_federal", "mission_local", "extraordinary"),
    "union": ("mx_lft", "us_federal"),
    "mx": ("mx_lft",),
    "us": ("us_federal",),
}


def test_the_five_named_calendars_are_those_of_the_worked_cases_and_the_command():
    assert set(NAMED) == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_named_calendar_closes_exactly_the_days_of_its_columns(name):
    closed = {closing.on for closing in CALENDARS[name].between(JANUARY_2023, DECEMBER_2028)}
    assert closed == {day for day, row in TABLE.items() if any(row[column] == "1" for column in COLUMNS[name])}


def test_the_missions_calendar_is_the_default_of_the_table():
    assert {day for day, row in TABLE.items() if row["closed_default"] == "1"} == {
        closing.on for closing in MISSION.between(JANUARY_2023, DECEMBER_2028)
    }


def test_days_on_which_closing_is_not_established_count_as_business_days():
    unknown = [day for day, row in TABLE.items() if row["status"] == "unknown" and day.weekday() < 5]
    assert unknown
    assert all(calendar.is_business_day(day) for day in unknown for calendar in CALENDARS.values())


def test_every_layer_of_a_day_is_told_in_order():
    christmas = CALENDARS["mission+extra"].all_on(date(2026, 12, 25))
    assert [closing.layer for closing in christmas] == [Layer.MX_LFT, Layer.US_FEDERAL]
    assert MISSION.closing(date(2026, 12, 25)) == christmas[0]
    assert MISSION.closing(date(2026, 3, 17)) is None


def test_extraordinary_days_are_open_until_their_layer_is_on():
    christmas_eve = date(2025, 12, 24)
    assert MISSION.is_business_day(christmas_eve)
    assert CALENDARS["mission+extra"].closing(christmas_eve).layer is Layer.EXTRAORDINARY


def test_without_the_rows_of_the_data_the_extraordinary_layer_is_empty():
    assert Calendar.named("mission+extra").is_business_day(date(2025, 12, 24))


@pytest.mark.parametrize("name", NAMED)
def test_a_day_a_supervisor_closes_counts_in_every_calendar(name):
    wednesday = date(2026, 3, 11)
    assert CALENDARS[name].is_business_day(wednesday)
    assert not Calendar.named(name, added=(own(wednesday),)).is_business_day(wednesday)


def test_an_added_row_takes_the_place_of_the_same_layers_day():
    renamed = ClosingDay(date(2026, 3, 16), Layer.MX_LFT, "Puente de marzo", "March bridge", "a supervisor", "own")
    assert Calendar.named("mission", added=(renamed,)).all_on(date(2026, 3, 16)) == (renamed,)


def test_a_weekend_is_closed_without_a_closing_day():
    assert not MISSION.is_business_day(date(2026, 3, 14))
    assert MISSION.closing(date(2026, 3, 14)) is None


def test_days_between_come_in_order_and_include_both_ends():
    found = MISSION.between(date(2026, 4, 2), date(2026, 5, 1))
    assert [(one.on.isoformat(), one.layer) for one in found] == [
        ("2026-04-02", "mission_local"), ("2026-04-03", "mission_local"), ("2026-05-01", "mx_lft"),
    ]  # fmt: skip
    assert MISSION.between(date(2026, 5, 1), date(2026, 4, 2)) == ()


def test_days_between_run_over_the_year():
    assert [one.on.isoformat() for one in CALENDARS["us"].between(date(2027, 12, 26), date(2028, 1, 2))] == [
        "2027-12-31", "2028-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "Mission", "mission ", "lunar"])
def test_an_unknown_calendar_is_refused_with_the_known_ones(name):
    with pytest.raises(ValueError, match="known: mission, mission"):
        Calendar.named(name)


def test_the_version_names_the_calendar_and_changes_with_its_days():
    bare, extra = Calendar.named("mission"), Calendar.named("mission", added=(own(date(2026, 3, 11)),))
    assert bare.version.startswith("mission-")
    assert len({bare.version, extra.version, *(one.version for one in CALENDARS.values())}) == 7
    assert Calendar.named("mission").version == bare.version


def test_the_version_stays_when_a_day_is_only_renamed_or_listed_in_another_order():
    first, second = own(date(2026, 3, 11)), own(date(2026, 3, 12))
    renamed = ClosingDay(first.on, first.layer, "Otro", "Other", "x", "own")
    versions = {Calendar.named("mission", added=rows).version for rows in ((first, second), (second, renamed))}
    assert len(versions) == 1


def test_a_mix_of_layers_without_a_name_is_a_custom_calendar():
    assert Calendar(layers=frozenset({Layer.MX_LFT})).version.startswith("custom-")


def test_years_of_a_published_list_say_so_and_other_years_do_not_pretend():
    assert MISSION.closing(date(2025, 4, 17)).status == "published"
    assert MISSION.closing(date(2026, 4, 2)).status == "extrapolated"
    assert MISSION.closing(date(2026, 3, 16)).status == "statutory"
    assert {one.status for one in EXTRAORDINARY} == {"reported"}


def test_a_supervisor_can_confirm_another_year():
    confirmed = Calendar(layers=NAMED["mission"], published_years=frozenset({2026}))
    assert confirmed.closing(date(2026, 4, 2)).status == "published"
