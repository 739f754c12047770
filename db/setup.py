"""Making, checking and upgrading a database: explicit acts, never a side effect of opening one."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from db.engine import Store, sqlite_driver

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True)
class DatabaseProblem(Exception):
    """Why a database cannot be used: `missing`, `not_a_database`, `damaged`, `foreign`, `older`, `newer`, `exists`,
    `unreachable`, `read_only`."""

    code: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.where} {self.detail}".strip()


def head() -> str:
    """The revision this code was written for."""
    revision = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert revision is not None
    return revision


def known_revisions() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def create(url: str) -> Store:
    """Make a new database with the newest schema; DatabaseProblem `exists` when there is one already."""
    path = sqlite_path(url)
    if path is not None:
        if path.exists():
            raise DatabaseProblem("exists", str(path))
        previous = os.umask(0o077)  # the file, its -wal and its -shm hold people's data
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            maker = Store(url, create=True)
            with maker.engine.begin() as connection:
                migrate(connection)
            maker.close()
        finally:
            os.umask(previous)
        return Store(url)
    maker = Store(url)
    with maker.engine.begin() as connection:
        if revision_of(connection) is not None:
            raise DatabaseProblem("exists", make_url(url).render_as_string())
        migrate(connection)
    return maker


def check(url: str) -> str:
    """Refuse a database that is not ours, damaged, older or newer; returns its revision. Writes nothing."""
    path = sqlite_path(url)
    where = str(path) if path else make_url(url).render_as_string()
    if path is not None:
        _check_file(path)
    store = Store(url)
    try:
        with store.readers.connect() as connection:
            revision = revision_of(connection)
    except SQLAlchemyError as error:
        raise DatabaseProblem("damaged" if path else "unreachable", where, type(error).__name__) from error
    finally:
        store.close()
    if revision is None:
        raise DatabaseProblem("foreign", where)
    if revision not in known_revisions():
        raise DatabaseProblem("newer", where, revision)
    if revision != head():
        raise DatabaseProblem("older", where, revision)
    return revision


def upgrade(url: str) -> None:
    """Bring an older database to the newest schema, in one transaction: afterwards it is all old or all new."""
    store = Store(url)
    try:
        with store.engine.begin() as connection:
            migrate(connection)
    finally:
        store.close()


def migrate(connection: Connection, *, revision: str = "head") -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL, None for other databases."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def quick_check(path: Path) -> str:
    """SQLite's own word on the file: "ok", or what is wrong. Opened read-only; the file is left byte for byte."""
    connection: Any = sqlite_driver.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        connection.close()


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise DatabaseProblem("missing", str(path))
    with path.open("rb") as file:
        if file.read(16) != SQLITE_HEADER:
            raise DatabaseProblem("not_a_database", str(path))
    if not os.access(path, os.W_OK):
        raise DatabaseProblem("read_only", str(path))
    try:
        said = quick_check(path)
    except sqlite_driver.DatabaseError as error:
        raise DatabaseProblem("damaged", str(path), str(error)) from error
    if said != "ok":
        raise DatabaseProblem("damaged", str(path), said)


def ping(store: Store) -> None:
    """One trivial question, so that a health check can tell that the database answers."""
    with store.reading() as look:
        look.connection().execute(text("SELECT 1"))
