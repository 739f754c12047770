"""The closing-day calendar the desk counts by: the layers that are on, and the days that no rule can compute."""

import threading
import time

from sqlmodel import Session, col, select

from db.models import ClosingDayRow, Setting
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer

FRESH_FOR = 10.0
_lock = threading.Lock()
_kept: dict[str, tuple[float, Calendar]] = {}


def load_calendar(look: Session) -> Calendar:
    """The calendar in force, read now: verbs count by this one."""
    layers = look.exec(select(Setting.value).where(Setting.name == "layers")).one_or_none() or ""
    days = look.exec(
        select(ClosingDayRow).where(col(ClosingDayRow.active)).order_by(col(ClosingDayRow.on_date))
    ).all()
    return Calendar(
        layers=frozenset(Layer(code) for code in layers.split()),
        added=tuple(
            ClosingDay(
                on=d.on_date, layer=Layer(d.layer), name_es=d.name_es, name_en=d.name_en, source=d.source,
                status=d.status, closed=d.closed,
            )
            for d in days
        ),
    )  # fmt: skip


def calendar(look: Session) -> Calendar:
    """`load_calendar`, kept for a few seconds per database, for looking."""
    key = str(look.get_bind().engine.url)
    with _lock:
        kept = _kept.get(key)
    if kept and time.monotonic() - kept[0] < FRESH_FOR:
        return kept[1]
    fresh = load_calendar(look)
    if kept and fresh == kept[1]:
        fresh = kept[1]  # the same object while it says the same: charts are kept by it
    with _lock:
        _kept[key] = (time.monotonic(), fresh)
    return fresh


def forget() -> None:
    """Read anew at the next question."""
    with _lock:
        _kept.clear()
