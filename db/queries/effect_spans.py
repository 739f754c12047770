"""Which clocks a change can touch: those that began so shortly before a changed day that they count it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.business_days import ONE_DAY, add_business_days
from rules.calendar_changes import days_changed
from rules.steps import Agreed

LOOKED_BACK = timedelta(days=366)
"""How old an answer may be to be read anew."""


@dataclass(frozen=True, slots=True)
class Span:
    """The local dates on which the clocks of some promises began that a change touches."""

    first: date
    last: date
    promise_codes: tuple[str, ...]


def spans(before: Agreed, after: Agreed, *, first_due: date, last_due: date, today: date) -> Iterator[Span]:
    """The spans of a change: none overlaps another of the same promise. `first_due`, `last_due`: of what is open."""
    days = most_days(before, after)
    near = list(around(before, after, first_due, last_due, today, days=days))
    anew = tuple(sorted({term.promise_code for term in {*before.terms} ^ {*after.terms}}))
    for code in anew:
        decided = min(term.holds_from for term in {*before.of(code)} ^ {*after.of(code)})
        oldest = min(_begin(first_due, before, after, days), today - LOOKED_BACK)
        begin = max(oldest, min([decided, *(first for first, _ in near)]))
        if begin <= today:
            yield Span(begin, today + ONE_DAY, (code,))
    others = tuple(sorted({term.promise_code for term in before.terms} - {*anew}))
    if others:
        yield from (Span(first, last, others) for first, last in near)


def around(
    before: Agreed, after: Agreed, first_due: date, last_due: date, today: date, *, days: int
) -> Iterator[tuple[date, date]]:
    """The stretches of days that lie at most so many business days before a day that changed, and that day itself."""
    begin = min(_begin(first_due, before, after, days), today - LOOKED_BACK)
    end = max(last_due, add_business_days(today, days, before.calendar))
    found: tuple[date, date] | None = None
    for day in days_changed(before.calendar, after.calendar, begin, end):
        first = _begin(day, before, after, days)
        if found and first <= found[1] + ONE_DAY:
            found = found[0], day
        else:
            if found:
                yield found
            found = first, day
    if found:
        yield found


def most_days(before: Agreed, after: Agreed) -> int:
    """The longest promise, and one for a lenient day zero."""
    return max((term.business_days for term in (*before.terms, *after.terms)), default=0) + 1


def _begin(day: date, before: Agreed, after: Agreed, days: int) -> date:
    return min(add_business_days(day, -days, agreed.calendar) for agreed in (before, after)) - ONE_DAY
