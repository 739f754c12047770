"""Every row of deadline_cases.csv, by every calendar it gives an answer for."""

import pytest

from rules.business_days import add_business_days
from rules.courier import explain_term, missing_from
from rules.deadlines import due, explain
from rules.zones import local, local_date
from seed.tables import rows
from tests.rules.floor import CALENDARS, ZONES, at

CASES = list(rows("deadline_cases"))
ANSWERS = [case for case in CASES if case["rule"] != "courier_gt5bd"]
TERMS = [case for case in CASES if case["rule"] == "courier_gt5bd"]
OTHER_CALENDARS = {"union": "due_date_UNION", "mx": "due_date_MX_only", "us": "due_date_US_only"}


def each(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["case_id"])


def own_calendar(case):
    return CALENDARS[case["calendar"].lower()]


def issued_on(case):
    return at(case["received_local"]).date()


def due_of(case, calendar, *, lenient=False):
    return due(at(case["received_local"]), case["zone"], int(case["n"]), calendar, lenient=lenient)


def test_there_are_cases_of_each_rule():
    assert {case["rule"] for case in CASES} == {"group_3bd", "h2_emergency_1bd", "courier_gt5bd"}
    assert len(CASES) >= 22


@each(ANSWERS)
def test_an_answer_is_due_when_the_case_says(case):
    due_at = due_of(case, own_calendar(case))
    assert due_at.isoformat() == case["expected_due_utc"]
    assert local(due_at, case["zone"]).isoformat() == case["expected_due_local"]
    assert local_date(due_at, case["zone"]).isoformat() == case["expected_due_date"]


@each(ANSWERS)
def test_the_same_moment_written_in_utc_gives_the_same_deadline(case):
    assert due(at(case["received_utc"]), case["zone"], int(case["n"]), own_calendar(case)) == due_of(
        case, own_calendar(case)
    )


@pytest.mark.parametrize("name", OTHER_CALENDARS)
@each(ANSWERS)
def test_by_another_calendar_it_is_due_on_the_day_of_that_column(case, name):
    due_on = local_date(due_of(case, CALENDARS[name]), case["zone"])
    assert due_on.isoformat() == case[OTHER_CALENDARS[name]]


@each(ANSWERS)
def test_the_lenient_reading_gives_its_own_column(case):
    due_on = local_date(due_of(case, own_calendar(case), lenient=True), case["zone"])
    assert due_on.isoformat() == case["due_date_lenient_variant"]


@each(ANSWERS)
def test_counting_from_the_utc_date_would_give_the_column_that_is_wrong(case):
    received_on = at(case["received_utc"]).date()
    wrong = add_business_days(received_on, int(case["n"]), own_calendar(case))
    assert wrong.isoformat() == case["due_date_if_utc_date_used"]


def test_some_cases_tell_the_local_date_from_the_utc_date():
    assert sum(case["due_date_if_utc_date_used"] != case["expected_due_date"] for case in ANSWERS) >= 4


@each(ANSWERS)
def test_the_explanation_ends_on_the_day_the_case_says(case):
    told = explain(at(case["received_local"]), case["zone"], int(case["n"]), own_calendar(case))
    assert told.days[-1].on.isoformat() == case["expected_due_date"]
    assert told.due_local.isoformat() == case["expected_due_local"]


@each(TERMS)
def test_a_tracking_number_is_missing_from_the_day_the_case_says(case):
    starts = missing_from(issued_on(case), case["zone"], own_calendar(case), term=int(case["n"]) - 1)
    assert starts.isoformat() == case["expected_due_utc"]
    assert local(starts, case["zone"]).isoformat() == case["expected_due_local"]
    assert starts == explain_term(issued_on(case), case["zone"], own_calendar(case)).missing_from


@pytest.mark.parametrize("name", OTHER_CALENDARS)
@each(TERMS)
def test_a_tracking_number_by_another_calendar_is_missing_from_the_day_of_that_column(case, name):
    starts = missing_from(issued_on(case), case["zone"], CALENDARS[name])
    assert local_date(starts, case["zone"]).isoformat() == case[OTHER_CALENDARS[name]]


def test_the_seven_zones_of_the_lines_are_known():
    assert len(ZONES) == 7
    assert {row["iana_zone"] for row in rows("lines")} >= set(ZONES)
