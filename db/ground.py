"""The ground under the desk, looked at: one statement, a few looks at the file, nothing that a writer would notice."""

import shutil
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Row, bindparam, text

from db import setup
from db.backups import backups_folder, newest_verified
from db.engine import WAL_SAFE, Store, sqlite_driver
from db.queries.calendar import calendar
from db.types import Moment
from rules.ground import Ground, Machine

ASKED = """
SELECT (SELECT version_num FROM alembic_version) AS revision,
       (SELECT at FROM event WHERE id = (SELECT max(id) FROM event)) AS newest_at,
       (SELECT count(DISTINCT account_id) FROM sign_in
         WHERE revoked_at IS NULL AND ends_at > :now AND seen_at > :seen) AS signed_in,
"""
OF_SQLITE = """(SELECT journal_mode FROM pragma_journal_mode) AS journal,
       (SELECT synchronous FROM pragma_synchronous) AS synchronous"""
# There writers stand in line at an advisory lock of the server: see PG_TURN.
OF_A_SERVER = """clock_timestamp() AS database_now, version() AS version,
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted) AS waiting,
       (SELECT coalesce(extract(epoch FROM max(clock_timestamp() - waitstart)), 0) FROM pg_locks
         WHERE locktype = 'advisory' AND NOT granted) AS longest_wait"""
MOMENTS = (bindparam("now", type_=Moment), bindparam("seen", type_=Moment))


def ground(store: Store, *, now: datetime, idle: timedelta, machine: Machine) -> Ground:
    """Everything known at this moment. Raises what the database raises when it does not answer."""
    with store.reading() as look:
        asked = text(ASKED + (OF_SQLITE if store.is_sqlite else OF_A_SERVER)).bindparams(*MOMENTS)
        typed = asked.columns(newest_at=Moment)
        row = look.connection().execute(typed, {"now": now, "seen": now - idle}).one()
        try:
            in_force = calendar(look).version
        except ValueError:
            in_force = ""
    file = _file(store) if store.is_sqlite else {}
    return Ground(
        now=now, head=head(), revision=row.revision, newest_at=row.newest_at, signed_in=row.signed_in,
        damaged=bool(store.damage), trouble=store.trouble, tzdata=tzdata(), calendar=in_force, machine=machine,
        pool_in_use=store.engine.pool.checkedout(), pool_size=store.engine.pool.size(),  # type: ignore[attr-defined]
        **file, **_driver(store, row),
    )  # fmt: skip


def free_bytes(path: Path) -> int:
    """How much an unprivileged process may still write beside a file."""
    return shutil.disk_usage(path.parent).free


def size(path: Path) -> int:
    """How large a file is; 0 when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def log_of(path: Path) -> Path:
    """The write-ahead log beside a database file."""
    return path.with_name(f"{path.name}-wal")


@lru_cache
def head() -> str:
    """The revision this code was written for; the files of the migrations are read once."""
    return setup.head()


@lru_cache
def tzdata() -> str:
    """The version of the packaged rules of the zones, such as 2026f; empty when the system's own are used."""
    try:
        import tzdata as zones  # type: ignore[import-untyped]
    except ImportError:
        return ""
    return str(zones.IANA_VERSION)


def _file(store: Store) -> dict[str, Any]:
    path = store.anchor.path
    if path is None:
        return {}
    newest = newest_verified(backups_folder(str(store.url)))
    return {
        "file_there": store.anchor.holds, "file_bytes": size(path), "log_bytes": size(log_of(path)),
        "free_bytes": free_bytes(path) if path.parent.is_dir() else 0, "backup_at": newest.made_at if newest else None,
    }  # fmt: skip


def _driver(store: Store, row: Row[Any]) -> dict[str, Any]:
    if not store.is_sqlite:
        return {"database": "postgresql", "version": str(row.version).split()[1], "safe": True,
                "database_now": row.database_now, "waiting": row.waiting,
                "longest_wait": float(row.longest_wait)}  # fmt: skip
    safe = sqlite_driver.sqlite_version_info >= WAL_SAFE
    return {"database": "sqlite", "version": sqlite_driver.sqlite_version, "safe": safe, "journal": row.journal,
            "synchronous": row.synchronous, "waiting": store.turnstile.waiting,
            "longest_wait": store.turnstile.longest_wait}  # fmt: skip
