"""Writes a small desk of the version that is checked out, as SQL: what later versions must be able to upgrade.

python -m tests.db.releases.dump tests/db/releases/0004.sql
"""

import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from db.engine import sqlite_driver
from seed.making import Story, make

TOLD_AT = datetime(2026, 3, 11, 18, tzinfo=UTC)


def dump(path: Path) -> str:
    """Every table with its rows, and the words of the search index by what is found in it."""
    connection = sqlite_driver.connect(path)

    def quoted(value: object) -> str:
        text = connection.execute("SELECT quote(?)", (value,)).fetchone()[0]
        return "'-'" if text.startswith("'$argon2") else text

    lines = ["PRAGMA foreign_keys=OFF;", "BEGIN;"]
    known = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', rowid"
    for kind, name, sql in connection.execute(known).fetchall():
        if name.startswith("inquiry_search") and name != "inquiry_search":
            continue
        lines.append(re.sub(r"\s*\n\s*", " ", sql) + ";")
        if kind == "table" and name != "inquiry_search":
            for row in connection.execute(f"SELECT * FROM {name}"):
                lines.append(f"INSERT INTO {name} VALUES({','.join(map(quoted, row))});")
    connection.execute("CREATE VIRTUAL TABLE temp.said USING fts5vocab('main', 'inquiry_search', 'instance')")
    said: dict[int, list[str]] = {}
    for term, inquiry in connection.execute("SELECT term, doc FROM said ORDER BY doc, offset"):
        said.setdefault(inquiry, []).append(term)
    for inquiry, words in said.items():
        lines.append(f"INSERT INTO inquiry_search(rowid, words) VALUES({inquiry},{quoted(' '.join(words))});")
    connection.close()
    return "\n".join([*lines, "COMMIT;"]) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        make(f"sqlite:///{file}", Story.DEMO, now=TOLD_AT, seed=7, inquiries=24)
        Path(sys.argv[1]).write_text(dump(file), encoding="utf-8")
