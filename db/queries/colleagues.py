"""Who works here, for the lists of assignees and the names beside what people did."""

import threading
import time
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Account


@dataclass(frozen=True, slots=True)
class Colleague:
    """One account; the inactive keep their name on the work they did."""

    id: int
    name: str
    active: bool


FRESH_FOR = 5.0
"""Seconds one process may list colleagues as they were; who may sign in is asked at every run, of the rows."""


def colleagues(look: Session) -> tuple[Colleague, ...]:
    """Everybody who has or had an account, by shown name. One query, kept for `FRESH_FOR` seconds per database."""
    key = str(look.get_bind().engine.url)
    with _lock:
        kept = _kept.get(key)
    if kept and time.monotonic() - kept[0] < FRESH_FOR:
        return kept[1]
    rows = look.exec(select(Account.id, Account.display_name, Account.active).order_by(col(Account.display_name)))
    fresh = tuple(Colleague(id, name, active) for id, name, active in rows if id is not None)
    with _lock:
        _kept[key] = (time.monotonic(), fresh)
    return fresh


_lock = threading.Lock()
_kept: dict[str, tuple[float, tuple[Colleague, ...]]] = {}


def forget() -> None:
    """Read anew at the next question."""
    with _lock:
        _kept.clear()
