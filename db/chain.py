"""The chain of the events, walked: whether each still says what it said when it was sealed."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text

from db.models import Event
from rules.sealing import START, seal

AT_ONCE = 2_000
# As bytes, for a letter that rotted into no letter at all would end the walk of everything behind it.
AS_BYTES = text(
    "SELECT id, inquiry_id, CAST(kind AS BLOB), by, CAST(at AS BLOB), CAST(on_date AS BLOB), CAST(details AS BLOB), "
    "CAST(seal AS BLOB) FROM event ORDER BY id"
)
TYPED = select(
    Event.id, Event.inquiry_id, Event.kind, Event.by, Event.at, Event.on_date, Event.details, Event.seal  # type: ignore[call-overload]
).order_by(Event.id)


def links(connection: Connection) -> Iterator[tuple[int, bool]]:
    """The number of every event, and whether its seal holds. Rows are streamed.

    Each is asked for the stored seal before it, not for the right one: a changed event is named alone, and a missing
    one by the event behind it.
    """
    on_sqlite = connection.dialect.name == "sqlite"
    rows = connection.execution_options(yield_per=AT_ONCE).execute(AS_BYTES if on_sqlite else TYPED)
    before = START
    for row in rows:
        values = _read(row) if on_sqlite else tuple(row)
        if values is None:
            yield row[0], False
            before = (row[-1] or b"").decode("ascii", "replace")
            continue
        number, inquiry_id, kind, by, at, on_date, details, sealed = values
        right = seal(before, inquiry_id=inquiry_id, kind=kind, by=by, at=at, on_date=on_date, details=details)
        yield number, right == sealed
        before = sealed


def _read(row: Row[Any]) -> tuple[Any, ...] | None:
    """A row of SQLite as an event has it; None when it cannot be read any more."""
    number, inquiry_id, kind, by, at, on_date, details, sealed = tuple(row)
    try:
        moment, day = datetime.fromisoformat(at.decode() + "+00:00"), date.fromisoformat(on_date.decode())
        told = json.loads(details)
        return (number, inquiry_id, kind.decode(), by, moment, day, told, sealed.decode()) if told == {**told} else None
    except (ValueError, AttributeError, TypeError):
        return None
