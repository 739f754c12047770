"""A supervisor closes a day and the machine dies while thousands of promises follow: all of it, or nothing."""

import multiprocessing
import os
import signal
import time
from datetime import date

from sqlmodel import col, select

from db.engine import Store
from db.models import Deadline, Event, Inquiry
from db.queries.agreed import agreed
from db.queries.calendar import load_calendar
from desk.calendar import add_closing_days
from rules.closing_days import ClosingDay
from rules.codes import Layer
from tests.cast import NOW, own_floor  # noqa: F401  a fixture
from tests.desk.many import throw

WORK = multiprocessing.get_context("forkserver")
WORK.set_forkserver_preload(["tests.faults.test_recounts", "sqlalchemy.dialects.sqlite"])
FRIDAY = ClosingDay(date(2026, 3, 13), Layer.OWN, "Cierre", "Closed", "", "own")
MANY = 1_500


def close_friday(url, by, dies_after):
    """Close it, and be killed when so many deadlines have moved; None lives."""
    from desk import recount

    recount.AT_ONCE = 50

    def told(done, of):
        if dies_after is not None and done >= min(dies_after, of):
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store(url)
    with store.writing() as work:
        add_closing_days(
            work, [FRIDAY], why="", by=by, now=NOW, seen=load_calendar(work).version, told=told
        )  # fmt: skip
    store.close()


def everything(store):
    with store.reading() as look:
        return (
            look.exec(select(Deadline.id, Deadline.due_at, Deadline.calendar_version).order_by(col(Deadline.id))).all(),
            look.exec(select(Inquiry.id, Inquiry.due_at).order_by(col(Inquiry.id))).all(),
            load_calendar(look).version, len(look.exec(select(Event.id)).all()),
        )  # fmt: skip


def test_a_recount_that_is_killed_leaves_all_as_it_was_and_the_next_one_works(own_floor, faults):  # noqa: F811
    store, rounds = own_floor.store, faults.rounds(2, 20)
    with store.reading() as look:
        now = agreed(look)
    throw(store, MANY, first=date(2026, 3, 10), last=date(2026, 3, 13), seed=1, agreed=now, by=own_floor.sofia)
    url, before, slowest = str(store.url), everything(store), 0.0
    for n in range(rounds):
        child = WORK.Process(target=close_friday, args=(url, own_floor.sofia, 50 + n * 900 // rounds))
        child.start()
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        begun = time.monotonic()
        assert everything(store) == before
        slowest = max(slowest, time.monotonic() - begun)
    close_friday(url, own_floor.sofia, None)
    after = everything(store)
    assert after[2] != before[2]
    assert after[3] == before[3] + 1
    moved = sum(old != new for old, new in zip(before[0], after[0], strict=True))
    assert moved > MANY // 2
    faults.tell(
        "A01", "process killed while a calendar change is counted", provoked=rounds, acknowledged=0, present=0, lost=0,
        doubled=0, recover=round(slowest, 2), seen="the old calendar with all its deadlines; then the new one with all",
    )  # fmt: skip
