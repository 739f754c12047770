"""What a database wants from time to time: its log moved into the file, its statistics fresh. No writer waits long."""

import time
from dataclasses import dataclass
from typing import Any

from db.engine import Store

PATIENCE = 200
"""Milliseconds that emptying the log waits for readers while it keeps writers out; then it is left for another time."""
SOONER = 0.5
"""Seconds it stands in line with the writers of this process."""


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
    """Let SQLite look again at how many rows are where, a bounded sample of each index; seconds it took."""
    began = time.monotonic()
    connection: Any = store.engine.raw_connection()
    try:
        with store.turnstile.turn(patience=SOONER):
            connection.execute("PRAGMA analysis_limit=400")
            connection.execute("PRAGMA optimize")
    finally:
        connection.close()
    return time.monotonic() - began
