"""Each state of the board as one walk along a partial index; what is long finished is not walked at all."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, func, literal_column, select, tuple_
from sqlmodel import col

from db.models import Delivery, Inquiry
from db.queries.deliveries_view import BoardView
from db.queries.queue_view import NONE
from db.queries.queue_walks import UNTRACKED
from db.types import Moment
from rules.deliveries import SOON, DeliveryState
from rules.zones import local_date

RECENT = timedelta(days=90)
"""What was sent or settled longer ago stands in its inquiry: nobody works on it."""

d = Delivery
# Written out: SQLite takes a partial index only when it can read its condition in the statement.
NUMBERED = col(d.tracking_number) != literal_column("''")
UNSETTLED = col(d.settled_at).is_(None)
TO_COLLECT = and_(col(d.collect_by).is_not(None), UNSETTLED)
NEWEST_FIRST = (DeliveryState.ON_WAY, DeliveryState.SETTLED)
KEY: Mapping[DeliveryState, Any] = {
    DeliveryState.MISSING: d.missing_from, DeliveryState.WITHIN: d.missing_from, DeliveryState.ON_WAY: d.tracked_at,
    DeliveryState.SETTLED: d.settled_at,
}  # fmt: skip


def moments(*, now: datetime, zones: Iterable[str]) -> dict[str, Any]:
    """The values the walks compare with, by the names of their parameters: one statement serves every moment."""
    today = {zone: local_date(now, zone) for zone in zones}
    return {
        "now": now, "recent": now - RECENT, "first today": min(today.values()), "last today": max(today.values()),
        "first soon": min(today.values()) + SOON, "last soon": max(today.values()) + SOON,
        **{f"today {zone}": day for zone, day in today.items()},
        **{f"soon {zone}": day + SOON for zone, day in today.items()},
    }  # fmt: skip


def counted(zones: tuple[str, ...], *, most: int) -> Select[Any]:
    """One number a state, each counted up to `most`, along the index of the state alone."""
    parts = []
    for state in DeliveryState:
        some: Any = select(literal_column("1")).select_from(Delivery).where(_of(state, zones)).limit(most)
        parts.append(select(func.count()).select_from(some.subquery()).scalar_subquery().label(str(state)))
    return select(*parts)


def following(shape: BoardView, zones: tuple[str, ...], *, beyond: bool) -> Select[Any]:
    """The next numbers and keys of a view, in its order: the longest missing and the first to be sent back first, else
    the newest. To be asked with moments(), `most`, the filters of `shape`, and with the place when `beyond` one."""
    key: Any = KEY.get(shape.state, d.collect_by)
    number, newest = col(d.inquiry_id), shape.state in NEWEST_FIRST
    walk: Select[Any] = _narrowed(shape, zones, select(number.label("id"), col(key).label("key")))
    if beyond:
        mine, other = tuple_(key, number), tuple_(bindparam("place key", type_=key.type), bindparam("place id"))
        walk = walk.where(mine < other if newest else mine > other)
    order = (col(key), number)
    return walk.order_by(*(one.desc() if newest else one for one in order)).limit(bindparam("most"))


def all_of(shape: BoardView, zones: tuple[str, ...]) -> Select[Any]:
    """How many a view has, counted up to `most`."""
    some = _narrowed(shape, zones, select(literal_column("1"))).limit(bindparam("most"))
    return select(func.count()).select_from(some.subquery())


def _narrowed(shape: BoardView, zones: tuple[str, ...], asked: Any) -> Any:
    """Only of the filters; the inquiry is joined where one of its columns narrows."""
    asked = asked.select_from(Delivery).where(_of(shape.state, zones))
    if shape.city:
        city = col(Inquiry.city_code)
        asked = asked.join(Inquiry, col(Inquiry.id) == col(d.inquiry_id))
        asked = asked.where(city.is_(None) if shape.city == NONE else city == bindparam("city"))
    if shape.courier:
        asked = asked.where(col(d.carrier_code) == bindparam("courier"))
    return asked


def _of(state: DeliveryState, zones: tuple[str, ...]) -> ColumnElement[bool]:
    now, recent = bindparam("now", type_=Moment()), bindparam("recent", type_=Moment())
    match state:
        case DeliveryState.MISSING:
            return and_(UNTRACKED, col(d.missing_from) <= now)
        case DeliveryState.WITHIN:
            return and_(UNTRACKED, col(d.missing_from) > now)
        case DeliveryState.ON_WAY:
            return and_(NUMBERED, UNSETTLED, col(d.collect_by).is_(None), col(d.tracked_at) >= recent)
        case DeliveryState.SETTLED:
            return and_(col(d.settled_at).is_not(None), col(d.settled_at) >= recent)
    day: Any = col(d.collect_by)
    if state is DeliveryState.PASSED:
        return and_(TO_COLLECT, day < _on("last today"), day < _in_zone("today", zones))
    if state is DeliveryState.SOON:
        here = day >= _in_zone("today", zones), day <= _in_zone("soon", zones)
        return and_(TO_COLLECT, day >= _on("first today"), day <= _on("last soon"), *here)
    return and_(TO_COLLECT, day > _on("first soon"), day > _in_zone("soon", zones))


def _in_zone(what: str, zones: tuple[str, ...]) -> Any:
    return case(*((col(d.zone) == zone, _on(f"{what} {zone}")) for zone in zones), else_=_on(f"first {what}"))


def _on(name: str) -> Any:
    return bindparam(name, type_=Date())
