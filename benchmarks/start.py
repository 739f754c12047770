"""From the command to the first page, and what a rerun still imports: the desk beside an empty app."""

import statistics
from typing import Any

from benchmarks.measure import floor_of
from benchmarks.served import ROOT, Served, served
from benchmarks.stores import Bench
from benchmarks.wire import Tab


def starts(bench: Bench, *, times: int) -> dict[str, Any]:
    """Milliseconds to the first page drawn, the desk's and an empty app's in turns; modules loaded by later runs."""
    url = f"sqlite:///{bench.path}"
    desk_ms, empty_ms, imported, modules = [], [], 0, 0
    for _ in range(times):
        with served(ROOT / "dashboard.py", health="/healthz", VENTANILLA_DATABASE_URL=url) as server:
            cookie = server.sign_in("ana", bench.passwords["ana"])
            desk_ms.append(_first_page(server, cookie))
            modules, imported = _later(server, cookie)
        with floor_of({}) as server:
            empty_ms.append(_first_page(server, ""))
    ratios = sorted(round(ours / theirs, 2) for ours, theirs in zip(desk_ms, empty_ms, strict=True))
    return {
        "desk ms": round(statistics.median(desk_ms)), "empty ms": round(statistics.median(empty_ms)), "ratios": ratios,
        "modules": modules, "modules loaded by reruns": imported,
    }  # fmt: skip


def _first_page(server: Served, cookie: str) -> float:
    """The server's start, and the first run of its first page. Signing in, which is slow on purpose, is left out."""
    with Tab(server.port, cookie=cookie) as tab:
        return server.started_ms + tab.open("").ms


def _later(server: Served, cookie: str) -> tuple[int, int]:
    """Modules in the process, and how many of them came with the reruns after a first visit of each page."""
    pages = ("", "queue", "inquiry")
    with Tab(server.port, cookie=cookie) as tab:
        for page in pages:
            tab.open(page)
        before = server.told()["modules"]
        for page in pages * 3:
            tab.open(page)
            tab.run()
        after: int = server.told()["modules"]
    return after, after - before
