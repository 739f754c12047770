"""The reference data and the calendar a verb counts by: those of its own transaction, read anew when they changed."""

import threading
from dataclasses import dataclass

from sqlmodel import Session

from db.freshness import ASKED, token
from db.queries.calendar import load_calendar
from db.queries.reference import Reference, load
from rules.closing_days import Calendar


@dataclass(frozen=True, slots=True)
class InForce:
    """What is agreed at this moment. Rows are for reading: they belong to no session."""

    known: Reference
    calendar: Calendar


_lock = threading.Lock()
_kept: dict[str, tuple[str, InForce]] = {}


def in_force(work: Session) -> InForce:
    """One query a transaction while nothing changed; all is read anew after a change, also by another process."""
    work.flush()
    if isinstance(asked := work.info.get(ASKED), InForce):
        return asked
    now, key = token(work), str(work.get_bind().engine.url)
    with _lock:
        kept = _kept.get(key)
    if kept is not None and kept[0] == now:
        work.info[ASKED] = kept[1]
        return kept[1]
    known = load(work)
    calendar = load_calendar(work)
    for row in known.rows():
        work.expunge(row)
    fresh = work.info[ASKED] = InForce(known, calendar)
    if now is not None:
        with _lock:
            _kept[key] = (now, fresh)
    return fresh


def forget() -> None:
    """Read anew at the next question."""
    with _lock:
        _kept.clear()
