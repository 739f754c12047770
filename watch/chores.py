"""What a SQLite desk does every night, and when its log has grown: by one process only, and never in a writer's way."""

import fcntl
import logging
import os
from dataclasses import dataclass, field
from datetime import date, datetime

import db
from db.engine import Store
from db.ground import log_of, size
from db.upkeep import empty_log, refresh_statistics
from rules.verdicts import LOG_WARN, night_of

log = logging.getLogger("ventanilla.watch")


class Leader:
    """One of several processes at the same file: who holds the lock beside it, for as long as it lives."""

    def __init__(self) -> None:
        self._held: int | None = None

    def is_me(self, store: Store) -> bool:
        """Whether this process leads; the first that asks does. A lock of the system: it ends with its process."""
        path = store.anchor.path
        if self._held is None and path is not None:
            lock = os.open(path.with_name(f"{path.name}-leader"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._held = lock
            except OSError:
                os.close(lock)
        return self._held is not None

    def step_down(self) -> None:
        """Let another process lead."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


@dataclass
class Chores:
    """The round of a desk; `tidied` is the last night whose work is done."""

    zone: str
    tidied: date
    leader: Leader = field(default_factory=Leader)

    def round(self, store: Store, *, now: datetime) -> list[str]:
        """Do what is due, and tell what was done. What finds no room between the writers is left for the next round."""
        path = store.anchor.path
        if not store.is_sqlite or path is None or not store.anchor.holds or not self.leader.is_me(store):
            return []
        night, done = night_of(now, self.zone), []
        nightly, grown = night > self.tidied, size(log_of(path)) > LOG_WARN
        try:
            if nightly:
                held = refresh_statistics(store)
                done.append(f"statistics refreshed, writers out {held:.3f} s at most")
            if nightly or (grown and store.turnstile.idle):
                emptied = empty_log(store)
                how = "emptied" if emptied.done else "kept by a reader"
                done.append(f"log {how}, writers out {emptied.held:.3f} s")
                if nightly and emptied.done:
                    self.tidied = night
        except db.Busy:
            done.append("put off: others are writing")
        if done:
            log.info("tidied: %s", "; ".join(done))
        return done
