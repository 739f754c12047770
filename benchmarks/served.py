"""Servers under measurement: the desk and the floor, started in the same way, on one core; the client has the other."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
CPU_OF_A_PROCESS = 2  # CPUCLOCK_SCHED in linux/posix-timers.h
SERVER_CORE, CLIENT_CORE = 0, 1


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    started_ms: float
    """From the start of the process to the first answer of its health check."""

    def cpu_ms(self) -> float:
        """CPU time of the process so far, all its threads, in milliseconds: Linux's clock of that process."""
        return time.clock_gettime((~self.process.pid << 3) | CPU_OF_A_PROCESS) * 1000

    def rest(self, *, patience: float = 120) -> None:
        """Wait until the process has nothing to do: the desk looks through its file a moment after it has opened."""
        until, quiet = time.monotonic() + patience, 0
        time.sleep(4)
        while quiet < 3 and time.monotonic() < until:
            before = self.cpu_ms()
            time.sleep(0.5)
            quiet = quiet + 1 if self.cpu_ms() - before < 15 else 0

    def told(self) -> dict[str, Any]:
        """What the counter says: reads, writes, modules, threads, rss_kb, statements."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port + 1, timeout=20)
        asked.request("GET", "/")
        told: dict[str, Any] = json.loads(asked.getresponse().read())
        asked.close()
        return told

    def sign_in(self, name: str, password: str) -> str:
        """The cookie of a new session."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        origin = f"http://127.0.0.1:{self.port}"
        asked.request("POST", "/sign-in", urlencode({"name": name, "password": password}), {
            "content-type": "application/x-www-form-urlencoded", "origin": origin, "accept": "text/html",
        })  # fmt: skip
        answer = asked.getresponse()
        cookie = (answer.headers["set-cookie"] or "").split(";")[0]
        asked.close()
        if answer.status != 303 or not cookie:
            raise RuntimeError(f"{name} was not let in: {answer.status}")
        return cookie


@contextmanager
def served(script: Path, *, health: str, pinned: bool = True, **env: str) -> Iterator[Served]:
    """A server on a free pair of ports with the project's own .streamlit/config.toml."""
    port = free_pair()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".streamlit").symlink_to(ROOT / ".streamlit")
        log = Path(folder) / "log"
        start = time.perf_counter()
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.counted", str(script), "--server.port", str(port)],
                cwd=folder, stdout=out, stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONPATH": str(ROOT), "VENTANILLA_LOG_LEVEL": "ERROR"} | env,
                preexec_fn=(lambda: os.sched_setaffinity(0, {SERVER_CORE})) if pinned and _two_cores() else None,
            )  # fmt: skip
        try:
            _wait(port, health, process, log)
            yield Served(port, process, log, (time.perf_counter() - start) * 1000)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def keep_off_the_server() -> None:
    """This process runs on the other core."""
    if _two_cores():
        os.sched_setaffinity(0, {CLIENT_CORE})


def free_pair() -> int:
    """A port that is free, and so is the next one."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
                return port
            except OSError:
                continue


def _two_cores() -> bool:
    return len(os.sched_getaffinity(0)) > 1 or (os.cpu_count() or 1) > 1


def _wait(port: int, path: str, process: subprocess.Popen[bytes], log: Path, *, patience: float = 90) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{log.read_text(errors='replace')}")
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", path)
            with asked.getresponse() as answer:
                if answer.status == 200:
                    return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            asked.close()
        time.sleep(0.02)
    raise RuntimeError(f"the server did not answer:\n{log.read_text(errors='replace')}")
