"""The same pouring in a process beside this one: one tells and lives while the other writes.

Rows go over pickled, through a pipe that only these two have; what it is at comes back as lines of JSON. A pipe holds
less than one handful of rows, so a thread stands at it and waits for the other: the teller goes on telling. When the
teller is gone, the other ends by itself.
"""

import errno
import gc
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread

from seed.phases import Phase, Progress
from seed.pouring import Pouring, Rows

__all__ = ["Piped"]

PROJECT = Path(__file__).resolve().parents[1]
WHOLE = None
"""What comes after the last rows: without it the teller was interrupted."""
NO_MORE = b""
AHEAD = 12
"""Handfuls that may lie ready for the other, some megabytes: the teller waits when they are more."""


class Piped:
    """A `Pouring` in another process."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._other = subprocess.Popen(  # noqa: S603 this very program
            [sys.executable, "-m", __spec__.name, str(self._path)], cwd=PROJECT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, start_new_session=True,  # Ctrl+C is the teller's to hear
        )  # fmt: skip
        to, back = self._other.stdin, self._other.stdout
        assert to is not None
        assert back is not None
        self._to, self._back = to, back
        self._ready: Queue[bytes] = Queue(AHEAD)
        self._gone = False
        self._carrier = Thread(target=self._carry, name="carrier", daemon=True)
        self._carrier.start()

    def take(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """As Pouring.take."""
        self._send((table, columns, rows))

    def finish(self) -> Iterator[Progress]:
        """As Pouring.finish."""
        self._send(WHOLE)
        yield from self._said()

    def give_up(self) -> None:
        """End the other process, whatever it is doing."""
        self._other.kill()
        self._other.wait()
        self._ready.put(NO_MORE)
        self._carrier.join()
        for pipe in (self._back, self._to):
            with suppress(BrokenPipeError):  # what was not read yet
                pipe.close()

    def _send(self, told: object) -> None:
        if self._gone:
            list(self._said())
            raise BrokenPipeError(errno.EPIPE, "the process that writes went away", str(self._path))
        self._ready.put(pickle.dumps(told, protocol=5))

    def _carry(self) -> None:
        """What is ready goes through the pipe; when the other went away it is dropped, so that nobody waits for it."""
        while handful := self._ready.get():
            if not self._gone:
                try:
                    self._to.write(handful)
                    self._to.flush()
                except BrokenPipeError:
                    self._gone = True

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
    gc.disable()  # rows hold each other in no circle
    try:
        pouring = Pouring(Path(path))
        while (told := pickle.load(sys.stdin.buffer)) is not WHOLE:  # noqa: S301 from this very program
            pouring.take(*told)
        for progress in pouring.finish():
            print(json.dumps(progress), flush=True)
    except (EOFError, pickle.UnpicklingError):  # at a row's end, or within one
        pouring.give_up()
        return 1
    except OSError as error:
        print(json.dumps(error.strerror), flush=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
