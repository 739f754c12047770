"""Many at once, one without pause, ten times the rows, a day of reruns squeezed (H01, H02, H04, H05).

Counted is what was lost, failed or grew; how long things took is told and compared, never held to a number of seconds.
"""

import os
import statistics
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.actions import call_steps, folio_told, save_call
from benchmarks.served import ROOT, served
from benchmarks.wire import Tab
from seed.making import Story, make
from tests.faults.copies import keys_in

pytestmark = pytest.mark.alone
NOW = datetime.now(UTC)
POOLED = 100
"""Open files of a full pool of 32 connections, three each: it fills as it is needed and never grows beyond."""


@contextmanager
def demo(folder, inquiries):
    """A running demo desk of that size: the server, its file, and the cookies of Ana and Sofía."""
    path = folder / f"{inquiries}.db"
    people = make(f"sqlite:///{path}", Story.DEMO, now=NOW, inquiries=inquiries).sign_ins
    url = f"sqlite:///{path}"
    with served(ROOT / "dashboard.py", health="/healthz", pinned=False, VENTANILLA_DATABASE_URL=url) as server:
        cookies = {one.name: server.sign_in(one.name, one.password) for one in people}
        for cookie in cookies.values():  # what the first visitor makes the process load is nobody's load
            with Tab(server.port, cookie=cookie) as tab:
                tab.open("")
        yield server, path, cookies


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with demo(tmp_path_factory.mktemp("loads"), 600) as one:
        yield one


def calls(tab, *, until, pace, waits, folios, trouble):
    """Call after call, one action each `pace` seconds; every save has to tell its folio."""
    tab.open("")
    while time.monotonic() < until:
        steps = [*call_steps(tab)]
        drawn = save_call(tab)
        folio = folio_told(drawn)
        folios.append(folio)
        waits += [one.ms for one in (*steps, drawn)]
        trouble += [one for one in (*steps, drawn) if one.failed] + ([] if folio else [drawn])
        time.sleep(pace)


def at_work(desk, agents, *, seconds, pace):
    """So many agents at once: what they waited, the folios they were told, what went wrong."""
    server, _, cookies = desk
    waits, folios, trouble = [], [], []
    with ExitStack() as open_:
        tabs = [open_.enter_context(Tab(server.port, cookie=cookies["ana"])) for _ in range(agents)]
        given = {"until": time.monotonic() + seconds, "pace": pace, "waits": waits, "folios": folios,
                 "trouble": trouble}  # fmt: skip
        threads = [threading.Thread(target=calls, args=(tab,), kwargs=given) for tab in tabs]
        for one in threads:
            one.start()
        for one in threads:
            one.join(seconds + 120)
    return waits, folios, trouble


def p95(waits):
    return sorted(waits)[int(len(waits) * 0.95)]


def stored(path, folios):
    from db.engine import sqlite_driver

    look = sqlite_driver.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return sum(look.execute("SELECT count(*) FROM inquiry WHERE folio = ?", (one,)).fetchone()[0] for one in folios)
    finally:
        look.close()


def test_many_agents_at_once_lose_no_click_and_no_save(desk, faults):
    server, path, _ = desk
    before, memory = len(keys_in(path)), server.told()["rss_kb"]
    waits, folios, trouble = at_work(desk, faults.rounds(6, 30), seconds=faults.rounds(4, 60), pace=faults.rounds(0, 2))
    grown = (server.told()["rss_kb"] - memory) / 1024
    assert trouble == []
    there = stored(path, folios)
    seen = f"p50 {statistics.median(waits):.0f} ms, p95 {p95(waits):.0f} ms, memory +{grown:.0f} MB"
    faults.tell("H01", "many agents at once", provoked=len(waits), acknowledged=len(folios), present=there, seen=seen,
                lost=len(folios) - there, doubled=len(keys_in(path)) - before - len(set(folios)))  # fmt: skip
    assert grown < 200


def test_one_tab_that_reruns_without_pause_takes_nobody_s_work(desk, faults):
    server, path, cookies = desk
    seconds = faults.rounds(2, 30)
    alone, _, _ = at_work(desk, 3, seconds=seconds, pace=0.3)
    over, runs = threading.Event(), []

    def flood():
        with Tab(server.port, cookie=cookies["sofia"]) as tab:
            tab.open("")
            while not over.is_set():
                tab.run()
                runs.append(1)

    floods = [threading.Thread(target=flood) for _ in range(faults.rounds(2, 8))]
    for one in floods:
        one.start()
    try:
        waits, folios, trouble = at_work(desk, 3, seconds=seconds, pace=0.3)
    finally:
        over.set()
        for one in floods:
            one.join(60)
    assert runs
    assert trouble == []
    there = stored(path, folios)
    faults.tell("H02", "tabs that rerun without pause", provoked=len(runs), acknowledged=len(folios), present=there,
                lost=len(folios) - there, doubled=len(folios) - len(set(folios)),
                seen=f"others' p95 {p95(waits):.0f} ms, {p95(alone):.0f} ms before")  # fmt: skip


def test_ten_times_the_inquiries_ask_no_more_questions(tmp_path, faults):
    asked, took = {}, {}
    sizes = (300, 3_000) if not faults.long else (1_000, 10_000, 100_000)
    for size in sizes:
        with demo(tmp_path, size) as (server, path, cookies):
            asked[size], took[size] = questions(server, cookies, folio=newest(path))
    least = asked[sizes[0]]
    assert all(one[page] <= least[page] for one in asked.values() for page in one), asked
    assert max(asked[sizes[0]].values()) <= 6, asked
    faults.tell("H04", "ten times the inquiries", provoked=sizes[-1],
                seen="queries a run: " + ", ".join(f"{page} {n}" for page, n in asked[sizes[0]].items())
                + f"; the list takes {took[sizes[-1]] / took[sizes[0]]:.1f} times as long")  # fmt: skip


def questions(server, cookies, *, folio):
    """How many statements one rerun of each page asks, and the milliseconds of the list's."""
    pages = {"log": ("ana", "", {}), "queue": ("ana", "queue", {"queue": "open"}), "today": ("sofia", "", {}),
             "inquiry": ("ana", "inquiry", {"folio": folio, "queue": "open"}), "volumes": ("sofia", "volumes", {}),
             "health": ("sofia", "health", {})}  # fmt: skip
    found, ms = {}, 0.0
    for name, (who, page, query) in pages.items():
        with Tab(server.port, cookie=cookies[who]) as tab:
            tab.open(page, **query)
            counts, waits = [], []
            for _ in range(4):  # the least of a few: now and then a run reads what is kept for a while
                before = server.told()["reads"]
                drawn = tab.run()
                assert not drawn.failed
                counts.append(server.told()["reads"] - before)
                waits.append(drawn.ms)
            found[name], ms = min(counts), statistics.median(waits) if name == "queue" else ms
    return found, ms


def newest(path):
    from db.engine import sqlite_driver

    look = sqlite_driver.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return look.execute("SELECT folio FROM inquiry WHERE status <> 'closed' ORDER BY due_at LIMIT 1").fetchone()[0]
    finally:
        look.close()


def test_a_day_of_reruns_leaves_no_memory_no_thread_and_no_file_behind(desk, faults):
    server, _, cookies = desk
    pages = (("ana", ""), ("ana", "queue"), ("sofia", ""), ("sofia", "volumes"))

    def walk(times):
        for who, page in pages:
            with Tab(server.port, cookie=cookies[who]) as tab:
                tab.open(page)
                for _ in range(times):
                    assert not tab.run().failed

    def held():
        told = server.told()
        return told["rss_kb"] / 1024, told["threads"], len(os.listdir(f"/proc/{server.process.pid}/fd"))

    walk(20)
    memory, threads, files = held()
    runs = faults.rounds(120, 20_000)
    walk(runs // len(pages))
    time.sleep(1)
    grown, more_threads, more_files = (now - then for now, then in zip(held(), (memory, threads, files), strict=True))
    faults.tell("H05", "a day of reruns squeezed", provoked=runs,
                seen=f"memory {grown:+.0f} MB, threads {more_threads:+d}, open files {more_files:+d}")  # fmt: skip
    assert grown < 100
    assert more_threads <= 4
    assert more_files <= POOLED


def test_the_tool_that_counts_statements_counts_them(desk):
    server, _, cookies = desk
    with Tab(server.port, cookie=cookies["ana"]) as tab:
        before = server.told()["reads"]
        tab.open("queue")
        assert server.told()["reads"] > before
    assert Path(f"/proc/{server.process.pid}").exists()
