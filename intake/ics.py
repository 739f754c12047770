"""Closing days as calendar programs write them (.ics): read into dates and names to be looked through, and written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as Ics
from icalendar import Component, Event

from intake.refusals import NotReadError
from rules.closing_days import ClosingDay
from rules.masking import clean_free_text

MOST_BYTES = 2_000_000
MOST_EVENTS = 1_000
MOST_DAYS = 31
"""An event that is longer is no closing day of an office: only its first day is read."""
LONGEST = 120
A_DAY = timedelta(days=1)
PROGRAM = "-//Ventanilla//closing days//ES"


@dataclass(frozen=True, slots=True)
class IcsDay:
    """One date of an event; `repeats` when the event says that it comes again, which is not read."""

    on: date
    name: str
    repeats: bool = False


def read_ics(data: bytes) -> tuple[IcsDay, ...]:
    """The days of a file, by date. Raises NotReadError: too_large, no_calendar, no_events, too_many_events."""
    if len(data) > MOST_BYTES:
        raise NotReadError("ics_too_large", most=MOST_BYTES // 1_000_000)
    try:
        events = [event for one in Ics.from_ical(data, multiple=True) for event in one.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotReadError("no_calendar") from None
    if not events:
        raise NotReadError("no_events")
    if len(events) > MOST_EVENTS:
        raise NotReadError("too_many_events", found=len(events), most=MOST_EVENTS)
    days = {(day.on, day.name): day for event in events for day in _days(event)}
    if not days:
        raise NotReadError("no_events")
    return tuple(sorted(days.values(), key=lambda day: (day.on, day.name)))


def written_ics(days: Iterable[ClosingDay], *, english: bool, now: datetime) -> bytes:
    """The days as whole-day events; a day of two layers comes twice."""
    told = Ics()
    told.add("prodid", PROGRAM)
    told.add("version", "2.0")
    for day in days:
        event = Event()
        event.add("uid", f"{day.on.isoformat()}-{day.layer}@ventanilla")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + A_DAY)
        event.add("summary", day.name_en if english else day.name_es)
        event.add("categories", [str(day.layer)])
        event.add("description", f"{day.source} · {day.status}")
        event.add("transp", "TRANSPARENT")
        told.add_component(event)
    return bytes(told.to_ical())


def _days(event: Component) -> Iterator[IcsDay]:
    first = _date(event.get("dtstart"))
    if first is None:
        return
    end = _date(event.get("dtend"))
    whole = not isinstance(getattr(event.get("dtstart"), "dt", None), datetime)
    last = end - A_DAY if end is not None and end > first and whole else first
    name = clean_free_text(" ".join(str(event.get("summary", "")).split()))[:LONGEST].strip()
    repeats = event.get("rrule") is not None or event.get("rdate") is not None
    for n in range(min((last - first).days + 1, MOST_DAYS)):
        yield IcsDay(first + A_DAY * n, name, repeats)


def _date(field: object) -> date | None:
    """The local date an event is written with: its own clock, not the server's."""
    at = getattr(field, "dt", None)
    return at.date() if isinstance(at, datetime) else at if isinstance(at, date) else None
