"""The rule of the deadlines as a staircase: from which moment on a clock would be due when, in one zone.

A deadline only ever moves with the local day on which its clock began (and, in the lenient reading, with the closing
hour). So a day has one or two steps, and a hundred thousand deadlines are counted by looking each up in a few hundred.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.business_days import ONE_DAY, add_business_days, next_business_day
from rules.closing_days import Calendar
from rules.courier import missing_from
from rules.terms import Term
from rules.zones import Zone, moment

MIDNIGHT = time(0, 0)
JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What deadlines are counted by: the calendar, and how long each promise is from when."""

    calendar: Calendar
    terms: tuple[Term, ...]

    def of(self, promise_code: str) -> tuple[Term, ...]:
        """The terms of one promise."""
        return tuple(term for term in self.terms if term.promise_code == promise_code)


@dataclass(frozen=True, slots=True)
class Step:
    """A clock that begins at `starts_at` or later, before the next step, is due then."""

    starts_at: datetime
    due_at: datetime
    due_on: date
    business_days: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Clocks that begin within this time are due at another moment than before."""

    starts_at: datetime
    ends_at: datetime
    before: Step
    after: Step


def steps(first: date, last: date, zone: Zone, terms: Sequence[Term], calendar: Calendar) -> Iterator[Step]:
    """The steps for clocks of one promise that begin on these local dates, both included; none before its first term.

    Each is due when rules.deadlines.due says so, for every moment until the next.
    """
    known: Step | None = None
    for step in _every(first, last, zone, sorted(terms, key=lambda term: term.holds_from), calendar):
        if known is None or (known.due_at, known.business_days) != (step.due_at, step.business_days):
            known = step
            yield step


def shifts(before: Iterable[Step], after: Iterable[Step], *, until: datetime) -> Iterator[Shift]:
    """Where two staircases over the same days differ, until a moment at which both end."""
    old, new = list(before), list(after)
    places = sorted({step.starts_at for step in (*old, *new)})
    starts = [[step.starts_at for step in staircase] for staircase in (old, new)]
    for begin, end in zip(places, [*places[1:], until], strict=False):
        one, other = _at(old, starts[0], begin), _at(new, starts[1], begin)
        if one and other and (one.due_at, one.business_days) != (other.due_at, other.business_days) and begin < end:
            yield Shift(begin, end, one, other)


def missing(first: date, last: date, zone: Zone, calendar: Calendar) -> Iterator[tuple[date, datetime]]:
    """From when a tracking number is missing, for each local date of issue."""
    for day in _days(first, last):
        yield day, missing_from(day, zone, calendar)


def _every(first: date, last: date, zone: Zone, terms: Sequence[Term], calendar: Calendar) -> Iterator[Step]:
    for day in _days(first, last):
        term = next((one for one in reversed(terms) if one.holds_from <= day), None)
        if term is None:
            continue
        open_, begins = calendar.is_business_day(day), moment(day, MIDNIGHT, zone)
        after = next_business_day(day, calendar) if term.lenient else day
        yield _step(begins, day if open_ else after, term, zone, calendar)
        if open_ and term.lenient:
            yield _step(moment(day, term.closes, zone) + JUST_AFTER, after, term, zone, calendar)


def _step(begins: datetime, day_zero: date, term: Term, zone: Zone, calendar: Calendar) -> Step:
    due_on = add_business_days(day_zero, term.business_days, calendar)
    return Step(begins, moment(due_on, term.closes, zone), due_on, term.business_days)


def _at(staircase: Sequence[Step], starts: Sequence[datetime], begin: datetime) -> Step | None:
    place = bisect_right(starts, begin)
    return staircase[place - 1] if place else None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + ONE_DAY * n for n in range((last - first).days + 1))
