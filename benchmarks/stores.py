"""The databases that are measured: made once by `ventanilla demo`, and copied for each run, which writes into them."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.served import ROOT
from commands.demo import NOTES
from db.files import revision_in_file
from db.setup import head

KEPT = ROOT / "var" / "bench"
A_DAY = 20 * 3600
"""Seconds after which the demo's "today" is yesterday."""


@dataclass
class Bench:
    """One database of a run, and who may sign in."""

    size: int
    path: Path
    passwords: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)


def made(size: int) -> Path:
    """The demo of that many inquiries; made anew when there is none of this schema and of today."""
    folder = KEPT / str(size)
    path = folder / "desk.db"
    if path.exists() and time.time() - path.stat().st_mtime < A_DAY and revision_in_file(path) == head():
        return path
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(f"making {size} inquiries …", flush=True)
    command = [sys.executable, "-m", "cli", "demo", "--database", f"sqlite:///{path}", "--inquiries", str(size)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return path


@contextmanager
def copied(size: int, folder: Path) -> Iterator[Bench]:
    """A copy of that demo to work on, gone afterwards."""
    source = made(size)
    path = folder / f"{size}.db"
    shutil.copy(source, path)
    words = [line.split() for line in (source.parent / NOTES).read_text(encoding="utf-8").splitlines()[1:]]
    try:
        yield Bench(size, path, {row[0]: row[-1] for row in words if row})
    finally:
        for left in folder.glob(f"{size}.db*"):
            left.unlink()
