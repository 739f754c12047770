"""Whether the events are as they were sealed: walked beside the work when somebody asks, never by a page itself."""

import threading
from dataclasses import dataclass, field
from datetime import datetime

import db
from auth.logbook import reference
from db.chain import links
from watch.rounds import log

NAMED = 10
"""So many broken events are named; the others are counted."""


@dataclass
class Walk:
    """One walk along the chain; `at` is when it began, `over` is set when it ended, `failed` when by a fault."""

    at: datetime
    events: int = 0
    broken: int = 0
    named: list[int] = field(default_factory=list)
    failed: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def go(self) -> None:
        """Walk the whole chain."""
        try:
            with db.reading() as look:
                for number, holds in links(look.connection()):
                    self.events += 1
                    if not holds:
                        self.broken += 1
                        self.named += [number] if len(self.named) < NAMED else []
        except Exception as error:
            self.failed = True
            reference(log, "the walk along the events failed", error)
        finally:
            self.over.set()


_last: Walk | None = None
_one = threading.Lock()


def verify(now: datetime) -> Walk:
    """Begin to walk, in a thread of its own; who asks while somebody walks waits for the same walk."""
    global _last
    with _one:
        if _last is None or _last.over.is_set():
            _last = Walk(now)
            threading.Thread(target=_last.go, name="event chain", daemon=True).start()
        return _last


def last_walk() -> Walk | None:
    """The last walk of this process, also one under way; asks nothing."""
    return _last


def forget() -> None:
    """Know nothing, as at the start."""
    global _last
    _last = None
