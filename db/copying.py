"""One database file copied while the desk goes on, and looked at without a byte of it changing."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, create_engine, inspect, text

from db.chain import links
from db.engine import sqlite_driver
from db.files import DatabaseProblem
from db.manifests import OWNER_ONLY
from db.trouble import Busy

ROOM = 16 * 1024**2
"""Bytes that stay free beside a copy."""
CHUNK = 1024**2
PATIENCE = 12.0
DONE = (0, 101)
"""SQLITE_OK and SQLITE_DONE."""


@dataclass(frozen=True)
class Facts:
    """What a database holds, in the few numbers that a manifest keeps."""

    revision: str
    inquiries: int
    events: int
    last_event_id: int
    last_seal: str


def copy_live(path: Path, part: Path, *, source: Any = None) -> None:
    """Copy a database as it is at this moment, with everything committed; writers go on meanwhile.

    In one step: with several, every save of another connection would begin the copy anew. The copy stands alone, in no
    need of a log beside it.
    """
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    given: Any = source or sqlite_driver.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=PATIENCE)
    target = sqlite_driver.connect(part)
    until = time.monotonic() + PATIENCE

    def step(status: int, _left: int, _all: int) -> None:
        if status not in DONE and time.monotonic() > until:
            raise Busy  # the driver itself would ask again for ever

    try:
        given.backup(target, pages=-1, progress=step)
        target.execute("PRAGMA journal_mode=delete")
    finally:
        target.close()
        if given is not source:
            given.close()


def size_of(path: Path) -> int:
    """How much room a copy of a database needs at most."""
    beside = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)


def want_room(folder: Path, wanted: int) -> None:
    """DatabaseProblem `no_space` where a copy would not fit; asked before anything is begun."""
    if shutil.disk_usage(folder).free < wanted + ROOM:
        raise DatabaseProblem("no_space", str(folder), f"{(wanted + ROOM) / 1e6:,.0f} MB")


def checksum(path: Path, *, into: Path | None = None) -> str:
    """The SHA-256 of a file; on the way it may be copied into another, which is then on the disk."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        out = None if into is None else os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        try:
            while chunk := file.read(CHUNK):
                total.update(chunk)
                if out is not None:
                    _write(out, chunk)
            if out is not None:
                os.fsync(out)
        finally:
            if out is not None:
                os.close(out)
    return total.hexdigest()


def _write(out: int, chunk: bytes) -> None:
    while chunk:
        chunk = chunk[os.write(out, chunk) :]


@contextmanager
def resting(path: Path) -> Iterator[Connection]:
    """A copy that nobody writes to, opened so that not even a lock is taken."""
    engine = create_engine(
        "sqlite://", module=sqlite_driver, poolclass=NullPool,
        creator=lambda: sqlite_driver.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True),
    )  # fmt: skip
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def facts_of(connection: Connection) -> Facts:
    """The few numbers of a database, whatever its revision."""

    def one(question: str) -> Any:
        return connection.execute(text(question)).scalar()

    sealed = any(column["name"] == "seal" for column in inspect(connection).get_columns("event"))
    return Facts(
        revision=str(one("SELECT version_num FROM alembic_version")),
        inquiries=int(one("SELECT count(*) FROM inquiry")), events=int(one("SELECT count(*) FROM event")),
        last_event_id=int(one("SELECT max(id) FROM event") or 0),
        last_seal=str(one("SELECT seal FROM event ORDER BY id DESC LIMIT 1") or "") if sealed else "",
    )  # fmt: skip


def broken_link(connection: Connection) -> int | None:
    """The first event whose seal does not hold; None when the chain is whole, or of a time before the seals."""
    if not any(column["name"] == "seal" for column in inspect(connection).get_columns("event")):
        return None
    return next((number for number, holds in links(connection) if not holds), None)
