"""A made desk beside raw SQLite: as many rows of the same shape, and what they cost at least.

Two floors, both one process with plain `executemany` into tables of the same columns, with three indexes (ours has
twenty), one rollup kept along the way and the search index; they tell no story, decide, seal and check nothing:

- `floor_s`: a short script that invents its rows, every value drawn at random from those that occur, with SQLite's own
  journal and sync. This is what a demo would cost without a desk.
- `writing_floor_s`: only writing, of the made desk's very rows that lie ready in memory, without journal and sync.

Ours is `seed.making.make`, from nothing to the file under its name; `cpu_s` and `rss_mb_each` are of the process that
tells and of the one that writes.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.seeding_rows import BIG, Batch, invented, ready
from db.engine import sqlite_driver
from seed.making import Phase, Story, make

NOW = datetime(2026, 3, 11, 19, tzinfo=UTC)
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
    each = [round(resource.getrusage(who).ru_maxrss / 1024) for who in PROCESSES]
    return {
        "ours_s": round(seconds, 2), "phases": phases, "mb": round(path.stat().st_size / 1e6),
        "cpu_s": [round(_cpu(who) - was, 2) for who, was in zip(PROCESSES, before, strict=True)],
        "rss_mb": sum(each), "rss_mb_each": each,
    }  # fmt: skip


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def floor(source: Path, target: Path, *, rows: Callable[[Any], Iterator[Batch]], journal: bool) -> dict[str, float]:
    """Write rows of the shape of a made desk, raw; the seconds of every part. Rows that lie ready cost nothing."""
    made, raw = (sqlite_driver.connect(str(path), isolation_level=None) for path in (source, target))
    schema = dict(made.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for pragma in () if journal else ("journal_mode=off", "synchronous=off"):
        raw.execute(f"PRAGMA {pragma}")
    for statement in ("PRAGMA cache_size=-64000", *(schema[name] for name in BIG), *INDEXES, ROLLUP, SEARCH):
        raw.execute(statement)
    spent: Counter[str] = Counter()
    batches = rows(made)
    while True:
        with _timed(spent, "inventing"):
            batch = next(batches, None)
        if batch is None:
            break
        with _timed(spent, "commit"):
            raw.execute("BEGIN")
        for (name, statement), values in batch.items():
            with _timed(spent, name):
                raw.executemany(statement, values)
        with _timed(spent, "commit"):
            raw.execute("COMMIT")
    with _timed(spent, "commit"):
        raw.close()
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    made.close()
    if rows is ready:
        del spent["inventing"]
    return {part: round(seconds, 2) for part, seconds in spent.items()}


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
        script = floor(made, Path(folder) / "script.db", rows=invented, journal=True)
        writing = floor(made, Path(folder) / "writing.db", rows=ready, journal=False)
    floor_s, writing_s = (round(sum(parts.values()), 2) for parts in (script, writing))
    print(json.dumps({
        "inquiries": given.inquiries, "story": given.story, "floor_s": floor_s, "writing_floor_s": writing_s, **figures,
        "ratio": round(figures["ours_s"] / floor_s, 2), "ratio_to_writing": round(figures["ours_s"] / writing_s, 2),
        "floor_parts": script, "writing_floor_parts": writing, "sqlite": sqlite_driver.sqlite_version,
        "cores": os.cpu_count(), "load": os.getloadavg()[0],
    }, indent=2))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
