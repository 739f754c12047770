"""Who has a database open: a lock file beside it, shared by everybody who works in it, held alone to replace it.

The kernel lets go of it however a process ends. SQLite's own locks do not say as much: an app that is between two
questions may have no connection open, and would go on in a file that was replaced under it.
"""

import os
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from db.trouble import Busy

try:
    import fcntl as _fcntl
except ImportError:  # a system without flock: there SQLite's locks alone must do
    fcntl: ModuleType | None = None
else:
    fcntl = _fcntl


class Presence:
    """A process that works in a database file; nobody replaces the file until it leaves.

    Where somebody is replacing it just now, it waits: what is opened afterwards is the new one. Busy after `patience`.
    """

    def __init__(self, path: Path, *, patience: float = 60.0) -> None:
        self._leave: Callable[[], object] = bool
        if not path.is_file():
            return  # nothing is left beside a database that is not there
        with suppress(OSError):  # a folder that cannot be written to: nobody can replace a file in it either
            opened = _open(path)
            self._leave = weakref.finalize(self, os.close, opened)
            until = time.monotonic() + patience
            while not _taken(opened, exclusive=False):
                if time.monotonic() > until:
                    raise Busy
                time.sleep(0.05)

    def leave(self) -> None:
        """Work in it no more."""
        self._leave()


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether nobody else works in the database; while the block runs, nobody begins to."""
    opened = _open(path)
    try:
        yield _taken(opened, exclusive=True)
    finally:
        os.close(opened)


def lock_file(path: Path) -> Path:
    """The file whose lock it is; it is never deleted, for a lock on a deleted file keeps nobody out."""
    return path.with_name(f"{path.name}.in-use")


def _open(path: Path) -> int:
    file = lock_file(path)
    opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    folder = path.parent.stat()
    if os.geteuid() == 0 and os.fstat(opened).st_uid != folder.st_uid:
        os.fchown(opened, folder.st_uid, folder.st_gid)  # an administrator came first: the desk's own user must get in
    return opened


def _taken(opened: int, *, exclusive: bool) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(opened, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
