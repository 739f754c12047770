"""Walking a queue: its rows in order from a place on, how many there are, and a place as a page hands it around."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal_column, select
from sqlmodel import Session

from db.queries.queue_rows import QueueRow, lines_along, row_along
from db.queries.queue_walks import Walk

COUNTED_TO = 5_000
"""More than this in a list is "5,000 or more": nobody pages so far, and a year is not counted at every look."""
Place = tuple[int, Any, int]
"""Where a walk stands: which walk of the queue, the key of its row, the row's number."""


def total_up_to(ways: Sequence[Walk], most: int) -> ColumnElement[int]:
    """How many rows these walks have, counted up to a number: a list of a year would be read to its end otherwise."""
    parts = []
    for way in ways:
        some = way.ids().with_only_columns(literal_column("1")).limit(most).subquery()
        parts.append(select(func.count()).select_from(some).scalar_subquery())
    return sum(parts[1:], start=parts[0])


def total_of(ways: Sequence[Walk]) -> ColumnElement[int]:
    """How many rows these walks have, as one expression."""
    parts = [way.count().scalar_subquery() for way in ways]
    return sum(parts[1:], start=parts[0])


def lines(
    look: Session, ways: Sequence[Walk], start: Place | None, most: int, *, values: Mapping[str, Any]
) -> list[tuple[Place, QueueRow]]:
    """The next rows of a queue, in order, with their places. `values` are those its walks compare with. One query a
    walk, and no more walks than are needed."""
    found: list[tuple[Place, QueueRow]] = []
    for phase, way in enumerate(ways):
        if len(found) == most or (start and phase < start[0]):
            continue
        place = start if start and phase == start[0] else None
        asked = {**values, "most": most - len(found)}
        if place:
            asked |= {"place key": place[1], "place id": place[2]}
        for told in look.connection().execute(_following(way, beyond=place is not None), asked):
            key, row = row_along(told)
            found.append(((phase, key, row.id), row))
    return found


@lru_cache(maxsize=512)  # walks are kept, so each has its statements once
def _following(way: Walk, *, beyond: bool) -> Select[Any]:
    key = None if way.by is None else bindparam("place key", type_=way.by.type)
    where = [way.beyond(key, bindparam("place id", type_=Integer))] if beyond else []
    walk = way.ids(*where).order_by(*way.order()).limit(bindparam("most", type_=Integer))
    return lines_along(walk, newest_first=way.newest_first)


def write_place(phase: int, key: Any, id: int) -> str:
    """A place as text, without a word about anybody."""
    return f"{phase}~{'' if key is None else key.isoformat()}~{id}"


def read_place(cursor: str, ways: Sequence[Walk]) -> Place | None:
    """A cursor as it was given out; None for anything else."""
    phase, _, rest = cursor.partition("~")
    key, _, id = rest.partition("~")
    if not (phase.isdecimal() and int(phase) < len(ways) and id.isdecimal()):
        return None
    walk = ways[int(phase)]
    if walk.by is None:
        return int(phase), None, int(id)
    try:
        days = walk.newest_first and walk.by is not None
        return int(phase), date.fromisoformat(key) if days else datetime.fromisoformat(key), int(id)
    except ValueError:
        return None
