"""How long a promise is, and from when: the term that holds for a clock, by the local date it began on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from rules.closing_days import Calendar
from rules.deadlines import CLOSES, Explanation, due, explain
from rules.zones import Zone, local_date


@dataclass(frozen=True, slots=True)
class Term:
    """What was decided about a promise once: so many business days, until this hour, strict or lenient.

    It holds for clocks that began on `holds_from` or later, by the local date in their own zone, until a later term
    begins.
    """

    promise_code: str
    holds_from: date
    business_days: int
    closes: time = CLOSES
    lenient: bool = False

    def __str__(self) -> str:
        lenient = " lenient" if self.lenient else ""
        return f"{self.holds_from.isoformat()}: {self.business_days} {self.closes:%H:%M}{lenient}"

    def due(self, started_at: datetime, zone: Zone, calendar: Calendar) -> datetime:
        """The moment until which an answer is on time: rules.deadlines.due by this term."""
        return due(started_at, zone, self.business_days, calendar, closes=self.closes, lenient=self.lenient)

    def explain(self, started_at: datetime, zone: Zone, calendar: Calendar) -> Explanation:
        """The same with every day that was counted."""
        return explain(started_at, zone, self.business_days, calendar, closes=self.closes, lenient=self.lenient)


def term_of(terms: Iterable[Term], promise_code: str, *, started_at: datetime, zone: Zone) -> Term | None:
    """The term in force for a clock of a promise; None when none holds yet on the day it began.

    Of the terms that hold from that local date or earlier it is the latest; of two from the same date the one that
    was decided last, which comes last in `terms`. Raises ValueError for a naive moment.
    """
    began_on = local_date(started_at, zone)
    found: Term | None = None
    for term in terms:
        holds = term.promise_code == promise_code and term.holds_from <= began_on
        if holds and (found is None or term.holds_from >= found.holds_from):
            found = term
    return found


def version_of(terms: Iterable[Term], promise_code: str) -> str:
    """Which terms a promise has, as one text: whoever decides says which they saw."""
    return "; ".join(str(term) for term in terms if term.promise_code == promise_code)


def with_term(terms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    """What would be agreed with this term decided: for the effect, before anybody does."""
    others = without_term(terms, term)
    return tuple(sorted((*others, term), key=lambda one: one.holds_from))


def without_term(terms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    """What would be agreed with this term taken back."""
    return tuple(one for one in terms if not _same_place(one, term))


def _same_place(one: Term, other: Term) -> bool:
    return (one.promise_code, one.holds_from) == (other.promise_code, other.holds_from)
