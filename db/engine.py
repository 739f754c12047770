"""The two doors of the store: `reading()` and `writing()`.

Why it is so (measured): the driver's own transactions lose updates, so writers begin IMMEDIATE and readers DEFERRED;
SQLite's busy handler is unfair, so writers of this process queue in front of it; `synchronous=FULL` loses nothing in
a power cut; a database is opened read-write only where it exists, so a missing disk is never a new empty desk.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from db.anchor import Anchor
from db.in_use import Presence
from db.origin import Origin, here
from db.trouble import Busy, NotStored, code_of, waited
from db.turnstile import Turnstile

try:
    from pysqlite3 import dbapi2 as _sqlite
except ImportError:  # other systems: Python's own driver; the doctor warns when it is too old
    import sqlite3 as _sqlite

sqlite_driver: ModuleType = _sqlite
WAL_SAFE = (3, 51, 3)
"""First SQLite without the WAL-reset bug."""

PRAGMAS = ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "temp_store=memory", "cache_size=-32000")
PG_TURN = text("SELECT pg_advisory_xact_lock(8616)")


class Store:
    """One database and its two doors."""

    def __init__(self, url: str, *, create: bool = False, patience: float = 12.0) -> None:
        self.url = make_url(url)
        self.patience = patience
        self.turnstile = Turnstile()
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.anchor = Anchor(self.url.database or "" if self.is_sqlite else "")
        self.trouble = ""
        """The code with which the disk refused the last save; empty since it took one."""
        self.damage: str | None = None  # what is wrong within the file; None until it was read through
        self.engine = _sqlite_engine(self.url.database or "", create, patience) if self.is_sqlite else _pg_engine(url)
        self.anchor.hold()
        event.listen(self.engine, "connect", lambda *_: self.anchor.hold())  # the file of a new desk is made only now
        self.presence = Presence(self.anchor.path) if self.anchor.path else None
        self.readers = self.engine.execution_options(begin="DEFERRED")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking: never blocks a writer, is never blocked by one."""
        with self._guarded(), Session(self.readers, expire_on_commit=False) as look:
            yield look

    @contextmanager
    def writing(self, *, origin: Origin | None = None) -> Iterator[Session]:
        """A session for one verb: one transaction, committed when the block ends, rolled back when it raises.
        Its events tell `origin`, by default where this thread's person came from."""
        until = time.monotonic() + self.patience
        session = Session(self.engine, expire_on_commit=False, info={"origin": origin or here()})
        with self._kept(), self._guarded(), self._my_turn(), session as work, work.begin():
            left = max(0.05, until - time.monotonic())  # what the queue of this process took is not waited for again
            work.connection(execution_options={"patience": left})
            if not self.is_sqlite:
                work.connection().execute(PG_TURN)  # writers queue here as well: no race, no deadlock between verbs
            yield work
            if not self.anchor.holds:  # a save into a file that nobody will open again is not one
                raise NotStored("file_gone")

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """What the disk does not take is NotStored, and remembered until it takes something again."""
        try:
            yield
        except NotStored as refused:
            if refused.code != Busy.code:
                self.trouble = refused.code
            raise
        except DBAPIError as error:
            if code := code_of(error):
                self.trouble = code
                raise NotStored(code) from error
            raise
        self.trouble = ""

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self.turnstile.turn(patience=self.patience):
            yield

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Waiting in vain is Busy. After an I/O error the pooled connections lie about corruption: let them go."""
        try:
            yield
        except NoConnection as error:
            raise Busy from error
        except DBAPIError as error:
            if waited(error):
                raise Busy from error
            if "disk I/O error" in str(error.orig) or "malformed" in str(error.orig):
                self.engine.dispose()
            raise

    def close(self) -> None:
        """Let go of every connection, and of the file."""
        self.engine.dispose()
        if self.presence:
            self.presence.leave()


def _sqlite_engine(path: str, create: bool, patience: float) -> Engine:
    mode = "rwc" if create else "rw"
    engine = create_engine(
        URL.create("sqlite", database=path),
        module=sqlite_driver,
        creator=lambda: sqlite_driver.connect(
            f"file:{quote(path)}?mode={mode}", uri=True, timeout=patience, check_same_thread=False
        ),
        pool_size=32,
        max_overflow=0,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        wait = int(options.get("patience", patience) * 1000)
        if connection.info.get("busy_timeout") != wait:  # as this connection of the pool was left
            connection.exec_driver_sql(f"PRAGMA busy_timeout={wait}")
            connection.info["busy_timeout"] = wait
        connection.exec_driver_sql("BEGIN " + options.get("begin", "IMMEDIATE"))

    return engine


def _pg_engine(url: str) -> Engine:
    limits = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    return create_engine(url, pool_pre_ping=True, pool_size=16, max_overflow=8, connect_args={"options": limits})


_store: Store | None = None


def use(url: str, **options: Any) -> Store:
    """Make `url` the database of this process; the one before is closed."""
    global _store
    if _store is not None:
        _store.close()
    _store = Store(url, **options)
    return _store


def store() -> Store:
    """The database of this process."""
    if _store is None:
        raise RuntimeError("no database is in use: call db.use(url) first")
    return _store


@contextmanager
def reading() -> Iterator[Session]:
    """`Store.reading` of the database in use."""
    with store().reading() as look:
        yield look


@contextmanager
def writing(*, origin: Origin | None = None) -> Iterator[Session]:
    """`Store.writing` of the database in use."""
    with store().writing(origin=origin) as work:
        yield work
