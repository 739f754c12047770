"""The days of a list that was brought, each with what the calendar says of it already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer


class Standing(StrEnum):
    """What adding a day of a list would do."""

    NEW = "new"
    CLOSED_ALREADY = "closed_already"
    WEEKEND = "weekend"
    TWICE = "twice"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A day of a list and how it stands; `closing` is what closes it already."""

    day: ClosingDay
    standing: Standing
    closing: ClosingDay | None = None

    @property
    def offered(self) -> bool:
        """Whether it is chosen until somebody says otherwise."""
        return self.standing is Standing.NEW


def review(days: Iterable[tuple[date, str]], calendar: Calendar, *, source: str) -> tuple[Reviewed, ...]:
    """The days in their order, as own days of the desk."""
    seen: set[date] = set()
    found = []
    for on, name in days:
        day, closing = ClosingDay(on, Layer.OWN, name, name, source, str(Layer.OWN)), calendar.closing(on)
        if on in seen:
            standing = Standing.TWICE
        elif not name:
            standing = Standing.NO_NAME
        elif on.weekday() > 4:
            standing = Standing.WEEKEND
        else:
            standing = Standing.CLOSED_ALREADY if closing else Standing.NEW
        seen.add(on)
        found.append(Reviewed(day, standing, closing))
    return tuple(found)
