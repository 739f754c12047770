"""Why nothing was stored, when it is not the desk that refuses: others are writing, or the disk does not take it."""

from typing import Any

from sqlalchemy.exc import DBAPIError

WAITED = ("database is locked", "database table is locked", "lock timeout", "deadlock detected", "statement timeout")
OF_THE_DISK = (
    ("SQLITE_FULL", "disk_full"), ("SQLITE_READONLY_DBMOVED", "file_gone"), ("SQLITE_READONLY", "disk_read_only"),
    ("SQLITE_IOERR", "disk_failed"), ("SQLITE_CANTOPEN", "file_gone"), ("SQLITE_CORRUPT", "disk_failed"),
)  # fmt: skip
SAID = {
    "database or disk is full": "disk_full", "attempt to write a readonly database": "disk_read_only",
    "disk I/O error": "disk_failed", "unable to open database file": "file_gone",
    "disk image is malformed": "disk_failed",
    "No space left on device": "disk_full", "read-only transaction": "disk_read_only",
}  # fmt: skip
"""What drivers without error names say, and what PostgreSQL says."""


class NotStored(Exception):  # noqa: N818
    """Nothing was stored, whatever was typed: `disk_full`, `disk_failed`, `disk_read_only`, `file_gone`, `busy`.

    It has the shape of a DeskError (`code`, `details`), so that a page words both in the same way. Trying again is
    safe: what a disk took without saying so is found by the key of its form.
    """

    code = "disk_failed"

    def __init__(self, code: str = "") -> None:
        self.code = code or type(self).code
        super().__init__(self.code)
        self.details: dict[str, Any] = {}


class Busy(NotStored):
    """Others were writing for longer than the patience of the store."""

    code = "busy"


def waited(error: DBAPIError) -> bool:
    """Whether the database refused because somebody else was in the way."""
    return any(sign in str(error.orig) for sign in WAITED)


def code_of(error: DBAPIError) -> str:
    """What the disk has against a save, as a code; empty for an error that is not of the disk."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name:
        return next((code for start, code in OF_THE_DISK if name.startswith(start)), "")
    return next((code for sign, code in SAID.items() if sign in str(error.orig)), "")
