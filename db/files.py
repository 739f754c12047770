"""A database file looked at without being touched, and what may be the matter with it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy.engine import make_url

from db.engine import sqlite_driver

AT_ONCE = 64 * 2**20
"""Bytes of a file that is read through before the desk opens: about a tenth of a second."""
SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(eq=False)  # not frozen: an exception is given its traceback on the way
class DatabaseProblem(Exception):  # noqa: N818
    """Why a database cannot be used: `missing`, `not_a_database`, `damaged`, `foreign`, `older`, `newer`, `exists`,
    `unreachable`, `read_only`."""

    code: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.where} {self.detail}".strip()


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL, None for other databases."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def quick_check(path: Path) -> str:
    """SQLite's own word on the file: "ok", or what is wrong. Opened read-only; the file is left byte for byte."""
    connection: Any = sqlite_driver.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        connection.close()


def revision_in_file(path: Path) -> str | None:
    """The revision of a SQLite file, None when it is not ours; read-only, for to open a store writes WAL into it."""
    connection: Any = sqlite_driver.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
            return None
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite_driver.DatabaseError:
        return None
    finally:
        connection.close()
    return str(found[0]) if found else None


def check_file(path: Path, *, hasty: bool = False) -> None:
    """Refuse a file that is missing, no database, damaged or not writable. Writes nothing.

    `hasty` does not read a file above `AT_ONCE` through: that takes seconds, and is done while the desk is open.
    """
    if not path.is_file():
        raise DatabaseProblem("missing", str(path))
    with path.open("rb") as file:
        if file.read(16) != SQLITE_HEADER:
            raise DatabaseProblem("not_a_database", str(path))
    if not os.access(path, os.W_OK):
        raise DatabaseProblem("read_only", str(path))
    if hasty and path.stat().st_size > AT_ONCE:
        return
    try:
        said = quick_check(path)
    except sqlite_driver.DatabaseError as error:
        raise DatabaseProblem("damaged", str(path), str(error)) from error
    if said != "ok":
        raise DatabaseProblem("damaged", str(path), said)
