"""What was measured on: cores, memory, disk, and the versions that matter."""

import os
import platform
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.served import ROOT
from db.engine import sqlite_driver

NAMED = ("streamlit", "sqlalchemy", "sqlmodel", "pandas", "altair", "uvicorn", "starlette")


def machine() -> dict[str, Any]:
    """The machine at this moment; `load` is that of the minute before the run."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(), "GiB": round(memory), "system": f"{platform.system()} {platform.machine()}",
        "python": sys.version.split()[0], "sqlite": sqlite_driver.sqlite_version,
        **{name: version(name) for name in NAMED}, "load": round(os.getloadavg()[0], 2), "fsync ms": fsync_ms(),
    }  # fmt: skip


def fsync_ms(*, times: int = 40) -> float:
    """How long the disk takes to promise a page: the median of small writes in the project's folder."""
    took = []
    with tempfile.NamedTemporaryFile(dir=Path(ROOT)) as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            start = time.perf_counter()
            file.flush()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(took), 3)
