"""The panels of a page as they were drawn last: words, tables and charts of the same counts are made once for all."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from views.chart_panel import Panel
from words import language

Shown = TypeVar("Shown")


class Memory(Generic[Shown]):
    """What was made of the same things lately, in the reader's language; the oldest of many is let go.

    Counts and labels only: nobody's data is in it, so all who look may share it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], tuple[Shown, tuple[object, ...]]] = OrderedDict()

    def of(self, make: Callable[[], Shown], *values: object, same: tuple[object, ...] = ()) -> Shown:
        """What `make` makes, kept by `values`, which are compared, and by `same`, which have to be the same objects."""
        key = (language(), *values, *map(id, same))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        made = make()
        with self._lock:
            self._kept[key] = (made, same)  # kept with it, so that no other object gets their identity
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Make everything anew."""
        with self._lock:
            self._kept.clear()


DAY: Memory[tuple[Panel, Panel, Panel]] = Memory(64)
"""The charts of the supervisor's day."""
VOLUMES: Memory[list[tuple[Panel, Panel]]] = Memory(64)
"""The charts of a stretch of days."""
