"""The pages against the floor: three servers in one run, taken in turns, one measured action after the other."""

import json
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.actions import Action, actions
from benchmarks.floor import planted
from benchmarks.served import ROOT, Served, served
from benchmarks.stores import Bench
from benchmarks.wire import Drawn, Tab

WARM = 5


@dataclass(frozen=True)
class Figures:
    """One action on one server: milliseconds; statements a run asked; bytes to the browser."""

    p50: float
    p95: float
    cpu: float
    reads: int
    writes: int
    bytes: int


def pages(small: Bench, large: Bench, *, rounds: int, times: int) -> list[dict[str, Any]]:
    """Every action at both sizes and on the floor: its figures, and the ratios of each round."""
    found = []
    with ExitStack() as open_:
        desks = {bench.size: open_.enter_context(desk(bench)) for bench in (small, large)}
        doing = {bench.size: actions(**examples(bench.path)) for bench in (small, large)}
        plans = {
            action.name: plan_of(desks[small.size], small, action) for action in doing[small.size]
        }  # fmt: skip
        floor = open_.enter_context(floor_of(plans))
        for n, action in enumerate(doing[small.size]):
            figures: dict[str, list[Figures]] = {"floor": [], "small": [], "large": []}
            with ExitStack() as tabs:
                on_floor = tabs.enter_context(Tab(floor.port))
                _fine(on_floor.open("", of=action.name))
                ours = {}
                for name, bench in (("small", small), ("large", large)):
                    tab = tabs.enter_context(Tab(desks[bench.size].port, cookie=bench.cookies[action.who]))
                    mine = doing[bench.size][n]
                    _fine(tab.open(mine.page, **mine.query))
                    ours[name] = (desks[bench.size], tab, mine)
                for _ in range(rounds):
                    still = Action(name=action.name, who="", act=action.floor)
                    figures["floor"].append(take(floor, on_floor, still, times))
                    for name, (server, tab, mine) in ours.items():
                        figures[name].append(take(server, tab, mine, times))
            found.append(told(action, figures))
            print(line(found[-1]), flush=True)
    return found


def take(server: Served, tab: Tab, action: Action, times: int) -> Figures:
    """One round of an action on one server."""
    for _ in range(WARM):
        action.prepare(tab)
        _fine(action.act(tab))
    walls, cpu, size = [], 0.0, 0
    for _ in range(times):
        action.prepare(tab)
        before = server.cpu_ms()
        drawn = _fine(action.act(tab))
        cpu += server.cpu_ms() - before
        walls.append(drawn.ms)
        size = drawn.bytes
    reads, writes = zip(*(_asked(server, tab, action) for _ in range(3)), strict=True)
    walls.sort()
    return Figures(
        p50=statistics.median(walls), p95=walls[int(len(walls) * 0.95)], cpu=cpu / times,
        reads=int(statistics.median(reads)), writes=int(statistics.median(writes)), bytes=size,
    )  # fmt: skip


def _asked(server: Served, tab: Tab, action: Action) -> tuple[int, int]:
    """Statements of one run: reads and writes. Taken three times: reference data are read again now and then."""
    action.prepare(tab)
    before = server.told()
    _fine(action.act(tab))
    after = server.told()
    return after["reads"] - before["reads"], after["writes"] - before["writes"]


def told(action: Action, figures: dict[str, list[Figures]]) -> dict[str, Any]:
    """Medians of the rounds, and ratios with their spread: each round's own floor is its measure."""

    def middle(name: str) -> dict[str, float]:
        rows = [asdict(one) for one in figures[name]]
        return {what: round(statistics.median(row[what] for row in rows), 2) for what in rows[0]}

    def ratios(of: str, to: str, what: str) -> list[float]:
        pairs = zip(figures[of], figures[to], strict=True)
        return sorted(round(getattr(one, what) / getattr(other, what), 2) for one, other in pairs)

    return {
        "action": action.name, "charts": action.charts, **{name: middle(name) for name in figures},
        "cpu to floor, small": ratios("small", "floor", "cpu"), "cpu to floor, large": ratios("large", "floor", "cpu"),
        "large to small, cpu": ratios("large", "small", "cpu"), "large to small, p50": ratios("large", "small", "p50"),
    }  # fmt: skip


def line(one: dict[str, Any]) -> str:
    """One action on one line of a terminal."""
    to_floor, to_small = (statistics.median(one[name]) for name in ("cpu to floor, large", "large to small, cpu"))
    return (f"{one['action']:24} floor {one['floor']['cpu']:6.1f}  small {one['small']['cpu']:6.1f}  "
            f"large {one['large']['cpu']:6.1f} ms CPU   x{to_floor:.2f} of the floor, x{to_small:.2f} of small   "
            f"p50 {one['large']['p50']:.1f} p95 {one['large']['p95']:.1f} ms  "
            f"reads {one['large']['reads']:.0f}")  # fmt: skip


def plan_of(server: Served, bench: Bench, action: Action) -> dict[str, Any]:
    """The floor's plan of what an action draws."""
    with Tab(server.port, cookie=bench.cookies[action.who]) as tab:
        tab.open(action.page, **action.query)
        action.prepare(tab)
        return planted(_fine(action.act(tab)).messages)


@contextmanager
def desk(bench: Bench) -> Iterator[Served]:
    """The desk on one of the databases, its people signed in."""
    with served(ROOT / "dashboard.py", health="/healthz", VENTANILLA_DATABASE_URL=f"sqlite:///{bench.path}") as server:
        bench.cookies = {name: server.sign_in(name, word) for name, word in bench.passwords.items()}
        server.rest()
        yield server


@contextmanager
def floor_of(plans: dict[str, Any]) -> Iterator[Served]:
    """The floor, with plans by name."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(plans, file)
        file.flush()
        app = ROOT / "benchmarks" / "floor_app.py"
        with served(app, health="/_stcore/health", VENTANILLA_FLOOR=file.name) as server:
            yield server


def examples(path: Path) -> dict[str, Any]:
    """An open inquiry, a rare word, a common one, and the last thirty days of a database."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as look:
        folio, last = look.execute(
            "SELECT folio, received_on FROM inquiry WHERE status <> 'closed' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        first = look.execute("SELECT date(?, '-30 days')", (last,)).fetchone()[0]
    return {"folio": folio, "rare": folio, "common": "pago", "days": {"from": first, "to": last}}


def _fine(drawn: Drawn) -> Drawn:
    if drawn.failed:
        raise RuntimeError(f"a page failed: {drawn.text[-800:]}")
    return drawn
