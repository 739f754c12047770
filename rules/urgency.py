"""How pressing a deadline is: overdue is asked with a now, a breach is a fact that closing never erases."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.business_days import business_days_between, next_business_day
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


def urgency(due_at: datetime, *, met_at: datetime | None, zone: Zone, calendar: Calendar, now: datetime) -> Urgency:
    """The band a deadline is in now, by the local dates of its own zone.

    Due next is due by the next business day after today. Raises ValueError for a naive moment.
    """
    if met_at is not None:
        return Urgency.MET_LATE if is_breach(due_at, met_at=met_at, now=now) else Urgency.MET
    if is_overdue(due_at, met_at=None, now=now):
        return Urgency.OVERDUE
    today, due_on = local_date(now, zone), local_date(due_at, zone)
    if due_on <= today:
        return Urgency.DUE_TODAY
    return Urgency.DUE_NEXT if due_on <= next_business_day(today, calendar) else Urgency.LATER


def overdue_for(due_at: datetime, *, now: datetime, zone: Zone, calendar: Calendar) -> Lateness:
    """How late an unanswered deadline is now; nothing at all while it is not past due.

    Business days by local date in the zone, hours rounded down. Raises ValueError for a naive moment.
    """
    if not is_overdue(due_at, met_at=None, now=now):
        return Lateness(business_days=0, hours=0)
    days = business_days_between(local_date(due_at, zone), local_date(now, zone), calendar)
    return Lateness(business_days=days, hours=(as_utc(now) - as_utc(due_at)) // ONE_HOUR)
