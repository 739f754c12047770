"""New desks without making each one anew: one is made by db.setup.create for the whole run, the others are its copies.

Tests of making, checking and upgrading a desk call db.setup.create itself.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from db import setup
from db.engine import Store

Furnish = Callable[[Store], Any]
_files: dict[Furnish | None, tuple[bytes, Any]] = {}
_databases: dict[tuple[str, Furnish | None], tuple[str, Any]] = {}


def create(url: str) -> Store:
    """An empty desk of the newest schema, as db.setup.create makes it."""
    return furnished(url, None)[0]


def furnished(url: str, furnish: Furnish | None) -> tuple[Store, Any]:
    """A desk that `furnish` was done to, and what `furnish` gave back: done once, the same for every copy."""
    path = setup.sqlite_path(url)
    told = _on_server(make_url(url), furnish) if path is None else _in_file(path, furnish)
    return Store(url), told


def _in_file(path: Path, furnish: Furnish | None) -> Any:
    if furnish not in _files:
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "desk.db"
            told = _make(f"sqlite:///{model}", furnish)
            _files[furnish] = model.read_bytes(), told
    content, told = _files[furnish]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        copy.write(content)
    return told


def _on_server(url: URL, furnish: Furnish | None) -> Any:
    """The empty database of that name gives way to a copy."""
    server = url.set(database="postgres")
    with administering(server) as ask:
        if (str(server), furnish) not in _databases:
            model = f"model_{len(_databases)}"
            ask(f"CREATE DATABASE {model}")
            told = _make(url.set(database=model).render_as_string(hide_password=False), furnish)
            _databases[str(server), furnish] = model, told
        model, told = _databases[str(server), furnish]
        ask(f"DROP DATABASE IF EXISTS {url.database}")
        ask(f"CREATE DATABASE {url.database} TEMPLATE {model}")
    return told


@contextmanager
def administering(server: URL):
    """`ask(statement)`: what only an administrator of the PostgreSQL server may."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield lambda statement: connection.execute(text(statement))
    engine.dispose()


def _make(url: str, furnish: Furnish | None) -> Any:
    store = setup.create(url)
    told = furnish(store) if furnish else None
    store.close()  # the last connection empties the log into the file
    return told
