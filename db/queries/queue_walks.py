"""Each queue as walks along an index: which rows, in which order. Nothing here reads a row that is finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlmodel import col

from db.models import Deadline, Delivery, Emergency, Event, Inquiry
from db.queries.queue_bounds import NUMBERS
from db.queries.queue_view import NONE, Queue, QueueView
from db.types import Moment

# Written out: SQLite takes a partial index only when it can read its condition in the statement.
OPEN = col(Inquiry.status) != literal_column("'closed'")
UNTRACKED = and_(col(Delivery.tracking_number) == literal_column("''"), col(Delivery.settled_at).is_(None))
COLUMN: Mapping[str, Any] = {
    "reason": Inquiry.reason_code, "subcase": Inquiry.subcase_code, "city": Inquiry.city_code,
    "channel": Inquiry.channel, "language": Inquiry.language, "assignee": Inquiry.assignee_id,
    "line": Inquiry.line_code, "outcome": Inquiry.outcome, "hour": Inquiry.received_hour,
    "weekday": Inquiry.received_weekday,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Rows in the order of one index: by `by`, then by number; `newest_first` walks it backwards."""

    where: tuple[ColumnElement[bool], ...]
    by: Any = None
    newest_first: bool = False
    deliveries: bool = False

    def ids(self, *where: ColumnElement[bool]) -> Select[Any]:
        """Its rows as (number, key), not yet in order."""
        key = self.by if self.by is not None else literal_column("NULL")
        rows = select(col(Inquiry.id).label("id"), key.label("key")).where(*self.where, *where)
        return rows.join(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id)) if self.deliveries else rows

    def count(self) -> Select[Any]:
        """How many. The deliveries are counted by their own index when nothing else is asked of the inquiry."""
        if self.deliveries and len(self.where) == 1:
            return select(func.count()).select_from(Delivery).where(*self.where)
        rows = select(func.count()).select_from(Inquiry).where(*self.where)
        return rows.join(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id)) if self.deliveries else rows

    def order(self) -> tuple[Any, ...]:
        """By which columns the rows come; the number last, so that no two are alike."""
        number = col(Delivery.inquiry_id) if self.deliveries else col(Inquiry.id)
        columns = (number,) if self.by is None else (self.by, number)
        return tuple(one.desc() for one in columns) if self.newest_first else columns

    def beyond(self, key: Any, id: Any, *, back: bool = False) -> ColumnElement[bool]:
        """The rows after the one of this key and number, or before it when walking `back`."""
        number = col(Delivery.inquiry_id) if self.deliveries else col(Inquiry.id)
        mine, other = (number, id) if self.by is None else (tuple_(self.by, number), tuple_(key, id))
        return mine < other if self.newest_first != back else mine > other


@lru_cache(maxsize=512)
def walks(shape: QueueView, zones: tuple[str, ...]) -> tuple[Walk, ...]:
    """The walks of a queue, most pressing first, to be asked with the values of `bounds`.

    `shape` says which filters there are (QueueView.shape), `zones` are all the zones of the desk. Kept: to build a
    statement takes ten times as long as to answer it.
    """
    more = tuple(_filter(name, value) for name, value in shape.filters.items() if name != "promise")
    due, missing = col(Inquiry.due_at), Delivery.missing_from
    match shape.queue:
        case Queue.OVERDUE:
            return (Walk((OPEN, due < _at("now"), *more), due),)
        case Queue.TODAY:
            before = due < _at("today ends"), due < _of_zone(zones, "today ends")
            return (Walk((OPEN, due >= _at("now"), *before, *more), due),)
        case Queue.NEXT:
            after = due >= _at("today ends first"), due >= _of_zone(zones, "today ends")
            before = due < _at("next ends"), due < _of_zone(zones, "next ends")
            return (Walk((OPEN, *after, *before, *more), due),)
        case Queue.MISSING:
            return (Walk((and_(UNTRACKED, col(missing) <= _at("now")), *more), missing, deliveries=True),)
        case Queue.EMERGENCIES:
            pair = exists().where(col(Emergency.inquiry_id) == col(Inquiry.id))
            return _open(pair, *more)
        case Queue.MINE:
            return _open(col(Inquiry.assignee_id) == bindparam("me", type_=Integer), *more)
        case Queue.UNASSIGNED:
            return _open(col(Inquiry.assignee_id).is_(None), *more)
        case Queue.OPEN:
            return _open(*more)
    return (_past(shape.queue, more, of_promise=bool(shape.promise)),)


def _open(*where: ColumnElement[bool]) -> tuple[Walk, ...]:
    """What owes an answer by its due moment, then what owes none in the order it came."""
    due = col(Inquiry.due_at)
    return Walk((OPEN, due.is_not(None), *where), due), Walk((OPEN, due.is_(None), *where))


def _past(queue: Queue, more: tuple[ColumnElement[bool], ...], *, of_promise: bool) -> Walk:
    """What happened in the days of a view, the newest first."""
    first, last = (bindparam(name, type_=Date) for name in ("first", "last"))
    if queue == Queue.RECEIVED:
        on = col(Inquiry.received_on)
        return Walk((on.between(first, last), *more), on, newest_first=True)
    if queue == Queue.CLOSED:
        ids = select(Event.inquiry_id).where(Event.kind == "closed", col(Event.on_date).between(first, last))  # type: ignore[call-overload]
    else:
        late = or_(col(Deadline.met_at) > col(Deadline.due_at),
                   and_(col(Deadline.met_at).is_(None), col(Deadline.due_at) < _at("now")))  # fmt: skip
        mine = [col(Deadline.promise_code) == bindparam("is promise", type_=String)] if of_promise else []
        ids = select(Deadline.inquiry_id).where(  # type: ignore[call-overload]
            col(Deadline.due_on).between(first, last), col(Deadline.ended_at).is_(None), late, *mine
        )
    return Walk((col(Inquiry.id).in_(ids), *more), newest_first=True)


def _filter(name: str, value: str) -> ColumnElement[bool]:
    column = col(COLUMN[name])
    if value == NONE:
        return column.is_(None)
    return column == bindparam(f"is {name}", type_=Integer if name in NUMBERS else String)


def _at(name: str) -> Any:
    return bindparam(name, type_=Moment())


def _of_zone(zones: Iterable[str], what: str) -> Any:
    return case(*((col(Inquiry.zone) == zone, _at(f"{what} {zone}")) for zone in zones), else_=_at(what))
