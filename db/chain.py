"""The chain of the events, walked: whether each still says what it said when it was sealed."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from db.models import Event
from rules.sealing import START, seal

AT_ONCE = 2_000
# As bytes, for a letter that rotted into no letter at all would end the walk of everything behind it.
AS_BYTES = (
    "SELECT id, inquiry_id, CAST(kind AS BLOB), by, CAST(at AS BLOB), CAST(on_date AS BLOB), CAST(details AS BLOB), "
    "CAST({address} AS BLOB), CAST({sign_in} AS BLOB), CAST(seal AS BLOB) FROM event ORDER BY id"
)
WHERE_DONE = "address", "sign_in"
ONE = Event.__table__.c  # type: ignore[attr-defined]
TYPED = select(
    ONE.id, ONE.inquiry_id, ONE.kind, ONE.by, ONE.at, ONE.on_date, ONE.details, ONE.address, ONE.sign_in, ONE.seal
).order_by(ONE.id)  # fmt: skip


def links(connection: Connection) -> Iterator[tuple[int, bool]]:
    """The number of every event, and whether its seal holds. Rows are streamed.

    Each is asked for the stored seal before it, not for the right one: a changed event is named alone, and a missing
    one by the event behind it.
    """
    before = START
    for number, values, sealed in _of_a_file(connection) if connection.dialect.name == "sqlite" else _typed(connection):
        if values is None:
            yield number, False
        else:
            inquiry_id, kind, by, at, on_date, details, address, sign_in = values
            right = seal(
                before, inquiry_id=inquiry_id, kind=kind, by=by, at=at, on_date=on_date, details=details,
                address=address, sign_in=sign_in,
            )  # fmt: skip
            yield number, right == sealed
        before = sealed


Told = tuple[int | None, str, int | None, datetime, date, dict[str, Any], str, str]


def _of_a_file(connection: Connection) -> Iterator[tuple[int, Told | None, str]]:
    """Rows of SQLite, from the driver itself: this walks millions. None for what cannot be read any more."""
    cursor = connection.connection.cursor()
    there = {column[1] for column in connection.exec_driver_sql("PRAGMA table_info(event)")}
    # A backup may be older than the upgrade that tells where an event was done.
    cursor.execute(AS_BYTES.format(**{name: name if name in there else "''" for name in WHERE_DONE}))
    while rows := cursor.fetchmany(AT_ONCE):
        for number, inquiry_id, kind, by, at, on_date, details, address, sign_in, sealed in rows:
            values: Told | None
            try:
                moment = datetime.fromisoformat(at.decode() + "+00:00")
                told = json.loads(details)
                done = kind.decode(), by, moment, date.fromisoformat(on_date.decode()), told
                values = inquiry_id, *done, address.decode(), sign_in.decode()
            except (ValueError, AttributeError, TypeError):
                told = values = None
            yield number, values if isinstance(told, dict) else None, (sealed or b"").decode("ascii", "replace")
    cursor.close()


def _typed(connection: Connection) -> Iterator[tuple[int, Told | None, str]]:
    for number, *values, sealed in connection.execute(TYPED, execution_options={"yield_per": AT_ONCE}):
        yield number, tuple(values), sealed
