"""A closing day is added while a hundred thousand promises run: how long until all of them are right again?

python -m benchmarks.recount [--open 100000] [--finished 0] [--rounds 5]

Beside it, in the same run and on the same file, one plain UPDATE of the same rows; and a reader who looks at the queue
the whole time. Every open deadline counts the day: none is spared the work.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from benchmarks.machine import machine
from benchmarks.served import ROOT
from db.engine import Store
from db.models import City
from db.queries.agreed import agreed
from db.queries.calendar import load_calendar
from db.queries.effect import Effect, effect
from db.queries.queues import Queue, QueueView, counts, page, total
from db.setup import create
from desk.accounts import create_account
from desk.calendar import add_closing_days, remove_closing_day
from desk.inquiries import log_inquiry
from desk.recount import recount
from rules.calendar_changes import with_rows
from rules.closing_days import ClosingDay
from rules.codes import Layer
from rules.problems import InquiryDraft
from rules.steps import Agreed
from seed.reference import load_reference

NOW = datetime(2026, 3, 11, 18, tzinfo=UTC)
"""Wednesday noon in Mexico City: what came since Monday waits for Thursday, Friday or Tuesday."""
CLOSED = ClosingDay(date(2026, 3, 12), Layer.OWN, "Cierre", "Closed", "", "own")
MONDAY = "2026-03-09 15:00:00"
PLAIN = """UPDATE deadline SET due_at = strftime('%Y-%m-%d %H:%M:%f', due_at, '+1 day') || '000',
           due_on = date(due_on, '+1 day'), calendar_version = :version WHERE met_at IS NULL AND ended_at IS NULL"""
READER = """
import json, sys, time
from datetime import datetime
from db.engine import Store
from db.queries.queues import Queue, QueueView, page
store, now, worst = Store(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), 0.0
print("there", flush=True)
import threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
waits = []
while not stop.is_set():
    begun = time.perf_counter()
    with store.reading() as look:
        page(look, QueueView(queue=Queue.OPEN), now=now, account_id=1)
    waits.append(time.perf_counter() - begun)
print(json.dumps({"looks": len(waits), "worst_ms": round(max(waits) * 1000, 1)}))
"""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.recount", description=__doc__)
    asked.add_argument("--open", type=int, default=100_000)
    asked.add_argument("--finished", type=int, default=0, help="inquiries that were answered in the year before")
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as folder:
        told = measured(f"sqlite:///{Path(folder) / 'desk.db'}", chosen.open, chosen.finished, chosen.rounds)
    print(json.dumps({"machine": machine()} | told, indent=1))


def measured(url: str, running: int, finished: int, rounds: int) -> dict[str, Any]:
    """Seconds of each, the ratio round by round, and what the reader saw."""
    store = create(url)
    by = furnish(store, running, finished)
    idle = watched(url, lambda: time.sleep(2.0))[1]
    plain, ours, back, seen = [], [], [], []
    for _ in range(rounds):
        plain.append(watched(url, lambda: plainly(store))[0])
        with store.writing() as work:
            recount(work, agreed(work), now=NOW)
        took, reader = watched(url, lambda: add(store, by))
        ours.append(took)
        seen.append(reader)
        back.append(clocked(lambda: take_back(store, by)))
    previews = [clocked(lambda: preview(store)) for _ in range(20)]
    queue = [clocked(lambda: look_at_queue(store)) for _ in range(20)]
    ratios, cpu = (sorted(round(one[k] / other[k], 2) for one, other in zip(ours, plain, strict=True)) for k in (0, 1))
    store.close()
    return {
        "open": running, "finished": finished, "plain_update_s": middle([wall for wall, _ in plain]),
        "recount_s": middle([wall for wall, _ in ours]), "taken_back_s": middle(back), "recount_to_plain": ratios,
        "recount_to_plain_cpu": cpu, "reader_idle": idle,
        "reader_worst_ms": max(one["worst_ms"] for one in seen), "reader_looks": sum(one["looks"] for one in seen),
        "preview_ms": round(middle(previews) * 1000, 1), "queue_page_ms": round(middle(queue) * 1000, 1),
    }  # fmt: skip


def middle(seconds: list[float]) -> float:
    return round(statistics.median(seconds), 4)


def clocked(act: Callable[[], object]) -> float:
    """Seconds on the wall."""
    return timed(act)[0]


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of the processor: a machine that does other things as well stretches the first alone."""
    begun, worked = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begun, time.process_time() - worked


def watched(url: str, act: Callable[[], object]) -> tuple[tuple[float, float], dict[str, Any]]:
    """Do it while another process looks at the queue again and again."""
    command = [sys.executable, "-c", READER, url, NOW.isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdin
        reader.stdout.readline()
        took = timed(act)
        reader.stdin.close()
        return took, json.loads(reader.stdout.read())


def plainly(store: Store) -> None:
    with store.writing() as work:
        work.connection().execute(text(PLAIN), {"version": uuid.uuid4().hex})


def add(store: Store, by: int) -> Effect:
    with store.writing() as work:
        done = add_closing_days(work, [CLOSED], why="", by=by, now=NOW, seen=load_calendar(work).version)
        return done.effect


def take_back(store: Store, by: int) -> None:
    with store.writing() as work:
        remove_closing_day(work, CLOSED.on, CLOSED.layer, by=by, now=NOW, seen=load_calendar(work).version)


def preview(store: Store) -> Effect:
    with store.reading() as look:
        before = agreed(look)
        return effect(look, before, Agreed(with_rows(before.calendar, [CLOSED]), before.terms), now=NOW)


def look_at_queue(store: Store) -> None:
    """What the queue page asks: the counters, a page of rows, how many there are."""
    view = QueueView(queue=Queue.OPEN)
    with store.reading() as look:
        counts(look, now=NOW, account_id=1)
        page(look, view, now=NOW, account_id=1)
        total(look, view, now=NOW, account_id=1)


def furnish(store: Store, running: int, finished: int) -> int:
    """A desk with so many promises running since Monday, and so many kept or broken in the year before."""
    with store.writing() as work:
        load_reference(work)
        by = create_account(work, "sofia", display_name="Sofía", password="a long password", role="supervisor",
                            language="es", now=NOW).id  # fmt: skip
        assert by is not None
        log_inquiry(work, InquiryDraft(
            client_key="first", channel="email", mailbox_code="MB_GRP_H2", city_code="TIJ", language="es",
            reason_code="GROUP", subcase_code="GRP_H2_INFO", outcome="promise_made", organisation="Agrícola",
            group_kind="h2", received_at=NOW,
        ), by=by, now=NOW)  # fmt: skip
        zones = work.exec(select(City.zone).distinct().order_by(col(City.zone))).all()
        many(work.connection().exec_driver_sql, running, finished, zones)
        recount(work, agreed(work), now=NOW)
        work.connection().exec_driver_sql("DELETE FROM tally WHERE cube = 'promise'")
        work.connection().exec_driver_sql(
            "INSERT INTO tally SELECT 'promise', due_on, promise_code, 'total', count(*) FROM deadline GROUP BY 2, 3")
    return by


def many(run: Callable[[str], object], running: int, finished: int, zones: Any) -> None:
    """Copies of the first inquiry and its deadline, by statements: each began at a moment of its own."""
    place = " ".join([f"CASE n % {len(zones)}", *(f"WHEN {k} THEN '{zone}'" for k, zone in enumerate(zones)), "END"])
    # The waiting since Monday; the finished spread over the days before, answered within three days or a little late.
    apart = (f"CASE WHEN n < {running} THEN n * 180000 / {running} "
             f"ELSE -86400 - (n - {running}) * 31000000 / {finished + 1} END")
    begun = f"strftime('%Y-%m-%d %H:%M:%f', '{MONDAY}', ({apart}) || ' seconds') || '000'"
    later = "strftime('%Y-%m-%d %H:%M:%f', {0}, '+{1} days') || '000'"
    numbers = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {running + finished - 1})"
    done = f"n >= {running}"
    run("CREATE TEMP TABLE given (n INTEGER PRIMARY KEY, begun TEXT, zone TEXT)")
    run(f"{numbers} INSERT INTO given SELECT n, {begun}, {place} FROM s")
    for table, changed in (
        ("inquiry", {"id": "n + 1", "folio": "'x' || n", "client_key": "'k' || n", "received_at": "begun",
                     "zone": "given.zone", "received_on": "date(begun)", "logged_at": "begun",
                     "status": f"CASE WHEN {done} THEN 'closed' ELSE status END",
                     "due_at": f"CASE WHEN {done} THEN NULL ELSE {later.format('begun', 3)} END"}),
        ("deadline", {"id": "n + 1", "inquiry_id": "n + 1", "started_at": "begun", "zone": "given.zone",
                      "due_at": later.format("begun", 3), "due_on": "date(begun, '+3 days')",
                      "promised_due_at": later.format("begun", 3),
                      "met_at": f"CASE WHEN {done} THEN {later.format('begun', 3)} END"}),
    ):  # fmt: skip
        names = [row[1] for row in run(f"PRAGMA table_info({table})").all()]  # type: ignore[attr-defined]
        values = ", ".join(changed.get(name, f"{table}.{name}") for name in names)
        run(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}, given WHERE {table}.id = 1")
    run("DROP TABLE given")
    run("UPDATE deadline SET due_on = date(started_at, '+3 days') WHERE id > 1")


if __name__ == "__main__":
    main()
