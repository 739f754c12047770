"""Making, checking and upgrading a database: explicit acts, never a side effect of opening one."""

import os
import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from db.engine import Store
from db.files import DatabaseProblem, check_file, quick_check, revision_in_file, sqlite_path

__all__ = [
    "DatabaseProblem", "check", "create", "head", "known_revisions", "migrate", "ping", "quick_check", "revision_of",
    "sqlite_path", "upgrade",
]  # fmt: skip

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NAMED = re.compile(r"^(revision|down_revision)\b[^=\n]*= *(?:None|['\"]([^'\"]*)['\"])", re.MULTILINE)


def head() -> str:
    """The revision this code was written for: the one that nobody follows."""
    following = _following()
    (newest,) = following.keys() - set(following.values())
    return newest


def known_revisions() -> set[str]:
    """Every revision this version of the desk knows."""
    return set(_following())


def _following() -> dict[str, str]:
    """Each revision and the one before it, "" before the first: read from the files, for alembic itself takes longer
    to import than all the rest of opening a desk."""
    files = (path.read_text(encoding="utf-8") for path in (MIGRATIONS / "versions").glob("*.py"))
    told = (dict(NAMED.findall(text)) for text in files)
    return {one["revision"]: one["down_revision"] for one in told}


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
    try:
        with maker.engine.begin() as connection:
            if revision_of(connection) is not None:
                raise DatabaseProblem("exists", make_url(url).render_as_string())
            migrate(connection)
    except BaseException:
        maker.close()
        raise
    return maker


def check(url: str, *, hasty: bool = False) -> str:
    """Refuse a database that is not ours, damaged, older or newer; returns its revision. Writes nothing.

    `hasty` leaves the reading through of a large file to whoever opens the desk.
    """
    path = sqlite_path(url)
    where = str(path) if path else make_url(url).render_as_string()
    if path is not None:
        check_file(path, hasty=hasty)
    revision = revision_in_file(path) if path is not None else _revision_on_server(url, where)
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
    """Bring a database up to a revision, within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _revision_on_server(url: str, where: str) -> str | None:
    store = Store(url)
    try:
        with store.readers.connect() as connection:
            return revision_of(connection)
    except SQLAlchemyError as error:
        raise DatabaseProblem("unreachable", where, type(error).__name__) from error
    finally:
        store.close()


def ping(store: Store) -> None:
    """One trivial question, so that a health check can tell that the database answers."""
    with store.reading() as look:
        look.connection().execute(text("SELECT 1"))
