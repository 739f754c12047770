"""The queues: how many are in each, one page of one of them, and who stands before and after an inquiry in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Inquiry
from db.queries.calendar import calendar
from db.queries.queue_around import Neighbours, around
from db.queries.queue_bounds import bounds
from db.queries.queue_places import COUNTED_TO, numbers, read_place, total_of, total_up_to, write_place
from db.queries.queue_rows import QueueRow, rows_of
from db.queries.queue_view import NONE, Queue, QueueView
from db.queries.queue_walks import OPEN, Walk, walks
from db.queries.reference import reference
from rules.closing_days import Calendar

__all__ = [
    "COUNTED_TO", "NONE", "Neighbours", "Page", "Queue", "QueueRow", "QueueView", "counts", "neighbours", "next_due",
    "page", "total",
]  # fmt: skip

PAGE = 50
COUNTED = tuple(queue for queue in Queue if not queue.has_period)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a queue; `next_cursor` is where the following page begins, empty on the last one."""

    rows: tuple[QueueRow, ...]
    next_cursor: str = ""


def counts(look: Session, *, now: datetime, account_id: int) -> Mapping[Queue, int]:
    """How many are in each queue, without filters. One query, over the partial indexes."""
    zones, days = _zones(look), calendar(look)
    values = bounds(now=now, calendar=days, zones=zones, account_id=account_id)
    return dict(zip(COUNTED, look.connection().execute(_totals(zones), values).one(), strict=True))


def total(look: Session, view: QueueView, *, now: datetime, account_id: int) -> int:
    """How many are in a queue with its filters, counted up to COUNTED_TO. One query."""
    ways = _walks(look, view, now, account_id)
    return min(COUNTED_TO, int(look.connection().execute(select(total_up_to(ways, COUNTED_TO))).scalar_one()))


def page(
    look: Session, view: QueueView, *, now: datetime, account_id: int, cursor: str = "", size: int = PAGE
) -> Page:
    """The rows after a cursor, the most pressing first. One query; a cursor nobody gave out starts from the top."""
    ways = _walks(look, view, now, account_id)
    start = read_place(cursor, ways)
    found = numbers(look, ways, start, size + 1)
    shown = found[:size]
    rows = rows_of(look, [id for _, _, id in shown])
    return Page(rows, write_place(*shown[-1]) if len(found) > size else "")


def next_due(look: Session, *, now: datetime) -> tuple[datetime, str] | None:
    """The next open deadline and its zone; None when nothing is owed. One step on an index."""
    found = look.execute(
        select(Inquiry.due_at, Inquiry.zone).where(OPEN, col(Inquiry.due_at) >= now)  # type: ignore[call-overload]
        .order_by(col(Inquiry.due_at)).limit(1)
    ).first()
    return (found[0], found[1]) if found else None


def neighbours(look: Session, view: QueueView, *, folio: str, now: datetime, account_id: int) -> Neighbours:
    """Who stands before and after an inquiry in a queue with its filters, its place and how many there are. One query.

    What has left the queue, or never was in it, is followed by the first of the queue: the next thing to do.
    """
    return around(look, _walks(look, view, now, account_id), folio=folio)


@lru_cache(maxsize=8)
def _totals(zones: tuple[str, ...]) -> Any:
    """One number a queue, to be asked with `bounds`. Kept: to build it takes ten times as long as to answer it."""
    some_day = datetime(2026, 1, 1, tzinfo=UTC)
    totals = [
        total_of(walks(QueueView(queue=queue), now=some_day, calendar=Calendar(frozenset()), zones=zones, account_id=0))
        for queue in COUNTED
    ]
    return select(*(total.label(str(queue)) for queue, total in zip(COUNTED, totals, strict=True)))


def _walks(look: Session, view: QueueView, now: datetime, account_id: int) -> tuple[Walk, ...]:
    return walks(view, now=now, calendar=calendar(look), zones=_zones(look), account_id=account_id)


def _zones(look: Session) -> tuple[str, ...]:
    known = reference(look)
    return tuple(sorted({city.zone for city in known.cities.values()} | {known.zone_of(None)}))
