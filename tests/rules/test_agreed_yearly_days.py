"""The days that the law and the Mission's habit close in any year, against the table of 2023 to 2028 and beyond."""

from datetime import date, timedelta

import pytest

from rules.codes import Layer
from rules.yearly_days import easter, yearly_days
from seed.tables import rows

RULED = (Layer.MX_LFT, Layer.US_FEDERAL, Layer.MISSION_LOCAL)
TABLE = list(rows("calendar_days"))
TABLE_YEARS = range(2023, 2029)
# Easter Sundays as printed in almanacs.
EASTERS = {
    1818: "03-22", 1943: "04-25", 2000: "04-23", 2008: "03-23", 2011: "04-24", 2023: "04-09", 2024: "03-31",
    2025: "04-20", 2026: "04-05", 2027: "03-28", 2028: "04-16", 2030: "04-21", 2038: "04-25", 2049: "04-18",
    2076: "04-19", 2100: "03-28",
}  # fmt: skip


def on(layer, year):
    return {day.on for day in yearly_days(layer, year)}


@pytest.mark.parametrize("year", TABLE_YEARS)
@pytest.mark.parametrize("layer", RULED)
def test_a_layers_days_are_those_of_the_table(layer, year):
    listed = {date.fromisoformat(row["date"]) for row in TABLE if row[layer] == "1"}
    assert on(layer, year) == {day for day in listed if day.year == year}


@pytest.mark.parametrize("layer", RULED)
def test_days_are_called_as_in_the_table_where_no_other_layer_names_them_first(layer):
    earlier = RULED[: RULED.index(layer)]
    named = {
        date.fromisoformat(row["date"]): (row["name_es"], row["name_en"])
        for row in TABLE if row[layer] == "1" and not any(row[other] == "1" for other in earlier)
    }  # fmt: skip
    told = {day.on: (day.name_es, day.name_en) for year in TABLE_YEARS for day in yearly_days(layer, year)}
    assert named == {day: told[day] for day in named}


@pytest.mark.parametrize(("day", "layer"), [
    ("2027-12-31", Layer.US_FEDERAL), ("2021-12-31", Layer.US_FEDERAL), ("2023-01-02", Layer.US_FEDERAL),
    ("2026-07-03", Layer.US_FEDERAL), ("2027-07-05", Layer.US_FEDERAL), ("2024-10-01", Layer.MX_LFT),
    ("2030-10-01", Layer.MX_LFT), ("2036-10-01", Layer.MX_LFT),
])  # fmt: skip
def test_days_that_are_easy_to_forget(day, layer):
    assert date.fromisoformat(day) in on(layer, int(day[:4]))


@pytest.mark.parametrize("year", range(2025, 2041))
def test_the_executive_changes_every_sixth_october_only(year):
    assert (date(year, 10, 1) in on(Layer.MX_LFT, year)) == (year in (2030, 2036))


@pytest.mark.parametrize("year", range(2023, 2061))
def test_a_federal_holiday_of_the_weekend_is_observed_on_the_weekday_beside_it(year):
    days = {day.on: day for y in (year - 1, year) for day in yearly_days(Layer.US_FEDERAL, y)}
    weekend = [day for day in yearly_days(Layer.US_FEDERAL, year) if day.on.weekday() >= 5]
    for told in weekend:
        beside = told.on + timedelta(days=1 if told.on.weekday() == 6 else -1)
        assert days[beside].name_en == f"{told.name_en} (observed)"


@pytest.mark.parametrize("year", range(2023, 2061))
def test_mexican_mondays_are_the_ones_the_law_names(year):
    def nth_monday(month, n):
        first = date(year, month, 1)
        return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (n - 1))

    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (9, 16), (12, 25))}
    executive = {date(year, 10, 1)} if (year - 2024) % 6 == 0 else set()
    assert on(Layer.MX_LFT, year) == fixed | executive | {nth_monday(2, 1), nth_monday(3, 3), nth_monday(11, 3)}


@pytest.mark.parametrize("layer", [Layer.EXTRAORDINARY, Layer.OWN])
def test_what_follows_no_rule_is_data(layer):
    assert yearly_days(layer, 2025) == ()


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_is_the_almanacs(year, day):
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize("year", range(1900, 2101))
def test_easter_is_a_sunday_between_its_first_and_last_day(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_names_do_not_depend_on_the_language_of_the_machine(monkeypatch):
    yearly_days.cache_clear()
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LANG", "th_TH.UTF-8")
    assert "Natalicio de Benito Juárez (21 mar)" in {day.name_es for day in yearly_days(Layer.MX_LFT, 2026)}
    assert "Washington's Birthday" in {day.name_en for day in yearly_days(Layer.US_FEDERAL, 2026)}


def test_a_day_says_where_it_comes_from():
    sources = {layer: {day.source for day in yearly_days(layer, 2026)} for layer in RULED}
    assert sources == {
        Layer.MX_LFT: {"LFT art.74"}, Layer.US_FEDERAL: {"5 USC 6103"}, Layer.MISSION_LOCAL: {"Mission list"},
    }  # fmt: skip
