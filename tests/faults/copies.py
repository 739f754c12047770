"""Desks to be copied, torn, spoilt and put back; and what is left of them, asked of the file itself."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from typer.testing import CliRunner

from cli import app
from db.chain import links
from db.engine import Store, sqlite_driver
from desk.inquiries import log_inquiry
from tests.cast import NOW, draft, furnished_floor


def new_desk(folder: Path, *, inquiries: int = 0):
    """A furnished desk of a folder, its store open in this process."""
    floor = furnished_floor(f"sqlite:///{folder / 'desk.db'}")
    log(floor, inquiries)
    return floor


def log(floor, many, *, start=0):
    """Inquiries with known keys, one transaction each; the keys."""
    keys = [f"key-{n:05}" for n in range(start, start + many)]
    for n, key in enumerate(keys):
        with floor.store.writing() as work:
            log_inquiry(work, draft(client_key=key), by=floor.ana, now=NOW + timedelta(seconds=n))
    return keys


def keys_in(path: Path) -> list[str]:
    """The keys of the inquiries of a file, in the order in which they were logged."""
    with closing(sqlite_driver.connect(f"file:{path}?mode=rw", uri=True)) as connection:
        return [key for (key,) in connection.execute("SELECT client_key FROM inquiry ORDER BY id")]


def logged_in(path: Path) -> int:
    """How many inquiries the events of a file tell of."""
    with closing(sqlite_driver.connect(f"file:{path}?mode=rw", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM event WHERE kind = 'logged'").fetchone()[0])


def whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file, and every seal in it holds."""
    with closing(sqlite_driver.connect(f"file:{path}?mode=rw", uri=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return False
    return broken(path) == []


def broken(path: Path) -> list[int]:
    store = Store(f"sqlite:///{path}")
    with store.reading() as look:
        found = [number for number, holds in links(look.connection()) if not holds]
    store.close()
    return found


def spoil(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite_driver.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def shot(floor, folder: Path) -> Path:
    """The files as a process leaves them that was shot: what was saved last is in the log only."""
    folder.mkdir()
    path = Path(floor.store.url.database)
    for ending in ("", "-wal", "-shm"):
        shutil.copy(path.with_name(path.name + ending), folder / f"desk.db{ending}")
    return folder / "desk.db"


def command(*words: object, path: Path | None = None):
    """One command of the administrator's door; its exit code and everything it said."""
    given = [] if path is None else ["--database", f"sqlite:///{path}"]
    result = CliRunner().invoke(app, [*map(str, words), *given])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def backed_up(path: Path) -> Path:
    """A verified backup of a desk."""
    code, said = command("backup", path=path)
    assert code == 0, said
    return max((path.parent / "backups").glob("desk-*.db"), key=lambda one: one.stat().st_mtime_ns)
