"""Sessions: a token of 256 bits in the browser, its SHA-256 in the database, and a short memory in this process."""

import hashlib
import secrets
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta

import db
from config import settings
from db.origin import Origin, come_from, origin_of
from desk.accounts import anybody
from desk.sign_ins import TOUCH_EVERY, Visitor, end_session, touch_session, who

__all__ = [
    "Visitor", "arrive", "came_from", "close", "forget", "hash_of", "new_token", "origin", "recall", "recent", "set_up",
    "touch", "visitor",
]  # fmt: skip

REMEMBERED = 3.0
"""Seconds for which the gate trusts what it read. A run of a page asks the database itself."""
MOST_REMEMBERED = 4096

_lock = threading.Lock()
_recent: dict[str, tuple[float, Visitor]] = {}
_touched: dict[str, float] = {}
_addresses: dict[str, str] = {}
_somebody = False


def new_token() -> str:
    """A secret nobody guesses, for a cookie; only its hash is stored."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored and passed on of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def visitor(session_hash: str | None, *, now: datetime) -> Visitor | None:
    """Who is behind a session at this moment, asked of the database; None when it is not, or no longer, valid."""
    if not session_hash:
        return None
    with db.reading() as look:
        found = who(look, session_hash, now=now, idle=timedelta(minutes=settings().idle_minutes))
    if found is None:
        forget(session_hash)  # what the page has noticed the gate knows too: the way to the sign-in page is open
    return found


def recent(session_hash: str) -> Visitor | None:
    """What was read of this session within the last three seconds."""
    at, seen = _recent.get(session_hash, (0.0, None))
    return seen if time.monotonic() - at < REMEMBERED else None


def recall(session_hash: str) -> Visitor | None:
    """The visitor, from memory or from the database; for the gate, which is asked a hundred times per page."""
    seen = recent(session_hash)
    if seen is None and (seen := visitor(session_hash, now=settings().now())) is not None:
        with _lock:
            if len(_recent) >= MOST_REMEMBERED:
                _recent.clear()
            _recent[session_hash] = (time.monotonic(), seen)
    return seen


def forget(session_hash: str) -> None:
    """Ask the database at the next request."""
    with _lock:
        _recent.pop(session_hash, None)
        _touched.pop(session_hash, None)


def touch(session_hash: str) -> None:
    """The person did something: the session's idle time starts again. Written at most once a minute.

    What the disk does not take today is no reason to show nobody anything: looking goes on.
    """
    if not due(session_hash):
        return
    with _lock:
        if len(_touched) >= MOST_REMEMBERED:
            _touched.clear()
        _touched[session_hash] = time.monotonic()
    with suppress(db.NotStored), db.writing() as work:
        touch_session(work, session_hash, now=settings().now())


def came_from(session_hash: str, address: str) -> None:
    """The gate let a page of this session in from there."""
    if _addresses.get(session_hash) != address:
        with _lock:
            if len(_addresses) >= MOST_REMEMBERED:
                _addresses.clear()
            _addresses[session_hash] = address


def origin(session_hash: str) -> Origin:
    """Where this session is used from, for what it writes."""
    return origin_of(_addresses.get(session_hash, ""), session_hash)


def arrive(session_hash: str) -> None:
    """Somebody's page begins to run in this thread: what it writes tells where from."""
    come_from(origin(session_hash))


def due(session_hash: str) -> bool:
    """Whether touch() would write."""
    return time.monotonic() - _touched.get(session_hash, -1e9) >= TOUCH_EVERY.total_seconds()


def close(session_hash: str) -> None:
    """Sign out, at once in this process."""
    with db.writing(origin=origin(session_hash)) as work:
        end_session(work, session_hash, now=settings().now())
    forget(session_hash)


def set_up() -> bool:
    """Whether anybody has an account; once true it stays true, accounts are never deleted."""
    global _somebody
    if not _somebody:
        with db.reading() as look:
            _somebody = anybody(look)
    return _somebody
