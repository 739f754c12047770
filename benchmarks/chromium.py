"""What a person waits for: pages opened in a real Chromium, the desk's at both sizes beside the floor's."""

import statistics
import time
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.actions import actions
from benchmarks.measure import desk, examples, floor_of, plan_of
from benchmarks.stores import Bench
from tests.server import BROWSER, browser_path

DRAWN = """() => {
  const app = document.querySelector('[data-testid=stApp]')
  return app && app.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid=stSkeleton]') && document.querySelector('.stElementContainer')
    && ![...document.querySelectorAll('[data-testid=stVegaLiteChart]')].some(one => !one.querySelector('canvas, svg'))
}"""


def drawn(small: Bench, large: Bench, *, times: int) -> list[dict[str, Any]]:
    """Milliseconds from the address to everything drawn, the browser's memory being warm: median and slowest."""
    found = []
    with ExitStack() as open_:
        desks = {bench.size: open_.enter_context(desk(bench)) for bench in (small, large)}
        mine = {bench.size: actions(**examples(bench.path)) for bench in (small, large)}
        shown = [n for n, one in enumerate(mine[small.size]) if "search" not in one.name and "save" not in one.name]
        plans = {mine[small.size][n].name: plan_of(desks[small.size], small, mine[small.size][n]) for n in shown}
        floor = open_.enter_context(floor_of(plans))
        browser = open_.enter_context(sync_playwright()).chromium.launch(executable_path=browser_path(), args=BROWSER)
        open_.callback(browser.close)
        for n in shown:
            action = mine[small.size][n]
            places: dict[str, tuple[BrowserContext, str]] = {
                "floor": (browser.new_context(), _address(floor.port, "", {"of": action.name}))
            }
            for name, bench in (("small", small), ("large", large)):
                context, port = browser.new_context(locale="es-MX"), desks[bench.size].port
                key, _, value = bench.cookies[action.who].partition("=")
                context.add_cookies([{"name": key, "value": value, "url": f"http://127.0.0.1:{port}"}])
                one = mine[bench.size][n]
                places[name] = context, _address(port, one.page, one.query)
            took = {name: [_opened(*place) for _ in range(times + 1)][1:] for name, place in places.items()}
            for context, _ in places.values():
                context.close()
            found.append({"action": action.name, **{name: _told(all_) for name, all_ in took.items()}})
            print(found[-1], flush=True)
    return found


def _opened(context: BrowserContext, address: str) -> float:
    page = context.new_page()
    try:
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        _until_drawn(page)
        return (time.perf_counter() - start) * 1000
    finally:
        page.close()


def _until_drawn(page: Page) -> None:
    """Drawn, and still so two looks later: a script that has not begun yet is not running either."""
    quiet, until = 0, time.monotonic() + 60
    while quiet < 3:
        quiet = quiet + 1 if page.evaluate(DRAWN) else 0
        page.wait_for_timeout(15)
        if time.monotonic() > until:
            raise RuntimeError(f"not drawn within a minute: {page.url}")


def _told(all_: list[float]) -> dict[str, float]:
    return {"p50 ms": round(statistics.median(all_)), "worst ms": round(max(all_))}


def _address(port: int, page: str, query: dict[str, str]) -> str:
    return f"http://127.0.0.1:{port}/{page}" + (f"?{urlencode(query)}" if query else "")
