"""The two doors of the store: `reading()` and `writing()`.

Why it is so (measured): the driver's own transactions lose updates, so writers begin IMMEDIATE and readers DEFERRED;
SQLite's busy handler is unfair, so writers of this process queue in front of it; `synchronous=FULL` loses nothing in
a power cut; a database is opened read-write only where it exists, so a missing disk is never a new empty desk.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

try:
    from pysqlite3 import dbapi2 as _sqlite
except ImportError:  # other systems: Python's own driver; the doctor warns when it is too old
    import sqlite3 as _sqlite

sqlite_driver: ModuleType = _sqlite
WAL_SAFE = (3, 51, 3)
"""First SQLite without the WAL-reset bug."""

PRAGMAS = ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "temp_store=memory", "cache_size=-32000")


class Turnstile:
    """First come, first served: a lock whose waiters are let in in the order of their arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @contextmanager
    def turn(self, *, patience: float) -> Iterator[None]:
        """Hold the turn; TimeoutError after `patience` seconds of waiting."""
        with self._guard:
            my_turn = None
            if self._taken or self._waiting:
                my_turn = threading.Event()
                self._waiting.append(my_turn)
            self._taken = True
        if my_turn and not my_turn.wait(patience):
            with self._guard:
                if not my_turn.is_set():
                    self._waiting.remove(my_turn)
                    raise TimeoutError("the queue of writers did not move")
        try:
            yield
        finally:
            with self._guard:
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._taken = False


class Store:
    """One database and its two doors."""

    def __init__(self, url: str, *, create: bool = False, patience: float = 12.0) -> None:
        self.url = make_url(url)
        self.patience = patience
        self.turnstile = Turnstile()
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url.database or "", create, patience) if self.is_sqlite else _pg_engine(url)
        self.readers = self.engine.execution_options(begin="DEFERRED")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking: never blocks a writer, is never blocked by one."""
        with self._guarded(), Session(self.readers, expire_on_commit=False) as look:
            yield look

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one verb: one transaction, committed when the block ends, rolled back when it raises."""
        with self._guarded(), self._my_turn(), Session(self.engine, expire_on_commit=False) as work, work.begin():
            yield work

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self.turnstile.turn(patience=self.patience):
            yield

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """After an I/O error the pooled connections lie about corruption: let them go, the next request opens anew."""
        try:
            yield
        except DBAPIError as error:
            if "disk I/O error" in str(error.orig) or "malformed" in str(error.orig):
                self.engine.dispose()
            raise

    def close(self) -> None:
        self.engine.dispose()


def _sqlite_engine(path: str, create: bool, patience: float) -> Engine:
    mode = "rwc" if create else "rw"
    engine = create_engine(
        f"sqlite:///file:{path}?mode={mode}&uri=true",
        module=sqlite_driver,
        connect_args={"timeout": patience, "check_same_thread": False},
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
        connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("begin", "IMMEDIATE"))

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
def writing() -> Iterator[Session]:
    """`Store.writing` of the database in use."""
    with store().writing() as work:
        yield work
