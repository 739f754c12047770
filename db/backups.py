"""Backups: made while the desk goes on, verified as soon as they are made, the oldest let go."""

import errno
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from db.copying import broken_link, checksum, copy_live, facts_of, resting, size_of, want_room
from db.engine import sqlite_driver
from db.files import DatabaseProblem, revision_in_file, sqlite_path
from db.in_use import Presence
from db.manifests import (
    OWNERS_FOLDER,
    Manifest,
    backups_folder,
    let_go,
    newest,
    newest_verified,
    read_manifest,
    settle,
    write_manifest,
)
from db.setup import known_revisions

__all__ = [
    "Manifest", "back_up", "backups_folder", "file_on_disk", "let_go", "newest", "newest_verified", "verify",
]  # fmt: skip

BROKEN = (sqlite_driver.DatabaseError, DBAPIError)
LEFT_OVER = 86_400
"""Seconds after which a copy that was never finished is nobody's any more."""


def file_on_disk(url: str) -> Path:
    """The file of a database; DatabaseProblem `on_a_server` where it has none of ours."""
    path = sqlite_path(url)
    if path is None:
        raise DatabaseProblem("on_a_server", "")
    return path.resolve()


def back_up(url: str, *, folder: Path, now: datetime) -> Path:
    """Copy a desk into a folder, with its manifest; it is not verified yet. DatabaseProblem when it cannot."""
    path = file_on_disk(url)
    if not path.is_file():
        raise DatabaseProblem("missing", str(path))
    if (revision := revision_in_file(path)) not in known_revisions():
        raise DatabaseProblem("newer" if revision else "foreign", str(path))
    folder.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    _sweep(folder, now)
    want_room(folder, size_of(path))
    presence = Presence(path)
    try:
        return keep(path, folder=folder, now=now)
    finally:
        presence.leave()


def keep(path: Path, *, folder: Path, now: datetime, source: Any = None) -> Path:
    """The copy itself, its numbers and its manifest. Under its name lies a whole backup or none."""
    part = folder / f".desk-{os.getpid()}.part"
    part.unlink(missing_ok=True)
    try:
        copy_live(path, part, source=source)
        with resting(part) as connection:
            said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
            if said != "ok":
                raise DatabaseProblem("damaged", str(path), said)
            facts = facts_of(connection)
        with part.open("rb") as opened:
            os.fsync(opened.fileno())
        file = _name(folder, now)
        manifest = Manifest(
            file=file.name, made_at=now, sha256=checksum(part), bytes=part.stat().st_size, **asdict(facts)
        )  # fmt: skip
        write_manifest(file, manifest)  # first: what lies under a name that counts has one
        part.rename(file)
        settle(folder)
    except BROKEN as error:
        full = "full" in str(error)
        raise DatabaseProblem("no_space" if full else "damaged", str(folder if full else path), str(error)) from error
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    return file


def verify(file: Path, *, now: datetime) -> Manifest:
    """Look at every byte and every event of a backup, and write down when. DatabaseProblem when it is not whole."""
    manifest = sound(file)
    with resting(file) as connection:
        if (number := broken_link(connection)) is not None:
            raise DatabaseProblem("chain_broken", str(file), str(number))
    verified = manifest.verified(now)
    try:
        write_manifest(file, verified)
    except OSError as error:  # a copy elsewhere may lie where nothing can be written: it is whole all the same
        if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise
    return verified


def sound(file: Path) -> Manifest:
    """The manifest of a backup that is byte by byte what was made; its events are not looked at."""
    if not file.is_file():
        raise DatabaseProblem("no_backup", str(file))
    if (manifest := read_manifest(file)) is None:
        raise DatabaseProblem("no_manifest", str(file))
    if file.stat().st_size != manifest.bytes or checksum(file) != manifest.sha256:
        raise DatabaseProblem("altered", str(file))
    if manifest.revision not in known_revisions():
        raise DatabaseProblem("newer", str(file))
    try:
        with resting(file) as connection:
            said = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
            facts = asdict(facts_of(connection)) if said == "ok" else {}
    except BROKEN as error:
        said, facts = str(error), {}
    if said != "ok" or any(getattr(manifest, name) != value for name, value in facts.items()):
        raise DatabaseProblem("backup_damaged", str(file), said)
    return manifest


def _name(folder: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (f"desk-{stamp}{more}.db" for more in ("", *(f"-{n}" for n in range(2, 1_000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _sweep(folder: Path, now: datetime) -> None:
    """Copies that were cut off by a power cut."""
    for part in folder.glob(".desk-*.part*"):
        if now.timestamp() - part.stat().st_mtime > LEFT_OVER:
            part.unlink(missing_ok=True)
