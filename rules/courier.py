"""The courier term: from when a missing tracking number is a problem (it is not an answer time), and until when the
courier keeps documents that wait to be collected."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time

from rules.business_days import add_business_days, business_days_between
from rules.carriers import CarrierFormat, TrackingCheck, check_tracking, tidy_tracking
from rules.closing_days import Calendar
from rules.counting import DayCount, DayKind, days_counted
from rules.zones import Zone, as_utc, local, local_date, moment, zone_of

__all__ = [
    "TERM",
    "CarrierFormat",
    "TermExplanation",
    "TermState",
    "TrackingCheck",
    "check_tracking",
    "collect_by",
    "explain_term",
    "missing_from",
    "term_state",
    "tidy_tracking",
]

TERM = 5  # "más de 5 días hábiles desde la emisión de su visa" (contact page L130)
MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class TermExplanation:
    """A courier term with its count: the issue date through the first day on which the number is missing."""

    issued_on: date
    zone: str
    term: int
    missing_from: datetime
    missing_local: datetime
    days: tuple[DayCount, ...]
    calendar_version: str


@dataclass(frozen=True, slots=True)
class TermState:
    """Where a delivery stands now: how much of the term has passed and is left, and whether the number is missing.

    business_days_left is 0 on the last day of the term and after it; missing_from is UTC.
    """

    missing: bool
    business_days_since: int
    business_days_left: int
    missing_from: datetime
    has_tracking: bool


def missing_from(issued_on: date, zone: Zone, calendar: Calendar, *, term: int = TERM) -> datetime:
    """The moment, in UTC, from which a tracking number is missing: the start of business day term + 1 after issue.

    Where that midnight does not exist the day starts after the gap; where it comes twice, at the first.
    Raises ValueError for a negative term. Source: contact page L130.
    """
    return moment(_missing_on(issued_on, calendar, term=term), MIDNIGHT, zone)


def explain_term(issued_on: date, zone: Zone, calendar: Calendar, *, term: int = TERM) -> TermExplanation:
    """The same moment as missing_from(), with every day from the issue date and why it counted or not.

    Raises ValueError for a negative term. Source: contact page L130.
    """
    starts = missing_from(issued_on, zone, calendar, term=term)
    return TermExplanation(
        issued_on=issued_on,
        zone=zone_of(zone).key,
        term=term,
        missing_from=starts,
        missing_local=local(starts, zone),
        days=days_counted(
            issued_on,
            _missing_on(issued_on, calendar, term=term),
            calendar,
            day_zero=issued_on,
            start=DayKind.ISSUE,
            end=DayKind.MISSING,
        ),
        calendar_version=calendar.version,
    )


def term_state(
    issued_on: date, *, tracking_number: str | None, zone: Zone, calendar: Calendar, now: datetime, term: int = TERM
) -> TermState:
    """Whether the tracking number is missing now; entering it clears that, clearing it raises it again.

    Days are business days by local date in the zone. Raises ValueError for a naive now or a negative term.
    Source: contact page L130; DOMAIN, deadlines: courier.
    """
    starts = missing_from(issued_on, zone, calendar, term=term)
    has_tracking = bool(tidy_tracking(tracking_number or ""))
    since = max(0, business_days_between(issued_on, local_date(now, zone), calendar))
    return TermState(
        missing=not has_tracking and as_utc(now) >= starts,
        business_days_since=since,
        business_days_left=max(0, term - since),
        missing_from=starts,
        has_tracking=has_tracking,
    )


def collect_by(collectable_on: date) -> date:
    """The last day the courier keeps documents that can be collected since a day: the same day of the next month, or
    that month's last when it has no such day. Calendar days: a courier's shelf knows no holidays."""
    year, month = divmod(collectable_on.year * 12 + collectable_on.month, 12)  # the month after, counted from 0
    return date(year, month + 1, min(collectable_on.day, monthrange(year, month + 1)[1]))


def _missing_on(issued_on: date, calendar: Calendar, *, term: int) -> date:
    if term < 0:
        raise ValueError(f"a term cannot be negative: got {term}")
    return add_business_days(issued_on, term + 1, calendar)
