"""`make bench`: everything beside its floor, in one run. Figures go to docs/performance.json, words to performance.md.

The last two runs are kept, so that the page shows whether they agree.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import chromium, crowd, lookups, measure, report, start
from benchmarks.machine import machine
from benchmarks.served import ROOT, keep_off_the_server
from benchmarks.stores import KEPT, copied

FIGURES = ROOT / "docs" / "performance.json"
PARTS = ("pages", "lookups", "start", "crowd", "chromium", "seeding", "recount")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--small", type=int, default=10_000)
    asked.add_argument("--large", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--times", type=int, default=20, help="runs of an action in a round")
    asked.add_argument("--seconds", type=float, default=40, help="how long each load lasts")
    asked.add_argument("--only", choices=PARTS, action="append", help="some parts only; nothing is kept then")
    chosen = asked.parse_args()
    told = run(chosen)
    if chosen.only:
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return
    earlier = json.loads(FIGURES.read_text(encoding="utf-8"))["runs"] if FIGURES.exists() else []
    kept = {"runs": [*earlier[-1:], told]}
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    report.write(kept)


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    parts = chosen.only or PARTS
    KEPT.mkdir(parents=True, exist_ok=True)
    keep_off_the_server()
    told: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine(),
        "asked": {name: getattr(chosen, name) for name in ("small", "large", "rounds", "times", "seconds")},
    }  # fmt: skip
    with (
        tempfile.TemporaryDirectory(dir=KEPT) as folder, copied(chosen.small, Path(folder)) as small,
        copied(chosen.large, Path(folder)) as large,
    ):  # fmt: skip
        if "pages" in parts:
            told["pages"] = measure.pages(small, large, rounds=chosen.rounds, times=chosen.times)
        if "lookups" in parts:
            told["lookups"] = {"small": lookups.lookups(small), "large": lookups.lookups(large)}
        if "start" in parts:
            told["start"] = start.starts(large, times=chosen.rounds)
        if "chromium" in parts:
            told["chromium"] = chromium.drawn(small, large, times=chosen.rounds)
        if "crowd" in parts:
            told["crowd"] = crowd.crowds(large, seconds=chosen.seconds)
    if "seeding" in parts:
        told["seeding"] = _alone("benchmarks.seeding", "--inquiries", str(min(chosen.large, 100_000)))
    if "recount" in parts:
        told["recount"] = _alone("benchmarks.recount", "--open", str(min(chosen.large, 100_000)))
    return told


def _alone(module: str, *asked: str) -> dict[str, Any]:
    """In a process of its own, on all cores: its memory is told, too."""
    free = set(range(os.cpu_count() or 1))
    done = subprocess.run([sys.executable, "-m", module, *asked], cwd=ROOT, check=True, capture_output=True, text=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, free))  # fmt: skip
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    main()
