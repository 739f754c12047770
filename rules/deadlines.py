"""Deadlines: when an answer is due, and every day that was counted on the way there."""

from dataclasses import dataclass
from datetime import date, datetime, time

from rules.business_days import add_business_days, business_days_between, next_business_day
from rules.closing_days import Calendar
from rules.counting import DayCount, DayKind, days_counted
from rules.urgency import Lateness, Urgency, is_breach, is_overdue, overdue_for, urgency
from rules.zones import Zone, as_utc, local, moment, zone_of

__all__ = [
    "CLOSES",
    "DayCount",
    "DayKind",
    "Explanation",
    "Lateness",
    "Urgency",
    "add_business_days",
    "business_days_between",
    "due",
    "explain",
    "is_breach",
    "is_overdue",
    "next_business_day",
    "overdue_for",
    "urgency",
]

CLOSES = time(20, 0)  # contact page L26, L30; hours.csv


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline with its count: day 0 (received_on, or day_zero in the lenient reading) through the due day.

    received_at and due_at are UTC; due_local is the same moment on the zone's clock.
    """

    received_at: datetime
    zone: str
    n: int
    due_at: datetime
    due_local: datetime
    day_zero: date
    days: tuple[DayCount, ...]
    calendar_version: str


def due(
    received_at: datetime, zone: Zone, n: int, calendar: Calendar, *, closes: time = CLOSES, lenient: bool = False
) -> datetime:
    """The moment, in UTC, until which an answer is on time: closing time of the nth business day after receipt.

    The local date of receipt is day 0, whatever the hour, open or closed. Lenient: a receipt after closing time or on a
    closed day counts as received on the next business day. Raises ValueError for a naive moment or n below 1.
    Source: contact page L142, L143, L147 ("días hábiles siguientes"); DOMAIN, deadlines.
    """
    if n < 1:
        raise ValueError(f"a promise is at least one business day long: got {n}")
    day_zero = _day_zero(received_at, zone, calendar, closes=closes, lenient=lenient)
    return moment(add_business_days(day_zero, n, calendar), closes, zone)


def explain(
    received_at: datetime, zone: Zone, n: int, calendar: Calendar, *, closes: time = CLOSES, lenient: bool = False
) -> Explanation:
    """The same deadline as due(), with every day from receipt to due day and why it counted or not.

    Raises ValueError as due() does. Source: contact page L142 ("excepto fines de semana y días festivos").
    """
    due_at = due(received_at, zone, n, calendar, closes=closes, lenient=lenient)
    day_zero = _day_zero(received_at, zone, calendar, closes=closes, lenient=lenient)
    received_on, due_on = local(received_at, zone).date(), add_business_days(day_zero, n, calendar)
    return Explanation(
        received_at=as_utc(received_at),
        zone=zone_of(zone).key,
        n=n,
        due_at=due_at,
        due_local=local(due_at, zone),
        day_zero=day_zero,
        days=days_counted(received_on, due_on, calendar, day_zero=day_zero, start=DayKind.RECEIPT, end=DayKind.DUE),
        calendar_version=calendar.version,
    )


def _day_zero(received_at: datetime, zone: Zone, calendar: Calendar, *, closes: time, lenient: bool) -> date:
    received = local(received_at, zone)
    day = received.date()
    late = received.time() > closes or not calendar.is_business_day(day)
    return next_business_day(day, calendar) if lenient and late else day
