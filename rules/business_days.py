"""Counting business days: Monday to Friday without the closing days of a calendar. Local dates only, no clock."""

from datetime import date, timedelta

from rules.closing_days import Calendar

ONE_DAY = timedelta(days=1)


def next_business_day(day: date, calendar: Calendar) -> date:
    """The first business day after a local date, never the date itself."""
    return add_business_days(day, 1, calendar)


def add_business_days(day: date, n: int, calendar: Calendar) -> date:
    """The nth business day after a local date; before it when n is negative; the date itself when n is 0.

    The date itself never counts, open or closed ("dentro de los tres días hábiles siguientes", contact page L142).
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= calendar.is_business_day(day)
    return day


def business_days_between(first: date, last: date, calendar: Calendar) -> int:
    """How many business days come after first, up to and including last; negative when last is before first."""
    if last < first:
        return -business_days_between(last, first, calendar)
    return sum(calendar.is_business_day(first + ONE_DAY * n) for n in range(1, (last - first).days + 1))
