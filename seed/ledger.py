"""Rows on their way into a new database: numbered as the desk would number them, handed over many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlmodel import Session, func, select

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
)
from db.queries.tallies import Key
from seed.binding import binder, columns_of, stored_date
from seed.phases import Progress

__all__ = ["Hand", "Ledger", "numbers"]

AT_ONCE = 12_000
NUMBERED: tuple[type[Table], ...] = (Organisation, Customer, Inquiry, Contact, Deadline, Event)
TABLES: tuple[type[Table], ...] = (*NUMBERED, Delivery, Emergency)
SEARCH, SEARCHED = "inquiry_search", ("rowid", "words")
CELL = ("cube", "on_date", "a", "b", "n")
UNSEALED = ("seal", "address", "sign_in")
"""The hand seals the events: it has them all, in their order, and time to spare. In a story nobody signed in, so the
database's own "" says where an event was done."""


class Hand(Protocol):
    """What writes the rows down: a Pouring, or one in another process."""

    def take(self, table: str, columns: Sequence[str], rows: list[list[Any]]) -> None:
        """Rows of one table, with the driver's values; the list is the taker's."""

    def finish(self) -> Iterator[Progress]:
        """Make it whole."""

    def give_up(self) -> None:
        """Let go of it."""


def numbers(look: Session) -> dict[type[Table], int]:
    """The last number of every table that has numbers."""
    return {
        table: look.exec(select(func.max(table.__table__.c.id))).one() or 0  # type: ignore[attr-defined]
        for table in NUMBERED
    }


class Ledger:
    """What is still to be written. Rows may point to one that is written a little later."""

    def __init__(self, hand: Hand, last: dict[type[Table], int]) -> None:
        self._hand, self._last = hand, last
        self._names = {table: columns_of(table, without=UNSEALED if table is Event else ()) for table in TABLES}
        self._bind = {table: binder(table, names) for table, names in self._names.items()}
        self._rows: dict[type[Table], list[list[Any]]] = {table: [] for table in TABLES}
        self._words: list[list[Any]] = []
        self._held = 0
        self.cells: dict[Key, int] = defaultdict(int)

    def number(self, table: type[Table]) -> int:
        """The next number of a table."""
        self._last[table] += 1
        return self._last[table]

    def put(self, table: type[Table], row: Mapping[str, Any]) -> None:
        """A finished row."""
        self._rows[table].append(self._bind[table](row))
        self._held += 1
        if self._held >= AT_ONCE:
            self.write()

    def put_words(self, inquiry_id: int, said: str) -> None:
        """What an inquiry is found by, as it was typed: the hand folds it."""
        self._words.append([inquiry_id, said])

    def count(self, changes: Iterable[tuple[Key, int]]) -> None:
        """The same as desk.counting.count, kept until the end."""
        for key, by in changes:
            self.cells[key] += by

    def count_in(self, keys: Iterable[Key]) -> None:
        """One more in each of these cells."""
        cells = self.cells
        for key in keys:
            cells[key] += 1

    def write(self) -> None:
        """Hand over what is held."""
        for table, rows in self._rows.items():
            if rows:
                self._hand.take(str(table.__tablename__), self._names[table], rows)
                self._rows[table] = []
        if self._words:
            self._hand.take(SEARCH, SEARCHED, self._words)
            self._words = []
        self._held = 0

    def write_counts(self) -> None:
        """Hand over the counts."""
        cells = [[str(cube), stored_date(on), a, b, n] for (cube, on, a, b), n in self.cells.items()]
        self._hand.take("tally", CELL, cells)
