"""docs/performance.md from the figures: what was measured, how, on what, and whether the last two runs agree."""

import json
import statistics
from collections.abc import Iterable
from typing import Any

from benchmarks.served import ROOT

PAGE = ROOT / "docs" / "performance.md"
WANTED = {
    "floor": 2.0, "size": 1.2, "size of charts": 1.5, "queries": 6, "search ms": 50, "seeding": 2.0, "start": 2.0,
    "recount": 3.0,
}  # fmt: skip
"""What the desk is held to: ratios to the floor, of the large desk to the small one; queries of a rerun."""

METHOD = """# What the desk costs

Made by `make bench`; the figures of the last two runs are in `performance.json`. Do not edit by hand.

**Method.** A small client speaks Streamlit's own websocket protocol, from the message that asks for a run to
`script_finished`. Three servers run side by side under the same `.streamlit/config.toml`: the desk with {small:,}
inquiries, the desk with {large:,}, and **the floor**: a Streamlit app of six pages without gate, session, language or
database that draws, from constants, the same containers, widgets, options, lengths of HTML, rows and charts as the
page it stands beside, its widgets with the arguments that ours have (labels for codes, kept values, callbacks) and its
charts as ready-made specs with their data as Arrow bytes: no page can draw one for less. The
servers share one core, the client has the other; they are measured in turns, {rounds} rounds of {times} actions each,
so that what else the machine does hits all of them. CPU is the server process's own clock, all threads. A ratio is
taken within its round; the middle of the rounds is printed with the lowest and the highest. "Queries" are the
statements of one rerun, sign-in check included, BEGIN, COMMIT and PRAGMA not. Reference data (twelve small reads) are
read again once in ten seconds per process, whoever comes first.
"""


def write(kept: dict[str, Any]) -> None:
    """The page, from the runs that are kept; the newest comes last."""
    PAGE.write_text("\n".join(_page(kept["runs"])).rstrip() + "\n", encoding="utf-8")


def _page(runs: list[dict[str, Any]]) -> Iterable[str]:
    last = runs[-1]
    yield METHOD.format(**last["asked"])
    yield from _machine(last)
    yield from _pages(last)
    yield from _lookups(last)
    yield from _start(last)
    yield from _crowd(last)
    yield from _chromium(last)
    yield from _seeding(last)
    yield from _recount(last)
    if len(runs) > 1:
        yield from _agreement(runs[-2], last)


def _machine(last: dict[str, Any]) -> Iterable[str]:
    said = ", ".join(f"{name} {value}" for name, value in last["machine"].items())
    yield f"**Machine**, {last['at']}: {said}.\n"


def _pages(last: dict[str, Any]) -> Iterable[str]:
    yield "## Pages\n"
    yield (f"Wanted: at most {WANTED['floor']:g} times the floor's CPU; at the large size at most {WANTED['size']:g} "
           f"times the small one (pages of charts {WANTED['size of charts']:g}); at most {WANTED['queries']:g} "
           "queries.\n")
    rows = [("action", "floor CPU ms", "small", "large", "large to floor", "large to small, CPU", "p50 / p95 ms, large",
             "queries", "kB sent", "wanted")]  # fmt: skip
    for one in last["pages"]:
        rows.append((
            one["action"], *(f"{one[name]['cpu']:.1f}" for name in ("floor", "small", "large")),
            spread(one["cpu to floor, large"]), spread(one["large to small, cpu"]),
            f"{one['large']['p50']:.0f} / {one['large']['p95']:.0f}", _queries(one["large"]),
            f"{one['large']['bytes'] / 1000:.0f}", _kept(one),
        ))  # fmt: skip
    yield from table(rows)


def _kept(one: dict[str, Any]) -> str:
    most = WANTED["size of charts"] if one["charts"] else WANTED["size"]
    missed = [
        name for name, well in (
            ("floor", middle(one["cpu to floor, large"]) <= WANTED["floor"]),
            ("size", middle(one["large to small, cpu"]) <= most),
            ("queries", one["large"]["reads"] <= WANTED["queries"]),
        ) if not well
    ]  # fmt: skip
    return "yes" if not missed else "**no: " + ", ".join(missed) + "**"


def _queries(one: dict[str, Any]) -> str:
    return f"{one['reads']:.0f}" + (f" + {one['writes']:.0f} written" if one["writes"] else "")


def _lookups(last: dict[str, Any]) -> Iterable[str]:
    yield "## Searching and listing\n"
    yield f"The database's own answer, in the process. Wanted: a search within {WANTED['search ms']:g} ms.\n"
    rows = [("question", "small, p50 ms", "large, p50 ms", "large, worst of 30", "hits, large")]
    for name, large in last["lookups"]["large"].items():
        small = last["lookups"]["small"].get(name, {}).get("p50 ms", "–")
        rows.append((name, str(small), str(large["p50 ms"]), str(large["worst ms"]), str(large["hits"] or "")))
    yield from table(rows)
    yield "A search stops counting at 500 hits.\n"


def _start(last: dict[str, Any]) -> Iterable[str]:
    one = last["start"]
    yield "## Start-up\n"
    yield (f"From the command to the first page drawn, the large desk {one['desk ms']} ms, an empty app "
           f"{one['empty ms']} ms: {spread(one['ratios'])} times (wanted: {WANTED['start']:g}). {one['modules']} "
           f"modules are in the process; reruns of pages opened before load {one['modules loaded by reruns']} more.\n")


def _crowd(last: dict[str, Any]) -> Iterable[str]:
    yield "## Many at once, one process\n"
    yield (f"{last['asked']['seconds']:g} s each, on the large desk: calls with their four actions, days that refresh "
           "every 5 s; on the floor the constant form and the constant charts at the same pace.\n")
    rows = [("load", "on", "runs", "failed", "CPU %", "CPU ms a run", "p50 ms", "p95 ms", "worst ms", "kB a session")]
    for one in last["crowd"]:
        for name in ("desk", "floor"):
            of = one[name]
            figures = (str(of[what]) for what in ("runs", "failed", "cpu %", "cpu ms a run"))
            waits = (_by_kind(of[what]) for what in ("p50 ms", "p95 ms", "worst ms"))
            rows.append((one["load"], name, *figures, *waits, str(of["KB a session"])))
    yield from table(rows)
    for one in last["crowd"]:
        of = one["desk"]
        yield (f"- {one['load']}: {of['saves told']} saves told, {of['present']} present, {of['lost']} lost, "
               f"{of['doubled']} doubled, {of['clicks lost']} clicks lost.")
    yield ""


def _by_kind(of: dict[str, float]) -> str:
    return ", ".join(f"{kind} {ms:g}" for kind, ms in of.items())


def _chromium(last: dict[str, Any]) -> Iterable[str]:
    yield "## In a browser\n"
    yield ("From the address to everything drawn, in Chromium on the same machine, caches warm; ms, the middle and "
           "the worst.\n")
    rows = [("page", "floor", "small", "large")]
    for one in last["chromium"]:
        told = (f"{one[name]['p50 ms']} / {one[name]['worst ms']}" for name in ("floor", "small", "large"))
        rows.append((one["action"], *told))
    yield from table(rows)


def _seeding(last: dict[str, Any]) -> Iterable[str]:
    one = last["seeding"]
    yield "## Making a desk\n"
    yield (f"`ventanilla demo --inquiries {one['inquiries']}`: {one['ours_s']} s; a script that invents as many rows "
           f"and writes them into raw SQLite with three indexes, one rollup and the search index: {one['floor_s']} s, "
           f"so {one['ratio']} times (wanted: {WANTED['seeding']:g}). Memory {one['rss_mb']} MB, file "
           f"{one['mb']} MB.\n")


def _recount(last: dict[str, Any]) -> Iterable[str]:
    one = last["recount"]
    yield "## Recounting after a calendar change\n"
    yield (f"A closing day is added while {one['open']:,} promises run, and every one of them moves: "
           f"{one['recount_s']} s with rules, tallies, queues and the event, in one transaction. One plain UPDATE of "
           f"the same rows beside it: {one['plain_update_s']} s. By rounds {spread(one['recount_to_plain'])} times "
           f"(wanted: {WANTED['recount']:g}); by processor time {spread(one['recount_to_plain_cpu'])}. Somebody who "
           f"looked at the queue all the while waited {one['reader_worst_ms']} ms at worst; with nothing going on "
           f"{one['reader_idle']['worst_ms']} ms. The effect, shown before it is confirmed: {one['preview_ms']} ms; "
           f"the questions of a page of the queue among so many: {one['queue_page_ms']} ms.\n")


def _agreement(before: dict[str, Any], last: dict[str, Any]) -> Iterable[str]:
    yield f"## Do two runs agree?\n\nThe ratios to the floor of the run before ({before['at']}) and of this one.\n"
    rows = [("action", "before", "now", "spreads overlap")]
    earlier = {one["action"]: one["cpu to floor, large"] for one in before["pages"]}
    for one in last["pages"]:
        now, then = one["cpu to floor, large"], earlier.get(one["action"])
        if then:
            overlap = min(now) <= max(then) and min(then) <= max(now)
            rows.append((one["action"], spread(then), spread(now), "yes" if overlap else "**no**"))
    yield from table(rows)


def spread(ratios: list[float]) -> str:
    """The middle, the lowest and the highest."""
    return f"{middle(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def middle(ratios: list[float]) -> float:
    return statistics.median(ratios)


def table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    """A table of Markdown; the first row is its head."""
    head, *body = rows
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    yield from ("| " + " | ".join(row) + " |" for row in body)
    yield ""


if __name__ == "__main__":
    write(json.loads((ROOT / "docs" / "performance.json").read_text(encoding="utf-8")))
