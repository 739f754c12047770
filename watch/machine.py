"""What the process knows of itself: since when it runs, whether its clock was moved, how much memory it takes."""

import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rules.ground import Machine


def steady() -> float:
    """Seconds that nobody can set: they run on while the machine sleeps, where the system has such a clock."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def wall() -> float:
    """The machine's clock, which somebody may set."""
    return datetime.now(UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Beginning:
    """Both clocks, at the same moment."""

    steady: float = field(default_factory=steady)
    wall: float = field(default_factory=wall)

    def machine(self) -> Machine:
        """The process as it is now. A step of the clock shows as a difference; a network clock only bends both."""
        uptime = steady() - self.steady
        return Machine(uptime=uptime, jump=wall() - self.wall - uptime, memory=memory())


def memory() -> int | None:
    """Bytes this process holds; None where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


begun = Beginning()
"""When this process began, or close to it."""
