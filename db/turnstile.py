"""Writers of one process stand in line here: SQLite's own busy handler polls and is unfair."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from db.trouble import Busy


class Place(threading.Event):
    """One writer's place in the line, set when it is their turn."""

    def __init__(self) -> None:
        super().__init__()
        self.since = time.monotonic()


class Turnstile:
    """First come, first served: a lock whose waiters are let in in the order of their arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[Place] = deque()
        self._taken = False

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def longest_wait(self) -> float:
        """For how many seconds the first in the line has been waiting; 0 without a line."""
        with self._guard:
            return time.monotonic() - self._waiting[0].since if self._waiting else 0.0

    @property
    def idle(self) -> bool:
        """Whether nobody in this process is writing."""
        return not self._taken

    @contextmanager
    def turn(self, *, patience: float) -> Iterator[None]:
        """Hold the turn; Busy after `patience` seconds of waiting."""
        with self._guard:
            my_turn = None
            if self._taken or self._waiting:
                my_turn = Place()
                self._waiting.append(my_turn)
            self._taken = True
        if my_turn and not my_turn.wait(patience):
            with self._guard:
                if not my_turn.is_set():
                    self._waiting.remove(my_turn)
                    raise Busy
        try:
            yield
        finally:
            with self._guard:
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._taken = False
