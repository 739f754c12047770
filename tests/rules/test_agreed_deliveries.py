"""Where a passport stands on its way back, and until when the courier keeps it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.courier import collect_by
from rules.deliveries import DeliveryState, Passport, days_to_collect, delivery_state

TIJUANA = "America/Tijuana"
MISSING_FROM = datetime(2026, 3, 11, 7, tzinfo=UTC)


def at(*when):
    return datetime(*when, tzinfo=ZoneInfo(TIJUANA))


@pytest.mark.parametrize(("ready", "last"), [
    (date(2026, 3, 13), date(2026, 4, 13)), (date(2026, 1, 31), date(2026, 2, 28)),
    (date(2028, 1, 31), date(2028, 2, 29)),
    (date(2026, 1, 28), date(2026, 2, 28)), (date(2026, 12, 31), date(2027, 1, 31)),
    (date(2026, 3, 31), date(2026, 4, 30)),
    (date(2026, 2, 28), date(2026, 3, 28)), (date(2028, 2, 29), date(2028, 3, 29)),
    (date(2026, 11, 1), date(2026, 12, 1)),
])  # fmt: skip
def test_documents_are_kept_until_the_same_day_of_the_next_month_or_its_last(ready, last):
    assert collect_by(ready) == last


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_month_is_28_to_31_days_and_never_shorter_for_a_later_day(ready):
    assert 28 <= (collect_by(ready) - ready).days <= 31
    assert collect_by(ready) <= collect_by(ready + timedelta(days=1))
    assert collect_by(ready).month == ready.month % 12 + 1


@pytest.mark.parametrize(("passport", "now", "state"), [
    ({}, MISSING_FROM - timedelta(seconds=1), "within"),
    ({}, MISSING_FROM, "missing"),
    ({"tracking_number": "1"}, MISSING_FROM, "on_way"),
    ({"tracking_number": "1", "collect_by": date(2026, 4, 13)}, at(2026, 4, 5, 23, 59), "ready"),
    ({"tracking_number": "1", "collect_by": date(2026, 4, 13)}, at(2026, 4, 6, 0, 0), "soon"),
    ({"tracking_number": "1", "collect_by": date(2026, 4, 13)}, at(2026, 4, 13, 23, 59), "soon"),
    ({"tracking_number": "1", "collect_by": date(2026, 4, 13)}, at(2026, 4, 14, 0, 0), "passed"),
    ({"tracking_number": "1", "collect_by": date(2026, 4, 13), "settled": True}, at(2026, 4, 14, 0, 0), "settled"),
    ({"settled": True}, MISSING_FROM, "settled"),
])  # fmt: skip
def test_a_passport_stands_in_one_state_by_the_date_where_it_is(passport, now, state):
    known = Passport(missing_from=MISSING_FROM, zone=TIJUANA, **passport)
    assert delivery_state(known, now=now) is DeliveryState(state)


def test_the_last_day_ends_at_midnight_of_the_place_and_not_of_utc():
    late = at(2026, 4, 13, 22, 0)  # already the 14th in UTC
    assert late.astimezone(UTC).date() == date(2026, 4, 14)
    assert days_to_collect(date(2026, 4, 13), zone=TIJUANA, now=late) == 0


def test_a_naive_now_is_refused():
    with pytest.raises(ValueError, match="naive"):
        delivery_state(Passport(missing_from=MISSING_FROM, zone=TIJUANA), now=datetime(2026, 3, 11))
