"""The digest of a supervisor: what is in it, in which order, and when it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from rules.closing_days import Calendar
from rules.zones import Zone, local

OPENS, CLOSES = time(8, 0), time(20, 0)  # contact page L26, L30; hours.csv
MOST = 20
"""Lines of one part: the rest is counted, and is in the queue."""


class Part(StrEnum):
    """What a digest tells, in this order: what is late, what will be, what is missing."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEXT = "next"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One inquiry by its folio alone: no name, no organisation, no contact data leave the desk by mail.

    `since` is when its answer was or is due, or from when its tracking number is missing.
    """

    folio: str
    since: datetime
    zone: str
    subcase_code: str
    city_code: str
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part: how many there are, and the most delayed of them."""

    part: Part
    total: int
    lines: tuple[Line, ...]

    @property
    def left_out(self) -> int:
        return max(0, self.total - len(self.lines))


@dataclass(frozen=True, slots=True)
class Digest:
    """What every supervisor is told on one morning; `read_at` is when it was counted."""

    on: date
    read_at: datetime
    sections: tuple[Section, ...]

    def total(self, part: Part) -> int:
        return sum(section.total for section in self.sections if section.part is part)

    @property
    def is_calm(self) -> bool:
        """Nothing is late, missing, or due by the next business day: it is sent all the same, and says so."""
        return not any(section.total for section in self.sections)


def section(part: Part, lines: Iterable[Line], *, total: int) -> Section:
    """A part of the digest: the most delayed first, and of two alike the one that was logged first."""
    return Section(part, total, tuple(sorted(lines, key=lambda line: (line.since, line.folio))[:MOST]))


def day_to_tell(
    now: datetime, *, zone: Zone, calendar: Calendar, opens: time = OPENS, closes: time = CLOSES
) -> date | None:
    """The day whose digest is to be out by now: from the start of the working day to its end, in the desk's zone.

    None before, after, on weekends and on closing days: nobody is told at night or on a holiday what waits. A desk
    that was off in the morning tells it when it comes back. Raises ValueError for a naive moment.
    """
    here = local(now, zone)
    if not calendar.is_business_day(here.date()) or not opens <= here.time() < closes:
        return None
    return here.date()
