"""/readyz: whether this desk can take work now. For whoever sends people to it; strangers learn yes or no."""

import os
from contextlib import suppress
from pathlib import Path

import anyio
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

import db
from auth.threads import in_thread
from db.engine import Store
from db.ground import free_bytes, head
from rules.verdicts import DISK_FLOOR

WITHIN = 2.0
_open = False


def routes() -> list[BaseRoute]:
    """The address, for the front door."""
    return [Route("/readyz", readiness)]


def opened(*, now: bool) -> None:
    """Tell that the start-up is finished, or that the desk is closing."""
    global _open
    _open = now


async def readiness(_request: Request) -> Response:
    """200 or 503, and nothing else; cheap enough to be asked every second."""
    good = False
    with anyio.move_on_after(WITHIN), suppress(Exception):  # whatever it is, the desk cannot take work
        good = _open and await in_thread(ready, db.store(), queue="health", width=2, abandon=True)
    return JSONResponse({"ok": good}, 200 if good else 503, headers={"cache-control": "no-store"})


def ready(store: Store) -> bool:
    """Whether a save would succeed, as far as can be told without one."""
    path = store.anchor.path
    if path is not None and not (store.anchor.holds and _takes(path)):
        return False
    if store.trouble and not heals(store):
        return False
    with store.reading() as look:
        return bool(look.connection().execute(text("SELECT version_num FROM alembic_version")).scalar() == head())


def heals(store: Store) -> bool:
    """After a save that the disk refused: whether it takes one again. Tried out, with a row that stays as it is."""
    try:
        with store.writing() as work:
            work.connection().execute(text("UPDATE alembic_version SET version_num = version_num"))
    except db.NotStored:
        return False
    return True


def _takes(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) and free_bytes(path) >= DISK_FLOOR
