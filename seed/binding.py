"""Values as the driver takes them, turned as the column types would turn them, without asking the types every time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Date

from db.models import Table
from db.types import Moment

Bind = Callable[[Mapping[str, Any]], list[Any]]


@lru_cache(maxsize=8_192)
def stored_moment(at: datetime | None) -> str | None:
    """A moment as db.types.Moment stores it on SQLite."""
    if at is None:
        return None
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(" ", "microseconds")[:26]  # without +00:00


@lru_cache(maxsize=2_048)
def stored_date(on: date | None) -> str | None:
    """A local date as SQLAlchemy stores it on SQLite."""
    return None if on is None else on.isoformat()


def columns_of(table: type[Table], *, without: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of a table's columns: as they are, then moments, then dates, each in the table's order."""
    types = {c.name: c.type for c in table.__table__.columns}  # type: ignore[attr-defined]
    return tuple(sorted((name for name in types if name not in without), key=lambda name: _turn(types[name])))


def binder(table: type[Table], names: Sequence[str]) -> Bind:
    """What turns a row into the values of `columns_of`. JSON is left as it is: it is sealed first."""
    turns = [_turn(table.__table__.columns[name].type) for name in names]  # type: ignore[attr-defined]
    pick, moments, dates = itemgetter(*names), turns.index(1), turns.index(2) if 2 in turns else len(turns)

    def bind(row: Mapping[str, Any]) -> list[Any]:
        values = list(pick(row))
        values[moments:dates] = map(stored_moment, values[moments:dates])
        values[dates:] = map(stored_date, values[dates:])
        return values

    return bind


def _turn(kind: object) -> int:
    return 1 if isinstance(kind, Moment) else 2 if isinstance(kind, Date) else 0
