"""The queues: how many are in each, one page of one of them, and who stands before and after an inquiry in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Inquiry
from db.queries.calendar import calendar
from db.queries.queue_around import Neighbours, around
from db.queries.queue_bounds import asked_of, bounds
from db.queries.queue_places import COUNTED_TO, lines, read_place, total_of, total_up_to, write_place
from db.queries.queue_rows import QueueRow
from db.queries.queue_view import NONE, Queue, QueueView
from db.queries.queue_walks import OPEN, walks
from db.queries.reference import Reference, reference
from rules.urgency import BANDS, Bands, read_bands

__all__ = [
    "COUNTED_TO", "NONE", "Neighbours", "Page", "Queue", "QueueRow", "QueueView", "bands_of", "counts", "neighbours",
    "next_due", "page", "total",
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
    values = _values(look, now, account_id)
    return dict(zip(COUNTED, look.connection().execute(_totals(_zones(look)), values).one(), strict=True))


def total(look: Session, view: QueueView, *, now: datetime, account_id: int) -> int:
    """How many are in a queue with its filters, counted up to COUNTED_TO. One query."""
    values = _values(look, now, account_id, view)
    return min(COUNTED_TO, int(look.connection().execute(_up_to(view.shape, _zones(look)), values).scalar_one()))


def page(
    look: Session, view: QueueView, *, now: datetime, account_id: int, cursor: str = "", size: int = PAGE
) -> Page:
    """The rows after a cursor, the most pressing first: two queries at most. An unknown cursor starts at the top."""
    ways = walks(view.shape, _zones(look))
    start = read_place(cursor, ways)
    found = lines(look, ways, start, size + 1, values=_values(look, now, account_id, view))
    shown = found[:size]
    return Page(tuple(row for _, row in shown), write_place(*shown[-1][0]) if len(found) > size else "")


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
    ways = walks(view.shape, _zones(look))
    return around(look, ways, folio=folio, values=_values(look, now, account_id, view))


@lru_cache(maxsize=8)
def _totals(zones: tuple[str, ...]) -> Any:
    """One number a queue, to be asked with `bounds`."""
    totals = [total_of(walks(QueueView(queue=queue), zones)) for queue in COUNTED]
    return select(*(total.label(str(queue)) for queue, total in zip(COUNTED, totals, strict=True)))


@lru_cache(maxsize=256)
def _up_to(shape: QueueView, zones: tuple[str, ...]) -> Any:
    return select(total_up_to(walks(shape, zones), COUNTED_TO))


def _values(look: Session, now: datetime, account_id: int, view: QueueView | None = None) -> dict[str, Any]:
    """What the statements of a view are asked with; the moments are found once for all questions of one look."""
    asked = look.info.get("bounds")
    if asked is None or asked[0] != (now, account_id):
        found = bounds(
            now=now, calendar=calendar(look), zones=_zones(look), account_id=account_id, bands=bands_of(reference(look))
        )
        asked = look.info["bounds"] = (now, account_id), found
    values: dict[str, Any] = asked[1]
    return values | asked_of(view, now=now) if view else values


def bands_of(known: Reference) -> Bands:
    """From when a deadline warns at this desk."""
    return read_bands(known.settings.get(BANDS, ""))


def _zones(look: Session) -> tuple[str, ...]:
    zones: tuple[str, ...] | None = look.info.get("zones")
    if zones is None:
        zones = look.info["zones"] = reference(look).zones()
    return zones
