"""What is known of the ground under the desk, its machine and its database, at one moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a fact means for the work."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Fact(StrEnum):
    """What is looked at, in the order it is shown."""

    FILE = "file"
    SAVING = "saving"
    DISK = "disk"
    BACKUP = "backup"
    QUEUE = "queue"
    CLOCK = "clock"
    LOG = "log"
    JOURNAL = "journal"
    DRIVER = "driver"
    SCHEMA = "schema"
    POOL = "pool"
    ZONES = "zones"
    CALENDAR = "calendar"
    MEMORY = "memory"
    PEOPLE = "people"
    UPTIME = "uptime"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the process knows of itself. `jump`: by how many seconds the clock was moved since it began."""

    uptime: float = 0.0
    jump: float = 0.0
    memory: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything known of the ground at one moment. None: there is no such thing here (PostgreSQL has no file)."""

    now: datetime
    database: str
    """sqlite or postgresql."""
    version: str
    safe: bool
    """Whether this version is without the known ways of losing what was saved."""
    journal: str | None = None
    synchronous: int | None = None
    file_there: bool | None = None
    """Whether the file that is open is still the one at its path."""
    file_bytes: int | None = None
    log_bytes: int | None = None
    free_bytes: int | None = None
    damaged: bool = False
    """Whether reading the file through has found it damaged."""
    trouble: str = ""
    """The code with which the disk refused the last save; empty when it took it."""
    backup_at: datetime | None = None
    revision: str | None = None
    head: str = ""
    newest_at: datetime | None = None
    """When the newest event says that it happened."""
    database_now: datetime | None = None
    """The clock of a database server."""
    waiting: int = 0
    longest_wait: float = 0.0
    pool_in_use: int = 0
    pool_size: int = 0
    tzdata: str = ""
    calendar: str = ""
    """The version of the calendar in force; empty when the settings name layers that nobody knows."""
    signed_in: int = 0
    machine: Machine = Machine()

    @property
    def ahead(self) -> float:
        """Seconds by which what was saved last is later than now; 0 when it is not."""
        return max(0.0, (self.newest_at - self.now).total_seconds()) if self.newest_at else 0.0

    @property
    def apart(self) -> float:
        """Seconds between the clock of a database server and ours, either way."""
        return abs((self.database_now - self.now).total_seconds()) if self.database_now else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact and what it means."""

    fact: Fact
    verdict: Verdict
