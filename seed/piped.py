"""The same pouring in a process beside this one: one tells and lives while the other writes.

Rows go over as lines of JSON; what it is at comes back the same way. When the teller is gone, the other ends by itself.
"""

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from seed.phases import Phase, Progress
from seed.pouring import Pouring, Rows

__all__ = ["Piped"]

PROJECT = Path(__file__).resolve().parents[1]
WHOLE = "null\n"
"""The line after the last rows: without it the teller was interrupted."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Piped:
    """A `Pouring` in another process."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._other = subprocess.Popen(  # noqa: S603 this very program
            [sys.executable, "-m", __spec__.name, str(self._path)], cwd=PROJECT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        to, back = self._other.stdin, self._other.stdout
        assert to is not None
        assert back is not None
        self._to, self._back = to, back

    def take(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """As Pouring.take."""
        self._send(_json([table, columns, rows]) + "\n")

    def finish(self) -> Iterator[Progress]:
        """As Pouring.finish."""
        self._send(WHOLE)
        yield from self._said()

    def give_up(self) -> None:
        """End the other process, whatever it is doing."""
        self._other.kill()
        self._other.wait()
        for pipe in (self._back, self._to):
            with suppress(BrokenPipeError):  # what was not read yet
                pipe.close()

    def _send(self, line: str) -> None:
        try:
            self._to.write(line)
            self._to.flush()
        except BrokenPipeError:
            list(self._said())
            raise

    def _said(self) -> Iterator[Progress]:
        """What the other says until it ends; what the disk refused there is raised here."""
        for line in self._back:
            match json.loads(line):
                case [phase, int(done), int(of)]:
                    yield Phase(phase), done, of
                case str(refused):
                    raise OSError(errno.EIO, refused, str(self._path))
        if self._other.wait():
            raise RuntimeError(f"the process that writes {self._path} ended with {self._other.returncode}")


def main(path: str) -> int:
    """The other process: exit code 1 when the teller went away, 2 when the disk refused."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches both; the teller decides
    try:
        pouring = Pouring(Path(path))
        for line in sys.stdin:
            if line == WHOLE:
                break
            pouring.take(*json.loads(line))
        else:
            pouring.give_up()
            return 1
        for progress in pouring.finish():
            print(_json(progress), flush=True)
    except OSError as error:
        print(_json(error.strerror), flush=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1]))
