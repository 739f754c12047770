"""A new SQLite file being filled past the desk's doors: nothing in it is promised to anybody until it is whole.

So there is no journal and no sync on the way, and a file that is given up is deleted by whoever made it. Indexes whose
keys come nearly in order cost little while filling; those of telephone numbers and the like are made at the end.
"""

import errno
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from db.engine import sqlite_driver
from rules.folding import fold
from rules.sealing import START, seal
from seed.phases import Phase, Progress

__all__ = ["Pouring", "Rows"]

Rows = list[list[Any]]

FILLING = ("journal_mode=off", "synchronous=off", "foreign_keys=off", "locking_mode=exclusive", "cache_size=-64000")
IN_NO_ORDER = (
    "ix_customer_phone", "ix_customer_email", "ix_customer_ds160", "ix_customer_folded", "ix_delivery_tracking_number",
)  # fmt: skip
INDEX = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?"
UNMERGED, MERGED = {"automerge": 0, "crisismerge": 2_000}, {"automerge": 4, "crisismerge": 16}
"""How the search index gathers its parts: not at all while filling, and as ever afterwards."""
SEALED = ("inquiry_id", "kind", "by", "at", "on_date", "details")
SET = "INSERT INTO inquiry_search(inquiry_search, rank) VALUES (?, ?)"
HEAVY, LIFTS = 20_000, 5
"""A gathered part lies one level above its parts, and four parts of a level are gathered in turn: of a large desk all
of it, in the midst of somebody's save (12 s of a million), a few hundred saves after it was made. So when there are
some thousand words the part they make is lifted, two levels for each row that is gathered with it singly, and all
that follows joins it there: far above what the saves of years will gather."""
ONE_PART = "INSERT INTO inquiry_search(inquiry_search) VALUES ('optimize')"

_json = json.JSONEncoder().encode  # as the JSON columns are written


class Pouring:
    """One file being filled: `take` any number of times, then `finish` to its end, or `give_up`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken: Counter[str] = Counter()
        with self._named():
            self._file: Any = sqlite_driver.connect(str(path), isolation_level=None)
            for pragma in FILLING:
                self._ask(f"PRAGMA {pragma}")
            newest = self._ask("SELECT seal FROM event ORDER BY id DESC LIMIT 1")
            self._seal: str = newest[0][0] if newest else START
            self._indexes = [self._ask(INDEX, name)[0][0] for name in IN_NO_ORDER]
            self._ask("BEGIN EXCLUSIVE")
            for name in IN_NO_ORDER:
                self._ask(f"DROP INDEX {name}")
            self._set(UNMERGED)

    def take(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Rows of one table; they are put in the order of their numbers: what has been lived out comes out of order."""
        rows.sort()
        heavy = table == "inquiry_search" and self._taken[table] < HEAVY <= self._taken[table] + len(rows)
        if table == "event":
            columns, rows = (*columns, "seal"), self._sealed(columns, rows)
        elif table == "inquiry_search":
            rows = [[number, fold(said)] for number, said in rows]
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        with self._named():
            put = f'INSERT INTO "{table}"({names}) VALUES ({places})'  # noqa: S608 names of ours
            self._file.executemany(put, rows[LIFTS:] if heavy else rows)
            for row in rows[:LIFTS] if heavy else ():
                self._ask(ONE_PART)
                self._ask(put, *row)
        self._taken[table] += len(rows)

    def finish(self) -> Iterator[Progress]:
        """Indexes, search index, and a check that every row belongs to something; then a file like any other."""
        with self._named():
            for done, index in enumerate(self._indexes):
                yield Phase.INDEXES, done, len(self._indexes)
                self._ask(index)
            yield Phase.WORDS, 0, 1
            self._ask(ONE_PART)
            self._set(MERGED)
            self._ask("COMMIT")
            for done, table in enumerate(self._taken):
                yield Phase.CHECKING, done, len(self._taken)
                if strays := self._ask(f'PRAGMA foreign_key_check("{table}")'):
                    raise AssertionError(f"{len(strays)} rows of {table} belong to nothing, the first is {strays[0]}")
            self._ask("PRAGMA journal_mode=wal")
        self.give_up()
        yield Phase.CHECKING, len(self._taken), len(self._taken)

    def give_up(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _sealed(self, columns: Sequence[str], rows: Rows) -> Rows:
        """The events with the chain's next seals, and their details as they are stored."""
        said, place = itemgetter(*(columns.index(name) for name in SEALED)), columns.index("details")
        for row in rows:
            inquiry_id, kind, by, at, on_date, details = said(row)
            self._seal = seal(
                self._seal, inquiry_id=inquiry_id, kind=kind, by=by, at=datetime.fromisoformat(f"{at}+00:00"),
                on_date=date.fromisoformat(on_date), details=details,
            )  # fmt: skip
            row[place] = _json(details)
            row.append(self._seal)
        return rows

    def _set(self, settings: dict[str, int]) -> None:
        for setting in settings.items():
            self._ask(SET, *setting)

    def _ask(self, sql: str, *values: object) -> list[Any]:
        return list(self._file.execute(sql, values))

    @contextmanager
    def _named(self) -> Iterator[None]:
        """What the disk refuses is told as the system tells it, with the name of the file."""
        try:
            yield
        except sqlite_driver.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(self._path)) from error
