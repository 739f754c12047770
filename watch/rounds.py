"""The round that is made every minute while the desk is open, off the loop that feeds the pages."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import db
from auth.logbook import reference
from auth.threads import in_thread
from config import settings
from db.engine import Store
from db.files import quick_check
from rules.verdicts import night_of
from watch import ready
from watch.chores import Chores
from watch.copies import Copies
from watch.ground import look_down

if TYPE_CHECKING:
    from watch.digest import Post

EVERY = 60
AFTER = 3
"""Seconds after the desk has opened: whoever waited for it comes first."""
log = logging.getLogger("ventanilla.watch")


@asynccontextmanager
async def watched(first: Callable[[], object]) -> AsyncIterator[None]:
    """While this lasts the desk is open: it takes work, and its ground is watched. `first` is what it left for later.

    Last night's work is done in the first round: a machine that is off at night never has a quiet hour.
    """
    chores = Chores(settings().zone, night_of(settings().now(), settings().zone) - timedelta(days=1))
    rounds = asyncio.create_task(_rounds(chores, first))
    letters = asyncio.create_task(_letters(chores))
    copies = asyncio.create_task(_copies(chores))
    ready.opened(now=True)
    try:
        yield
    finally:
        ready.opened(now=False)
        rounds.cancel()
        letters.cancel()
        copies.cancel()
        chores.leader.step_down()


async def _rounds(chores: Chores, first: Callable[[], object]) -> None:
    await asyncio.sleep(AFTER)
    await in_thread(first, queue="rounds", width=1)
    while True:
        await in_thread(walk, chores, queue="rounds", width=1)
        await asyncio.sleep(EVERY)


async def _letters(chores: Chores) -> None:
    """Beside the round: a mail server that takes its time keeps nobody from looking at the ground."""
    await asyncio.sleep(EVERY)
    from watch.digest import Post  # only now: nobody who opens the desk waits for the libraries of mail

    post = Post()
    while True:
        await in_thread(carry, chores, post, queue="letters", width=1, abandon=True)
        await asyncio.sleep(EVERY)


async def _copies(chores: Chores) -> None:
    """Beside the round: a large desk is copied for minutes."""
    copies = Copies(settings().zone)
    while settings().nightly_backup:
        await asyncio.sleep(EVERY)
        await in_thread(copy, chores, copies, queue="copies", width=1, abandon=True)


def copy(chores: Chores, copies: Copies) -> None:
    """Last night's backup, when there is none yet; of several processes at one file the leader makes it."""
    store = db.store()
    try:
        if store.is_sqlite and store.anchor.holds and chores.leader.is_me(store):
            copies.round(store, now=settings().now())
    except Exception as error:
        reference(log, "the nightly backup failed", error)


def carry(chores: Chores, post: "Post") -> None:
    """The digest, when it is time; of several processes at one file the leader sends it."""
    store = db.store()
    try:
        if not store.is_sqlite or (store.anchor.holds and chores.leader.is_me(store)):
            post.round(store, settings(), now=settings().now())
    except Exception as error:
        reference(log, "the digest failed", error)


def walk(chores: Chores) -> None:
    """One round. What fails is told in the log, and the next round begins anew."""
    now, store = settings().now(), db.store()
    gc.collect()
    for step in (lambda: store.trouble and ready.heals(store), lambda: read_through(store), lambda: look_down(now),
                 lambda: chores.round(store, now=now)):  # fmt: skip
        try:
            step()
        except Exception as error:
            reference(log, "a round failed", error)


def read_through(store: Store) -> None:
    """Once per process, the whole file: a large one is not read while people wait for the desk to open."""
    if store.damage is None and store.anchor.path is not None:
        try:
            said = quick_check(store.anchor.path)
        except Exception as error:
            said = type(error).__name__
        store.damage = "" if said == "ok" else said
        if store.damage:
            log.error("the database is damaged: %s", said)
