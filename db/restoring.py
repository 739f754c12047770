"""A backup put in the place of the desk: only one that is whole, only where nobody works, and never without a copy.

The order is what a power cut may come into: what is there is copied, the backup is copied beside it and is on the disk,
the logs that belong to the old file go, and one rename changes the one file for the other.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from db.backups import backups_folder, file_on_disk, keep, sound, verify
from db.copying import checksum, resting, size_of, want_room
from db.engine import sqlite_driver
from db.files import DatabaseProblem
from db.in_use import alone
from db.manifests import OWNERS_FOLDER, Manifest, settle

BESIDE = ("-wal", "-shm", "-journal")
NAMED = 10


@dataclass(frozen=True)
class Gone:
    """What the desk had that is not in the backup: since when it was made, or all of it when it is another desk's."""

    same_desk: bool
    inquiries: int
    events: int
    folios: tuple[str, ...]
    """The first of the inquiries."""


@dataclass(frozen=True)
class Restored:
    """What came back, where the desk that was there lies now, and what of it is no longer there."""

    manifest: Manifest
    kept: Path | None
    gone: Gone | None
    """None where no desk was there that could be read."""


def restore(url: str, file: Path, *, now: datetime, broken_chain: bool = False) -> Restored:
    """Put a backup in the place of a desk; DatabaseProblem, and nothing changed, when that is not safe."""
    path, folder = file_on_disk(url), backups_folder(url)
    manifest = sound(file) if broken_chain else verify(file, now=now)
    path.parent.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    there = size_of(path) if path.exists() else 0
    want_room(folder, there)
    want_room(path.parent, manifest.bytes + there)
    with _held(path) as connection:
        gone = kept = None
        if connection is not None:
            gone = _gone(connection, file, manifest)
            kept = keep(path, folder=folder, now=now, source=connection)
        else:
            kept = _carry_away(path, folder, now)
        part = path.with_name(f".{path.name}.part")
        part.unlink(missing_ok=True)
        try:
            if checksum(file, into=part) != manifest.sha256:
                raise DatabaseProblem("altered", str(file))
            _same_owner(part, path)
            for ending in BESIDE:
                path.with_name(path.name + ending).unlink(missing_ok=True)
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        settle(path.parent)
    return Restored(manifest, kept, gone)


@contextmanager
def _held(path: Path) -> Iterator[Any]:
    """The desk that is there, held so that nobody writes to it; None where there is none that can be read.

    DatabaseProblem `in_use` when a desk runs on it, and when any other program has it open: SQLite leaves WAL only for
    whoever is alone with a file. Its log is in the file afterwards.
    """
    with alone(path) as nobody_else:
        if not nobody_else:
            raise DatabaseProblem("in_use", str(path))
        if not path.exists():
            yield None
            return
        connection: Any = sqlite_driver.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=0)
        with closing(connection):
            connection.isolation_level = None
            try:
                connection.execute("PRAGMA journal_mode=delete")
                connection.execute("BEGIN")  # and the read lock of the next two stays: nobody can write any more
                readable = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                connection.execute("SELECT count(*) FROM event")
            except sqlite_driver.DatabaseError as error:
                if "locked" in str(error):
                    raise DatabaseProblem("in_use", str(path)) from error
                readable = False
            yield connection if readable else None


def _gone(there: Any, file: Path, manifest: Manifest) -> Gone:
    with resting(file) as backup:
        last = backup.exec_driver_sql("SELECT coalesce(max(id), 0) FROM inquiry").scalar_one()
    same_desk = True
    if manifest.last_seal:
        with suppress(sqlite_driver.OperationalError):  # a desk of a time before the seals
            found = there.execute("SELECT seal FROM event WHERE id = ?", (manifest.last_event_id,)).fetchone()
            same_desk = bool(found) and found[0] == manifest.last_seal
    after = (last, manifest.last_event_id) if same_desk else (0, 0)
    inquiries = there.execute("SELECT count(*) FROM inquiry WHERE id > ?", after[:1]).fetchone()[0]
    events = there.execute("SELECT count(*) FROM event WHERE id > ?", after[1:]).fetchone()[0]
    named = there.execute("SELECT folio FROM inquiry WHERE id > ? ORDER BY id LIMIT ?", (after[0], NAMED)).fetchall()
    return Gone(same_desk, inquiries, events, tuple(folio for (folio,) in named))


def _carry_away(path: Path, folder: Path, now: datetime) -> Path | None:
    """Copy files that no backup can be made of, byte by byte, for whoever may still save something from them."""
    files = [one for one in (path, *(path.with_name(path.name + ending) for ending in BESIDE)) if one.exists()]
    if not files:
        return None
    away = folder / f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    away.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    for one in files:
        (away / one.name).unlink(missing_ok=True)
        checksum(one, into=away / one.name)
    settle(away)
    return away


def _same_owner(part: Path, path: Path) -> None:
    """An administrator restores; the desk's own user must be able to open the file."""
    owner = (path if path.exists() else path.parent).stat()
    if os.geteuid() == 0 and part.stat().st_uid != owner.st_uid:
        shutil.chown(part, owner.st_uid, owner.st_gid)
