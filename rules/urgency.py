"""How pressing a deadline is: overdue is asked with a now, a breach is a fact that closing never erases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from rules.business_days import add_business_days, business_days_between
from rules.closing_days import Calendar
from rules.zones import Zone, as_utc, local_date

ONE_HOUR = timedelta(hours=1)


class Urgency(StrEnum):
    """The bands of the queue, most pressing first; the last two are answered deadlines."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_NEXT = "due_next"
    LATER = "later"
    MET = "met"
    MET_LATE = "met_late"


@dataclass(frozen=True, slots=True)
class Bands:
    """Up to how many business days ahead a deadline is shown as due now, and as due next. 0 is today itself."""

    MOST: ClassVar[int] = 10
    today: int = 0
    next: int = 1

    def ends(self, today: date, calendar: Calendar) -> tuple[date, date]:
        """The last local date of each of the two."""
        first, last = (add_business_days(today, n, calendar) if n else today for n in (self.today, self.next))
        return first, last


USUAL = Bands()
BANDS = "warning_bands"
"""The setting that holds them: "0 1"."""


def read_bands(text: str) -> Bands:
    """The bands of the setting; what nobody could mean is the usual ones, so that no list goes without."""
    parts = text.split()
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return USUAL
    bands = Bands(*map(int, parts))
    return bands if bands.today < bands.next <= Bands.MOST else USUAL


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late an answer is: business days after the due day up to today, and whole hours since the due moment."""

    business_days: int
    hours: int


def is_overdue(due_at: datetime, *, met_at: datetime | None, now: datetime) -> bool:
    """Past due and unanswered; at the due moment itself an answer is still on time.

    Aware moments in any zone; raises ValueError for a naive one.
    Source: DOMAIN, "on time means first_reply_at <= due_at".
    """
    return met_at is None and as_utc(now) > as_utc(due_at)


def is_breach(due_at: datetime, *, met_at: datetime | None, now: datetime) -> bool:
    """Answered late, or overdue: the promise was not kept, whatever happened to the inquiry since.

    Aware moments in any zone; raises ValueError for a naive one. Source: DOMAIN, words: breach.
    """
    return as_utc(now if met_at is None else met_at) > as_utc(due_at)


def urgency(
    due_at: datetime, *, met_at: datetime | None, zone: Zone, calendar: Calendar, now: datetime, bands: Bands = USUAL
) -> Urgency:
    """The band a deadline is in now, by the local dates of its own zone.

    Due next is due by the next business day after today, unless the desk's bands say otherwise. Raises ValueError for
    a naive moment.
    """
    if met_at is not None:
        return Urgency.MET_LATE if is_breach(due_at, met_at=met_at, now=now) else Urgency.MET
    if is_overdue(due_at, met_at=None, now=now):
        return Urgency.OVERDUE
    due_on = local_date(due_at, zone)
    first, last = bands.ends(local_date(now, zone), calendar)
    if due_on <= first:
        return Urgency.DUE_TODAY
    return Urgency.DUE_NEXT if due_on <= last else Urgency.LATER


def overdue_for(due_at: datetime, *, now: datetime, zone: Zone, calendar: Calendar) -> Lateness:
    """How late an unanswered deadline is now; nothing at all while it is not past due.

    Business days by local date in the zone, hours rounded down. Raises ValueError for a naive moment.
    """
    if not is_overdue(due_at, met_at=None, now=now):
        return Lateness(business_days=0, hours=0)
    days = business_days_between(local_date(due_at, zone), local_date(now, zone), calendar)
    return Lateness(business_days=days, hours=(as_utc(now) - as_utc(due_at)) // ONE_HOUR)
