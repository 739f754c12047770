"""Many at once on one process: agents who act every few seconds, supervisors whose day refreshes itself; and on the
floor as many tabs of the constant form, at the same pace."""

import json
import random
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from benchmarks.actions import actions, call_steps, folio_told, press_any, save_call
from benchmarks.measure import desk, examples, floor_of, plan_of
from benchmarks.served import Served
from benchmarks.stores import Bench
from benchmarks.wire import Drawn, Tab


@dataclass(frozen=True)
class Load:
    """`agents` who act every `pace` seconds, and `supervisors` who look every `refresh` seconds."""

    name: str
    agents: int
    pace: float
    supervisors: int = 0
    refresh: float = 5.0


LOADS = (Load("50 agents, one action in 2 s", 50, 2.0), Load("100 agents in 20 s, 20 supervisors", 100, 20.0, 20))


@dataclass
class Heard:
    """What all tabs of a load heard: the milliseconds of each run by kind, what failed, which folios were told."""

    ms: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0
    unanswered: int = 0
    """Saves after which no folio was told: a lost click, or a refusal."""
    folios: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, kind: str, drawn: Drawn) -> None:
        with self.lock:
            self.ms.setdefault(kind, []).append(drawn.ms)
            self.failed += drawn.failed

    def saved(self, drawn: Drawn) -> None:
        folio = folio_told(drawn)
        with self.lock:
            self.folios += [folio] if folio else []
            self.unanswered += not folio


Work = Callable[[Tab, Heard], Iterator[None]]


def crowds(bench: Bench, *, seconds: float) -> list[dict[str, Any]]:
    """Each load on the desk and on the floor."""
    known, found = examples(bench.path), []
    for load in LOADS:
        with desk(bench) as server:
            named = {action.name: action for action in actions(**known)}
            plans = {
                "form": plan_of(server, bench, named["call screen, a field"]),
                "day": plan_of(server, bench, named["supervisor's day"]),
            }  # fmt: skip
            ours, heard = _under(server, load, seconds, ana=_calls, sofia=_day, cookies=bench.cookies)
        there = _present(bench, heard.folios)
        ours |= {
            "saves told": len(heard.folios), "present": there, "lost": len(heard.folios) - there,
            "doubled": len(heard.folios) - len(set(heard.folios)), "clicks lost": heard.unanswered,
        }  # fmt: skip
        with floor_of(plans) as server:
            floor, _ = _under(server, load, seconds, ana=_form, sofia=_charts, cookies={})
        found.append({"load": load.name, "desk": ours, "floor": floor})
        print(json.dumps(found[-1], indent=1), flush=True)
    return found


def _under(
    server: Served, load: Load, seconds: float, *, ana: Work, sofia: Work, cookies: dict[str, str]
) -> tuple[dict[str, Any], Heard]:  # fmt: skip
    heard, stop = Heard(), threading.Event()
    who = [("ana", ana, load.pace)] * load.agents + [("sofia", sofia, load.refresh)] * load.supervisors
    open_ = threading.Barrier(len(who) + 1)
    with ExitStack() as first:  # what the first session of a process loads is not the memory of a session
        for name, work in (("ana", ana), ("sofia", sofia)):
            next(work(first.enter_context(Tab(server.port, cookie=cookies.get(name, ""))), Heard()))
    before = server.told()["rss_kb"]
    with ExitStack() as tabs:
        threads = []
        for name, work, pace in who:
            tab = tabs.enter_context(Tab(server.port, cookie=cookies.get(name, "")))
            threads.append(threading.Thread(target=_loop, args=(work(tab, heard), pace, open_, stop), daemon=True))
        for thread in threads:
            thread.start()
        open_.wait(180)
        heard.ms.clear()  # the first run of a tab is not what people wait for all day
        cpu, began = server.cpu_ms(), time.monotonic()
        time.sleep(seconds)
        cpu, took = server.cpu_ms() - cpu, time.monotonic() - began
        with heard.lock:
            ms = {kind: sorted(all_) for kind, all_ in heard.ms.items()}
        told = server.told()
        stop.set()
        for thread in threads:
            thread.join(60)
    runs = sum(len(all_) for all_ in ms.values())
    return {
        "sessions": len(who), "runs": runs, "failed": heard.failed, "cpu %": round(cpu / took / 10, 1),
        "cpu ms a run": round(cpu / max(1, runs), 1), "threads": told["threads"],
        "KB a session": round((told["rss_kb"] - before) / len(who)),
        "p50 ms": {kind: round(statistics.median(all_), 1) for kind, all_ in ms.items()},
        "p95 ms": {kind: round(all_[int(len(all_) * 0.95)], 1) for kind, all_ in ms.items()},
        "worst ms": {kind: round(all_[-1], 1) for kind, all_ in ms.items()},
    }, heard  # fmt: skip


def _loop(steps: Iterator[None], pace: float, open_: threading.Barrier, stop: threading.Event) -> None:
    next(steps)  # the page is open
    open_.wait(180)
    rng = random.Random(id(steps))
    until = time.monotonic() + rng.random() * pace
    while not stop.wait(max(0.0, until - time.monotonic())):
        next(steps)
        until += pace * rng.uniform(0.8, 1.2)


def _calls(tab: Tab, heard: Heard) -> Iterator[None]:
    """Calls, one after the other; each step is one action. Everybody begins somewhere in a call."""
    tab.open("")
    steps = call_steps(tab)
    for _ in range(random.randrange(4)):
        next(steps, None)
    yield
    while True:
        for drawn in steps:
            heard.take("field", drawn)
            yield
        steps = call_steps(tab)
        drawn = save_call(tab)
        heard.take("save", drawn)
        heard.saved(drawn)
        yield


def _day(tab: Tab, heard: Heard) -> Iterator[None]:
    tab.open("")
    yield
    while True:
        heard.take("day", tab.run())
        yield


def _form(tab: Tab, heard: Heard) -> Iterator[None]:
    tab.open("", of="form")
    yield
    while True:
        heard.take("form", press_any(tab))
        yield


def _charts(tab: Tab, heard: Heard) -> Iterator[None]:
    tab.open("", of="day")
    yield
    while True:
        heard.take("charts", tab.run())
        yield


def _present(bench: Bench, folios: list[str]) -> int:
    with sqlite3.connect(f"file:{bench.path}?mode=ro", uri=True) as look:
        asked = "SELECT count(*) FROM inquiry WHERE folio = ?"
        return sum(look.execute(asked, (folio,)).fetchone()[0] for folio in folios)
