"""A made desk beside raw SQLite: the same rows, and what writing them costs at least.

The floor is what nobody could do without: plain `executemany` of rows that lie ready in memory, in one process, into
tables of the same columns with three indexes (ours has twenty), one rollup kept along the way and the search index. It
tells no story, decides nothing, seals nothing and checks nothing. Ours is `seed.making.make`, from nothing to the file
under its name.

    python -m benchmarks.seeding --inquiries 100000
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.engine import sqlite_driver
from rules.folding import fold
from seed.making import Phase, Story, make

NOW = datetime(2026, 3, 11, 19, tzinfo=UTC)
BIG = ("inquiry", "contact", "event", "deadline", "delivery", "customer")
INDEXES = (
    "CREATE INDEX ix_day ON inquiry(received_on, reason_code, id)",
    "CREATE INDEX ix_contact ON contact(inquiry_id, at)",
    "CREATE INDEX ix_event ON event(inquiry_id, id)",
)
SEARCH = (
    "CREATE VIRTUAL TABLE inquiry_search USING fts5("
    "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3')"
)
ROLLUP = "CREATE TABLE rollup(on_date TEXT, a TEXT, b TEXT, n INT, PRIMARY KEY(on_date, a, b)) WITHOUT ROWID"
PUT = "INSERT INTO inquiry_search(rowid, words) VALUES (?, ?)"
DAYS = (
    "SELECT received_on, reason_code, coalesce(city_code, ''), count(*) FROM inquiry "
    "WHERE id > ? AND id <= ? GROUP BY 1, 2, 3"
)
COUNT = "INSERT INTO rollup VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
WORDS = """
    SELECT i.id, i.folio || ' ' || replace(i.folio, '-', '') || ' ' || i.subject || ' ' || i.receipt || ' '
        || coalesce(c.name || ' ' || c.email || ' ' || c.phone_digits || ' ' || c.ds160, '') || ' '
        || coalesce(o.name, '') || ' ' || coalesce(d.tracking_number, '') || ' '
        || (SELECT group_concat(text, ' ') FROM contact WHERE inquiry_id = i.id)
    FROM inquiry i LEFT JOIN customer c ON c.id = i.customer_id LEFT JOIN organisation o ON o.id = i.organisation_id
        LEFT JOIN delivery d ON d.inquiry_id = i.id
    WHERE i.id > ? AND i.id <= ? ORDER BY i.id
"""
AT_ONCE = 10_000
PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
"""The one that tells and lives, and the one that writes."""


def ours(path: Path, inquiries: int, story: Story) -> dict[str, Any]:
    """Make a desk; the seconds of every phase."""
    phases: dict[str, float] = {}
    before = [_cpu(who) for who in PROCESSES]
    begun, last = time.perf_counter(), Phase.TELLING

    def told(phase: Phase, done: int, of: int) -> None:
        nonlocal last
        if phase is not last or done == of:
            phases[last] = round(time.perf_counter() - begun - sum(s for p, s in phases.items() if p != last), 2)
            last = phase

    make(f"sqlite:///{path}", story, now=NOW, inquiries=inquiries, told=told)
    seconds = time.perf_counter() - begun
    return {
        "ours_s": round(seconds, 2), "phases": phases, "mb": round(path.stat().st_size / 1e6),
        "cpu_s": [round(_cpu(who) - was, 2) for who, was in zip(PROCESSES, before, strict=True)],
        "rss_mb": [round(resource.getrusage(who).ru_maxrss / 1024) for who in PROCESSES],
    }  # fmt: skip


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def floor(source: Path, target: Path, *, bare: bool) -> dict[str, float]:
    """Write the rows of a made desk once more, raw; the seconds of every part.

    Only writing is timed, for the rows lie ready: how they came to be is not what is measured. `bare` writes without
    journal and sync, as a file is made that nobody relies on yet; otherwise a batch is a transaction as SQLite has it.
    """
    made, raw = (sqlite_driver.connect(str(path), isolation_level=None) for path in (source, target))
    schema = dict(made.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for pragma in ("journal_mode=off", "synchronous=off") if bare else ():
        raw.execute(f"PRAGMA {pragma}")
    for statement in ("PRAGMA cache_size=-64000", *(schema[name] for name in BIG), *INDEXES, ROLLUP, SEARCH):
        raw.execute(statement)
    spent: Counter[str] = Counter()
    for batch in _batches(made):
        with _timed(spent, "commit"):
            raw.execute("BEGIN")
        for (name, statement), rows in batch.items():
            with _timed(spent, name):
                raw.executemany(statement, rows)
        with _timed(spent, "commit"):
            raw.execute("COMMIT")
    with _timed(spent, "commit"):
        raw.close()
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    made.close()
    return {part: round(seconds, 2) for part, seconds in spent.items()}


def _batches(made: Any) -> Iterator[dict[tuple[str, str], list[Any]]]:
    """The rows by table, so many inquiries at a time and as much of every other table."""
    last = made.execute("SELECT max(id) FROM inquiry").fetchone()[0]
    steps = -(-last // AT_ONCE)
    cursors, sizes = {}, {}
    for name in BIG:
        cursors[name] = made.execute(f"SELECT * FROM {name} ORDER BY rowid")
        sizes[name] = -(-made.execute(f"SELECT count(*) FROM {name}").fetchone()[0] // steps)
    for step in range(steps):
        span = (step * AT_ONCE, (step + 1) * AT_ONCE)
        batch = {}
        for name in BIG:
            places = ", ".join("?" * len(cursors[name].description))
            batch[name, f"INSERT INTO {name} VALUES ({places})"] = cursors[name].fetchmany(sizes[name])
        batch["rollup", COUNT] = made.execute(DAYS, span).fetchall()
        batch["words", PUT] = [(number, fold(said)) for number, said in made.execute(WORDS, span)]
        yield batch


@contextmanager
def _timed(spent: Counter[str], part: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    spent[part] += time.perf_counter() - begun  # type: ignore[assignment]


def main() -> int:
    """Print both as JSON, and how many times the floor ours takes."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.seeding", description=__doc__.splitlines()[0])
    ask.add_argument("--inquiries", type=int, default=100_000)
    ask.add_argument("--story", choices=[Story.DEMO, Story.STORM], default=Story.DEMO, type=Story)
    ask.add_argument("--folder", type=Path, help="where there is room; a temporary folder when not given")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        made = Path(folder) / "desk.db"
        figures = ours(made, given.inquiries, given.story)
        plain = floor(made, Path(folder) / "plain.db", bare=False)
        bare = floor(made, Path(folder) / "bare.db", bare=True)
    floor_s, bare_s = (round(sum(parts.values()), 2) for parts in (plain, bare))
    print(json.dumps({
        "inquiries": given.inquiries, "story": given.story, "floor_s": floor_s, "bare_floor_s": bare_s, **figures,
        "ratio": round(figures["ours_s"] / floor_s, 2), "ratio_to_bare": round(figures["ours_s"] / bare_s, 2),
        "floor_parts": plain, "bare_floor_parts": bare, "sqlite": sqlite_driver.sqlite_version, "cores": os.cpu_count(),
    }, indent=2))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
