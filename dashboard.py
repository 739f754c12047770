"""The front door: `streamlit run dashboard.py`. It runs one script, pages/frame.py, behind the gate of auth."""

import asyncio
import gc
import importlib
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

gc.disable()  # until the pages are imported: a collection in the middle of that is a fifth of the time it takes

import streamlit as st
from starlette.middleware import Middleware

import db
from auth.doors import routes
from auth.gate import Gate
from auth.one_log import of_tasks, open_log, take_over
from config import settings
from db.setup import DatabaseProblem, check
from pages.failing import missed, said, tell
from views.inside import acted, keep_quiet, say_ourselves, send_at_once, stand_still, stay_home
from watch import ready
from watch.rounds import watched
from words.problems import refusal

HERE = Path(__file__).resolve().parent
log = logging.getLogger("ventanilla.dashboard")


def prepare() -> None:
    """Take the configured database into use, unless one is; one clear line and exit code 2 when it cannot be."""
    os.umask(0o077)  # whatever this process writes holds people's data
    with suppress(RuntimeError):
        db.store()
        return
    try:
        check(settings().database_url, hasty=True)
    except DatabaseProblem as problem:
        said = refusal(f"database_{problem.code}", lang=settings().language, where=problem.where)
        print(said, file=sys.stderr, flush=True)
        raise SystemExit(2) from None
    db.use(settings().database_url)


def load(*rooms: str) -> None:
    """Import the pages in these rooms, and leave all that is there by now out of the collections to come."""
    for room in rooms:
        for page in (HERE / "pages" / room).glob("[!_]*.py"):
            importlib.import_module(f"pages.{room}.{page.stem}")
    gc.freeze()
    gc.enable()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    open_log()
    asyncio.get_running_loop().set_exception_handler(of_tasks)
    keep_quiet(take_over)
    say_ourselves(said)
    stand_still(missed)
    stay_home()
    send_at_once()
    try:
        prepare()
    except SystemExit as refused:
        os._exit(int(refused.code or 0))  # uvicorn would turn this into another number and a page of traceback
    importlib.import_module("pages.menu")  # what a call needs, now: the first visitor does not wait for it
    load()
    async with watched(first=lambda: load("agent", "supervisor")):
        log.info("ready on port %s", st.get_option("server.port"))
        yield
    db.store().close()


app = st.App(HERE / "pages" / "frame.py", routes=[*routes(), *ready.routes()],
             middleware=[Middleware(Gate, acted=acted)], lifespan=lifespan, on_script_error=tell)  # fmt: skip
