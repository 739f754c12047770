"""The seal of an event: whatever it says is in it, and what is erased from it later leaves the seal standing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.sealing import LENGTH, START, digest, erased, seal

AT = datetime(2026, 3, 14, 0, 0, 0, 120, tzinfo=UTC)
TOLD = {
    "inquiry_id": 4711, "kind": "assigned", "by": 2, "at": AT, "on_date": date(2026, 3, 13),
    "details": {"before": None, "after": 3},
}  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-10**12, 10**12) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)


def test_the_seal_of_a_known_event_stays_what_it_was():
    assert seal(START, **TOLD) == "09662bb4e4497b134db6f9e0e0c5687d", "every desk in use was sealed like this"


@pytest.mark.parametrize("other", [
    {"inquiry_id": 4712}, {"inquiry_id": None}, {"kind": "taken"}, {"by": 3}, {"by": None},
    {"at": AT + timedelta(microseconds=1)}, {"on_date": date(2026, 3, 14)}, {"details": {"before": 3, "after": None}},
    {"details": {}}, {"address": "10.0.0.7"}, {"sign_in": "0a1b2c3d4e5f"},
])  # fmt: skip
def test_another_word_is_another_seal(other):
    assert seal(START, **TOLD | other) != seal(START, **TOLD)


def test_what_was_sealed_before_an_event_told_where_it_was_done_keeps_its_seal():
    assert seal(START, **TOLD, address="", sign_in="") == seal(START, **TOLD)
    assert seal(START, **TOLD, address="a", sign_in="") != seal(START, **TOLD, address="", sign_in="a")


def test_the_same_event_behind_another_one_has_another_seal():
    assert seal("1" * LENGTH, **TOLD) != seal(START, **TOLD)


def test_the_zone_a_moment_is_told_in_makes_no_difference():
    assert seal(START, **TOLD | {"at": AT.astimezone(ZoneInfo("America/Tijuana"))}) == seal(START, **TOLD)


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_erased_details_keep_their_seal_and_say_nothing(details):
    gone = erased(details)
    assert seal(START, **TOLD | {"details": gone}) == seal(START, **TOLD | {"details": details})
    assert erased(gone) == gone
    assert list(gone) == ["erased"]
    assert gone["erased"] == digest(details)


@given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_the_order_of_the_details_makes_no_difference(details):
    assert digest(dict(reversed(details.items()))) == digest(details)
