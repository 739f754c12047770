"""What a month of promises is told by: its days, its figures, the tracking numbers missing now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.zones import local_date

ONE_DAY = timedelta(days=1)
AGES = ((6, 7), (8, 10), (11, 15), (16, None))
"""Business days since a visa was issued, for tracking numbers that are missing; the last is open at its end."""


@dataclass(frozen=True, slots=True)
class Oldest:
    """The answer that is late the longest."""

    folio: str
    due_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise in one month, by the day it was due: `due` is kept, late and overdue together.

    `moved` are due at another moment than first promised; `saved` of them kept and `lost` of them late by the new
    moment only. `ended` are no longer owed and count nowhere else.
    """

    due: int = 0
    kept: int = 0
    late: int = 0
    moved: int = 0
    saved: int = 0
    lost: int = 0
    ended: int = 0
    oldest: Oldest | None = None

    @property
    def overdue(self) -> int:
        """Due, and still not answered."""
        return self.due - self.kept - self.late

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None

    def __add__(self, other: "Kept") -> "Kept":
        counted = ("due", "kept", "late", "moved", "saved", "lost", "ended")
        both = (one.oldest for one in (self, other) if one.oldest)
        return Kept(
            **{name: getattr(self, name) + getattr(other, name) for name in counted},
            oldest=min(both, key=lambda one: one.due_at, default=None),
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """Tracking numbers missing now, by age; `oldest` in business days since the issue date."""

    by_age: tuple[int, ...]
    oldest: int

    @property
    def total(self) -> int:
        return sum(self.by_age)


@dataclass(frozen=True, slots=True)
class Month:
    """Its local days; `last` is the last one that counts: a day that is not over yet may still be kept."""

    first: date
    ends: date
    last: date

    @property
    def is_over(self) -> bool:
        return self.last == self.ends

    @property
    def counts(self) -> bool:
        """Whether any day of it is over."""
        return self.last >= self.first


def month_of(on: date, *, now: datetime, zones: tuple[str, ...]) -> Month:
    """The month of a day. Its last day that counts is over in every zone of the desk."""
    first = on.replace(day=1)
    ends = (first + ONE_DAY * 31).replace(day=1) - ONE_DAY
    over = min(local_date(now, zone) for zone in zones) - ONE_DAY
    return Month(first, ends, min(ends, over))


def before(month: Month, *, now: datetime, zones: tuple[str, ...]) -> Month:
    """The month before it."""
    return month_of(month.first - ONE_DAY, now=now, zones=zones)


def by_age(gone: Iterable[tuple[str, int]], *, today: date, calendar: Calendar) -> Missing:
    """How many are missing by the day of issue, as ages today."""
    counted = [(business_days_between(date.fromisoformat(on), today, calendar), n) for on, n in gone]
    ages = (
        # What is younger than the first age (another zone's tomorrow) belongs to the first.
        sum(n for age, n in counted if (age >= least or at == 0) and (most is None or age <= most))
        for at, (least, most) in enumerate(AGES)
    )
    return Missing(tuple(ages), max((age for age, _ in counted), default=0))
