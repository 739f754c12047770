"""Which inquiries a list shows: a queue and its filters, as they stand in the address of a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

CODE = re.compile(r"[A-Za-z0-9_]{1,40}")
NONE = "-"
"""A filter's value for "nobody", "not known": an empty one does not filter."""


class Queue(StrEnum):
    """The lists an agent works through, in the order of their counters; the last three stand behind a chart's mark."""

    OVERDUE = "overdue"
    EMERGENCIES = "emergencies"
    MISSING = "missing"
    TODAY = "today"
    NEXT = "next"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OPEN = "open"
    RECEIVED = "received"
    CLOSED = "closed"
    BREACHES = "breaches"

    @property
    def has_period(self) -> bool:
        """Whether it lists what happened in a stretch of days, open or closed."""
        return self in (Queue.RECEIVED, Queue.CLOSED, Queue.BREACHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """A queue and its filters. `first` and `last` are the local days of a queue with a period, both included."""

    queue: Queue = Queue.OVERDUE
    reason: str = ""
    subcase: str = ""
    city: str = ""
    channel: str = ""
    language: str = ""
    assignee: str = ""
    line: str = ""
    outcome: str = ""
    hour: str = ""
    weekday: str = ""
    promise: str = ""
    """One promise, for the breaches alone."""
    first: date | None = None
    last: date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "QueueView":
        """The view of an address; what is unknown or misshapen in it is left out."""
        asked = query.get("queue", "")
        queue = Queue(asked) if asked in set(Queue) else Queue.OVERDUE
        filters = {name: query.get(name, "") for name in FILTERS}
        kept = {name: value for name, value in filters.items() if value == NONE or CODE.fullmatch(value)}
        for name, most in (("hour", 23), ("weekday", 7)):
            if not (kept.get(name, "").isdecimal() and int(kept[name]) <= most):
                kept.pop(name, None)
        if queue != Queue.BREACHES or kept.get("promise") == NONE:
            kept.pop("promise", None)
        first, last = (_day(query.get(name, "")) for name in ("from", "to"))
        if first and last and first > last:
            first, last = last, first
        return cls(queue=queue, first=first or last, last=last or first, **kept)

    def to_query(self) -> dict[str, str]:
        """The view as an address says it; from_query() reads it back."""
        filters = {name: str(getattr(self, name)) for name in FILTERS}
        days = {"from": self.first, "to": self.last}
        return (
            {"queue": str(self.queue)}
            | {name: value for name, value in filters.items() if value}
            | {name: day.isoformat() for name, day in days.items() if day}
        )

    @property
    def shape(self) -> "QueueView":
        """The same queue and the same filters, whatever their values: views of one shape are one statement."""
        alike: dict[str, Any] = {name: NONE if value == NONE else "…" for name, value in self.filters.items()}
        return QueueView(queue=self.queue, **alike)

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name; the period of a queue is not one of them."""
        return {name: value for name in FILTERS if (value := str(getattr(self, name)))}


FILTERS = tuple(field.name for field in fields(QueueView) if field.name not in ("queue", "first", "last"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
