"""How long a session lasts, and what is kept of it: D06, and I01 as far as sessions go."""

import time
from datetime import timedelta

import pytest

import auth
from auth import passwords, sessions
from auth.sessions import hash_of, new_token
from desk.accounts import account_named
from desk.passwords import password_matches
from desk.sign_ins import end_session, start_session, touch_session
from tests.auth.conftest import NOON

SECOND = timedelta(seconds=1)
IDLE, LASTS = timedelta(minutes=30), timedelta(hours=12)


@pytest.fixture
def session(store):
    token = hash_of(new_token())
    with store.writing() as work:
        start_session(work, account_named(work, "ana"), token_hash=token, now=NOON)
    return token


@pytest.mark.parametrize(("after", "valid"), [
    (timedelta(0), True), (IDLE - SECOND, True), (IDLE, False), (IDLE + SECOND, False), (-timedelta(hours=1), True),
])  # fmt: skip
def test_an_idle_session_ends_after_thirty_minutes(session, after, valid):
    assert (auth.visitor(session, now=NOON + after) is not None) is valid


def test_a_session_in_use_goes_on(store, session):
    at = NOON
    while at < NOON + timedelta(hours=3):
        at += IDLE - SECOND
        assert auth.visitor(session, now=at)
        with store.writing() as work:
            touch_session(work, session, now=at)
    assert auth.visitor(session, now=at + IDLE + SECOND) is None


@pytest.mark.parametrize(("after", "valid"), [(LASTS - SECOND, True), (LASTS, False), (LASTS + SECOND, False)])
def test_no_session_lasts_longer_than_twelve_hours(store, session, after, valid):
    at = NOON
    while at < NOON + after:
        at = min(at + IDLE - SECOND, NOON + after)
        with store.writing() as work:
            touch_session(work, session, now=at)
    assert (auth.visitor(session, now=NOON + after) is not None) is valid


def test_a_touch_is_written_once_a_minute(store, session):
    with store.writing() as work:
        touch_session(work, session, now=NOON + timedelta(seconds=59))
    assert auth.visitor(session, now=NOON + IDLE) is None
    with store.writing() as work:
        touch_session(work, session, now=NOON + timedelta(seconds=60))
    assert auth.visitor(session, now=NOON + IDLE)


def test_a_visitor_is_who_signed_in(session):
    seen = auth.visitor(session, now=NOON)
    assert (seen.name, seen.display_name, seen.role, seen.language) == ("ana", "Ana Robles", "agent", "es")


@pytest.mark.parametrize("given", ["", None, "x", hash_of("another")])
def test_an_unknown_session_is_nobody(store, given):
    assert auth.visitor(given, now=NOON) is None


def test_a_session_ends_once(store, session):
    with store.writing() as work:
        assert end_session(work, session, now=NOON)
        assert not end_session(work, session, now=NOON)
    assert auth.visitor(session, now=NOON) is None


def test_the_short_memory_forgets_in_three_seconds_and_at_once_on_sign_out(store, settled, monkeypatch):
    settled(VENTANILLA_FROZEN_NOW=NOON.isoformat())
    token = hash_of(new_token())
    with store.writing() as work:
        start_session(work, account_named(work, "ana"), token_hash=token, now=NOON)
    assert sessions.recall(token)
    assert sessions.recent(token)
    sessions.close(token)
    assert sessions.recall(token) is None
    later = time.monotonic() + sessions.REMEMBERED
    monkeypatch.setattr(sessions.time, "monotonic", lambda: later)
    assert sessions.recent(token) is None


def test_tokens_are_long_and_their_hash_is_all_that_is_stored(store, session):
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)
    assert len(session) == 64


@pytest.mark.alone
def test_a_passwords_time_tells_nothing(store):
    with store.reading() as look:
        stored = account_named(look, "ana").password_hash
    assert stored.startswith("$argon2id$")
    passwords.is_right(None, "warm up")

    def quickest(of):
        took = []
        for _ in range(7):
            began = time.perf_counter()
            assert not passwords.is_right(of, "not this one")
            took.append(time.perf_counter() - began)
        return min(took)

    known, unknown = quickest(stored), quickest(None)
    assert 1 / 1.3 < known / unknown < 1.3


def test_a_password_is_the_same_on_every_keyboard_and_never_too_long_to_check(store):
    from desk.passwords import hash_password

    stored = hash_password("contraseña de prueba")
    assert password_matches(stored, "contrasen\u0303a de prueba")
    assert not password_matches(stored, "contrasena de prueba")
    assert not password_matches(stored, "x" * 1_000_000)
    assert not password_matches("not a hash", "x")
