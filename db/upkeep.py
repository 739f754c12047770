"""What a database wants from time to time: its log moved into the file, its statistics fresh. No writer waits long."""

import time
from dataclasses import dataclass
from typing import Any

from db.engine import Store

PATIENCE = 200
"""Milliseconds that emptying the log waits for readers while it keeps writers out; then it is left for another time."""
SOONER = 0.5
"""Seconds it stands in line with the writers of this process."""

WOULD_DO = "PRAGMA optimize(-1)"
"""Tells the statements and runs none."""
SEARCH = '"inquiry_search_'


@dataclass(frozen=True, slots=True)
class Emptied:
    """How emptying the log went: whether it is empty now, and for how many seconds writers were kept out."""

    done: bool
    held: float


def empty_log(store: Store) -> Emptied:
    """Move the log into the file and cut it to nothing; Busy when the line of writers is too long.

    The long part, moving and syncing, is done first and keeps nobody out. What is left takes the writers' lock, and a
    reader who still needs the log ends it.
    """
    connection: Any = store.engine.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
        with store.turnstile.turn(patience=SOONER):
            began = time.monotonic()
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return Emptied(not busy, time.monotonic() - began)
    finally:
        connection.info.pop("busy_timeout", None)  # the pool sets it anew before its next use
        connection.close()


def refresh_statistics(store: Store) -> float:
    """Let SQLite look again at how many rows are where, a bounded sample of each index; Busy as `empty_log`.

    Each table has a turn of its own, for together they take seconds of a large file that is not in memory. Returns the
    longest that writers were kept out. The search index looks its own tables up by their numbers alone.
    """
    connection: Any = store.engine.raw_connection()
    longest = 0.0
    try:
        connection.execute("PRAGMA analysis_limit=400")
        due = [told for (told,) in connection.execute(WOULD_DO).fetchall() if SEARCH not in told]
        for statement in due:
            with store.turnstile.turn(patience=SOONER):
                began = time.monotonic()
                connection.execute(statement)
                longest = max(longest, time.monotonic() - began)
    finally:
        connection.close()
    return longest
