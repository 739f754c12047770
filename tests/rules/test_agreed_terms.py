"""Which term of a promise holds for a clock, and from when a deadline warns."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.closing_days import Calendar
from rules.deadlines import due
from rules.terms import Term, term_of, with_term, without_term
from rules.urgency import USUAL, Bands, Urgency, read_bands, urgency

MISSION = Calendar.named("mission")
PAGE = Term("P", date(2000, 1, 1), 3)
SHORTER = Term("P", date(2026, 3, 16), 2, time(18))
OTHER = Term("Q", date(2026, 1, 1), 1)
TERMS = (PAGE, OTHER, SHORTER)
TIJUANA, CANCUN = "America/Tijuana", "America/Cancun"
SUNDAY_NIGHT = datetime(2026, 3, 16, 5, 30, tzinfo=UTC)
"""22:30 on Sunday 15 March in Tijuana, 0:30 on Monday 16 in Cancún."""


def test_a_term_holds_from_the_local_date_on_which_the_clock_began():
    assert term_of(TERMS, "P", started_at=SUNDAY_NIGHT, zone=TIJUANA) == PAGE
    assert term_of(TERMS, "P", started_at=SUNDAY_NIGHT, zone=CANCUN) == SHORTER


def test_of_two_terms_from_the_same_day_the_one_decided_last_holds():
    again = Term("P", date(2026, 3, 16), 4)
    assert term_of((*TERMS, again), "P", started_at=SUNDAY_NIGHT, zone=CANCUN) == again


def test_before_its_first_term_a_promise_has_none():
    assert term_of((OTHER,), "Q", started_at=datetime(2025, 12, 31, 12, tzinfo=UTC), zone=TIJUANA) is None
    assert term_of(TERMS, "X", started_at=SUNDAY_NIGHT, zone=TIJUANA) is None


def test_a_term_counts_its_own_days_and_closes_at_its_own_hour():
    friday = datetime(2026, 3, 13, 23, tzinfo=UTC)
    assert PAGE.due(friday, TIJUANA, MISSION) == datetime(2026, 3, 20, 3, tzinfo=UTC)
    assert SHORTER.due(friday, TIJUANA, MISSION) == datetime(2026, 3, 19, 1, tzinfo=UTC)
    assert SHORTER.explain(friday, TIJUANA, MISSION).due_at == SHORTER.due(friday, TIJUANA, MISSION)


@given(st.datetimes(datetime(2023, 1, 1), datetime(2034, 12, 31)), st.integers(1, 10), st.booleans())
def test_a_term_agrees_with_the_rule_and_a_longer_one_is_never_due_earlier(at, days, lenient):
    at = at.replace(tzinfo=UTC)
    term = Term("P", date(2000, 1, 1), days, lenient=lenient)
    assert term.due(at, TIJUANA, MISSION) == due(at, TIJUANA, days, MISSION, lenient=lenient)
    assert term.due(at, TIJUANA, MISSION) < Term("P", term.holds_from, days + 1, lenient=lenient).due(
        at, TIJUANA, MISSION)  # fmt: skip


def test_a_decision_takes_the_place_of_the_one_from_the_same_day_and_can_be_taken_back():
    again = Term("P", date(2026, 3, 16), 4)
    assert with_term(TERMS, again) == (PAGE, OTHER, again)
    assert without_term(with_term(TERMS, again), again) == (PAGE, OTHER)


@pytest.mark.parametrize(("text", "bands"), [
    ("0 1", USUAL), ("1 3", Bands(1, 3)), ("0 10", Bands(0, 10)), ("", USUAL), ("1 1", USUAL), ("2 1", USUAL),
    ("0 99", USUAL), ("a b", USUAL), ("0 1 2", USUAL), ("-1 2", USUAL), ("0 999999999999", USUAL),
])  # fmt: skip
def test_warning_bands_that_nobody_could_mean_are_the_usual_ones(text, bands):
    assert read_bands(text) == bands


@pytest.mark.parametrize(("day", "usual", "wider"), [
    (13, Urgency.DUE_TODAY, Urgency.DUE_TODAY), (17, Urgency.DUE_NEXT, Urgency.DUE_TODAY),
    (18, Urgency.LATER, Urgency.DUE_NEXT), (19, Urgency.LATER, Urgency.DUE_NEXT), (20, Urgency.LATER, Urgency.LATER),
])  # fmt: skip
def test_wider_bands_reach_further_over_the_weekend_and_the_closing_day(day, usual, wider):
    friday = datetime(2026, 3, 13, 17, tzinfo=UTC)
    at = datetime(2026, 3, day, 23, tzinfo=UTC)
    asked = {"met_at": None, "zone": TIJUANA, "calendar": MISSION, "now": friday}
    assert urgency(at, **asked) is usual
    assert urgency(at, **asked, bands=Bands(1, 3)) is wider
