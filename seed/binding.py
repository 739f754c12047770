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
def stored_moment(at: datetime) -> str:
    """A moment as db.types.Moment stores it on SQLite."""
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(" ", "microseconds")[:26]  # without +00:00


@lru_cache(maxsize=2_048)
def stored_date(on: date) -> str:
    """A local date as SQLAlchemy stores it on SQLite."""
    return on.isoformat()


def columns_of(table: type[Table], *, without: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of a table's columns, in order."""
    return tuple(c.name for c in table.__table__.columns if c.name not in without)  # type: ignore[attr-defined]


def binder(table: type[Table], names: Sequence[str]) -> Bind:
    """What turns a row into the values of some columns, in their order. JSON is left as it is: it is sealed first."""
    types = table.__table__.columns  # type: ignore[attr-defined]
    pick = itemgetter(*names)
    turned: list[tuple[int, Callable[[Any], str]]] = [
        (place, stored_moment if isinstance(types[name].type, Moment) else stored_date)
        for place, name in enumerate(names)
        if isinstance(types[name].type, Moment | Date)
    ]

    def bind(row: Mapping[str, Any]) -> list[Any]:
        values = list(pick(row))
        for place, turn in turned:
            if values[place] is not None:
                values[place] = turn(values[place])
        return values

    return bind
