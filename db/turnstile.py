"""Writers of one process stand in line here: SQLite's own busy handler polls and is unfair."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Busy(Exception):  # noqa: N818
    """Others were writing for longer than the patience of the store: nothing was stored, and trying again is safe.

    It has the shape of a DeskError (`code`, `details`), so that a page words both in the same way.
    """

    code = "busy"

    def __init__(self) -> None:
        super().__init__(self.code)
        self.details: dict[str, Any] = {}


class Turnstile:
    """First come, first served: a lock whose waiters are let in in the order of their arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @contextmanager
    def turn(self, *, patience: float) -> Iterator[None]:
        """Hold the turn; Busy after `patience` seconds of waiting."""
        with self._guard:
            my_turn = None
            if self._taken or self._waiting:
                my_turn = threading.Event()
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
