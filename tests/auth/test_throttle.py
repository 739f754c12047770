"""Guessing passwords: D01, and E07 as far as the throttle is in the database."""

from datetime import timedelta

import pytest

from desk.throttles import blocked_until, clear_failures, count_failure, tried_address, tried_name
from tests.auth.conftest import NOON
from tests.server import PASSWORD


def allowed(store, tried, *, within):
    """How many attempts are looked at when somebody tries once a second."""
    looked_at, at = 0, NOON
    while at < NOON + within:
        with store.reading() as look:
            blocked = blocked_until(look, tried, now=at)
        if blocked is None:
            looked_at += 1
            with store.writing() as work:
                for one in tried:
                    count_failure(work, one, now=at)
        at += timedelta(seconds=1)
    return looked_at


def test_one_name_is_looked_at_ten_times_a_minute_at_most(store):
    assert allowed(store, [tried_name("ana")], within=timedelta(minutes=1)) <= 10


def test_the_wait_grows_to_a_minute_and_no_further(store):
    assert allowed(store, [tried_name("ana")], within=timedelta(minutes=10)) <= 18


def test_an_office_behind_one_address_may_mistype_twenty_times(store):
    where = tried_address("198.51.100.7")
    for _ in range(20):
        with store.writing() as work:
            count_failure(work, where, now=NOON)
    with store.reading() as look:
        assert blocked_until(look, [where], now=NOON) is None
    with store.writing() as work:
        count_failure(work, where, now=NOON)
    with store.reading() as look:
        assert blocked_until(look, [where], now=NOON) == NOON + timedelta(seconds=5)
        assert blocked_until(look, [tried_address("198.51.100.8")], now=NOON) is None


@pytest.mark.parametrize(("after", "blocked"), [(timedelta(seconds=4), True), (timedelta(seconds=5), False)])
def test_a_block_ends_by_itself(store, after, blocked):
    with store.writing() as work:
        for _ in range(5):
            count_failure(work, tried_name("ana"), now=NOON)
    with store.reading() as look:
        assert (blocked_until(look, [tried_name("ana")], now=NOON + after) is not None) is blocked


def test_the_right_password_and_a_quarter_of_an_hour_forgive(store):
    ana = tried_name("ana")
    with store.writing() as work:
        for _ in range(9):
            count_failure(work, ana, now=NOON)
        clear_failures(work, ana)
        clear_failures(work, ana)
        for _ in range(4):
            count_failure(work, ana, now=NOON)
        count_failure(work, ana, now=NOON + timedelta(minutes=16))
    with store.reading() as look:
        assert blocked_until(look, [ana], now=NOON + timedelta(minutes=16)) is None


def test_what_was_typed_into_the_wrong_field_is_not_kept(store):
    assert "secreto" not in tried_name("mi secreto").key


@pytest.mark.parametrize("name", ["berta", "nobody"])
def test_a_guesser_is_told_to_wait_whoever_they_try(desk, name):
    told = [
        desk.ask("/sign-in?lang=en", form={"name": name, "password": f"guess {n}"}, x_forwarded_for=f"203.0.113.{n}")
        for n in range(7)
    ]
    assert [answer.status for answer in told] == [401] * 5 + [429] * 2
    assert "Too many attempts. Try again in" in told[-1].text
    right = desk.ask("/sign-in", form={"name": name, "password": PASSWORD}, x_forwarded_for="203.0.113.99")
    assert right.status == 429
    assert desk.sign_in("ana", x_forwarded_for="203.0.113.1")
