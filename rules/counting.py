"""Why it was due that day: the days of a count, one by one, as an agent or a supervisor reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.business_days import ONE_DAY
from rules.closing_days import Calendar, ClosingDay


class DayKind(StrEnum):
    """What a day was in the count: day 0 (received, or issued), not counted, counted, or the day the count ends on."""

    RECEIPT = "receipt"
    ISSUE = "issue"
    WEEKEND = "weekend"
    CLOSING_DAY = "closing_day"
    BUSINESS_DAY = "business_day"
    DUE = "due"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class DayCount:
    """One local date of a count; number is its place, 1 for the first business day, None when it does not count."""

    on: date
    counted: bool
    number: int | None
    why: DayKind
    closing: ClosingDay | None


def days_counted(
    first: date, last: date, calendar: Calendar, *, day_zero: date, start: DayKind, end: DayKind
) -> tuple[DayCount, ...]:
    """Every local date from first to last, with day_zero as the day after which the count begins.

    first and day_zero differ only in the lenient reading, where a late receipt is taken as the next business day's.
    """
    return tuple(_walk(first, last, calendar, day_zero=day_zero, start=start, end=end))


def _walk(
    first: date, last: date, calendar: Calendar, *, day_zero: date, start: DayKind, end: DayKind
) -> Iterator[DayCount]:
    number = 0
    day = first
    while day <= last:
        closing = calendar.closing(day)
        if day > day_zero and calendar.is_business_day(day):
            number += 1
            yield DayCount(day, True, number, end if day == last else DayKind.BUSINESS_DAY, closing)
        elif day in (first, day_zero):
            yield DayCount(day, False, None, start, closing)
        else:
            yield DayCount(day, False, None, DayKind.CLOSING_DAY if closing else DayKind.WEEKEND, closing)
        day += ONE_DAY
