"""Who stands around an inquiry in its queue, asked in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, func, select
from sqlmodel import Session, col

from db.models import Delivery, Inquiry
from db.queries.queue_places import COUNTED_TO, total_of, total_up_to
from db.queries.queue_walks import Walk


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands before and after an inquiry in a queue; its place counts from 1, None when it has left the queue."""

    previous_folio: str | None
    next_folio: str | None
    position: int | None
    total: int


def around(look: Session, ways: tuple[Walk, ...], *, folio: str, values: Mapping[str, Any]) -> Neighbours:
    """The neighbours of an inquiry on these walks. What is in none of them is followed by the first row of all."""
    found = look.connection().execute(_around(ways), {**values, "folio": folio}).one()
    everyone, first, earlier, previous, following = found
    if earlier is None:
        return Neighbours(None, first, None, everyone)
    return Neighbours(previous, following, earlier + 1, everyone)


@lru_cache(maxsize=256)  # walks are kept; this is the largest statement there is
def _around(ways: tuple[Walk, ...]) -> Any:
    asked = bindparam("folio", type_=String)
    mine = select(Inquiry.id).where(Inquiry.folio == asked).scalar_subquery()  # type: ignore[call-overload]
    spots = [_spot(ways, phase, mine) for phase in range(len(ways))]
    return select(
        total_up_to(ways, COUNTED_TO), _first_of(*(_folio(way) for way in ways)),
        *(_first_of(*(case((spot.here, getattr(spot, what))) for spot in spots)) for what in ("earlier", "previous",
                                                                                              "following")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an inquiry would stand on one walk: whether it does, how many come before, and who is beside it."""

    here: ColumnElement[bool]
    earlier: Any
    previous: Any
    following: Any


def _spot(ways: Sequence[Walk], phase: int, mine: Any) -> Spot:
    walk = ways[phase]
    key = None if walk.by is None else _rows(walk, col(walk.by)).where(col(Inquiry.id) == mine).scalar_subquery()
    beyond, back = walk.beyond(key, mine), walk.beyond(key, mine, back=True)
    return Spot(
        here=_rows(walk, col(Inquiry.id)).where(*walk.where, col(Inquiry.id) == mine).exists(),
        earlier=total_of([*ways[:phase], replace(walk, where=(*walk.where, back))]),
        previous=_first_of(_folio(_backwards(walk), back), *(_folio(_backwards(way)) for way in ways[:phase][::-1])),
        following=_first_of(_folio(walk, beyond), *(_folio(way) for way in ways[phase + 1 :])),
    )


def _folio(walk: Walk, *where: ColumnElement[bool]) -> Any:
    """The folio of the first row of a walk."""
    rows = _rows(walk, col(Inquiry.folio)).where(and_(*walk.where, *where))
    return rows.order_by(*walk.order()).limit(1).scalar_subquery()


def _rows(walk: Walk, column: Any) -> Any:
    rows = select(column).select_from(Inquiry)
    return rows.join(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id)) if walk.deliveries else rows


def _backwards(walk: Walk) -> Walk:
    return replace(walk, newest_first=not walk.newest_first)


def _first_of(*values: Any) -> Any:
    return func.coalesce(*values) if len(values) > 1 else values[0]
