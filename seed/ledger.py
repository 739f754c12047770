"""Rows on their way into a database: numbered as the desk would number them, written many at a time."""

from collections import Counter
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlmodel import Session, col

from db.models import (
    Contact,
    Customer,
    Deadline,
    Delivery,
    Emergency,
    Event,
    Inquiry,
    Organisation,
    Table,
    Tally,
)
from db.queries.tallies import Key
from rules.sealing import START

AT_ONCE = 4_000
NUMBERED: tuple[type[Table], ...] = (Organisation, Customer, Inquiry, Contact, Deadline, Event)
TABLES: tuple[type[Table], ...] = (*NUMBERED, Delivery, Emergency)
PUT = text("INSERT INTO inquiry_search(rowid, words) VALUES (:id, :words)")


class Ledger:
    """An open SQLite transaction being filled. Rows may point to one that is written a little later."""

    def __init__(self, work: Session) -> None:
        self._connection = work.connection()
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=on")
        self._rows: dict[type[Table], list[dict[str, Any]]] = {table: [] for table in TABLES}
        self._words: list[dict[str, Any]] = []
        self._held = 0
        self.cells: Counter[Key] = Counter()
        self._last = {
            table: self._connection.execute(select(func.max(table.__table__.c.id))).scalar_one() or 0  # type: ignore[attr-defined]
            for table in NUMBERED
        }
        newest = select(col(Event.seal)).order_by(col(Event.id).desc()).limit(1)
        self.seal: str = self._connection.execute(newest).scalar() or START
        """The seal of the last event: the next one follows it."""

    def number(self, table: type[Table]) -> int:
        """The next number of a table."""
        self._last[table] += 1
        return self._last[table]

    def put(self, table: type[Table], row: SimpleNamespace) -> None:
        """A finished row."""
        self._rows[table].append(vars(row))
        self._held += 1
        if self._held >= AT_ONCE:
            self.write()

    def put_words(self, inquiry_id: int, words: str) -> None:
        """What an inquiry is found by."""
        self._words.append({"id": inquiry_id, "words": words})

    def count(self, changes: Iterable[tuple[Key, int]]) -> None:
        """The same as desk.counting.count, kept until the end."""
        net: Counter[Key] = Counter()
        for key, by in changes:
            net[key] += by
        for key, n in net.items():
            if n:
                self.cells[key] += n

    def write(self) -> None:
        """Send what is held to the database."""
        for table, rows in self._rows.items():
            if rows:
                self._connection.execute(insert(table), rows)
                rows.clear()
        if self._words:
            self._connection.execute(PUT, self._words)
            self._words.clear()
        self._held = 0

    def close(self) -> None:
        """Send the rest, and the counts."""
        self.write()
        cells = [{"cube": c, "on_date": on, "a": a, "b": b, "n": n} for (c, on, a, b), n in sorted(self.cells.items())]
        for start in range(0, len(cells), AT_ONCE):
            self._connection.execute(insert(Tally), cells[start : start + AT_ONCE])
