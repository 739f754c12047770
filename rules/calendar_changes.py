"""What a supervisor can change about the calendar, as values: the calendar that would be, and the days that differ."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rules.business_days import ONE_DAY
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer


def with_rows(calendar: Calendar, rows: Iterable[ClosingDay]) -> Calendar:
    """The calendar with these rows; each takes the place of what was said about its date and layer before."""
    new = {(row.on, row.layer): row for row in rows}
    kept = (row for row in calendar.added if (row.on, row.layer) not in new)
    return replace(calendar, added=tuple(sorted((*kept, *new.values()), key=lambda row: (row.on, row.layer))))


def without(calendar: Calendar, on: date, layer: Layer) -> Calendar:
    """The calendar without what was said about a date and layer: the layer's own rule counts again."""
    return replace(calendar, added=tuple(row for row in calendar.added if (row.on, row.layer) != (on, layer)))


def switched(calendar: Calendar, layer: Layer, *, on: bool) -> Calendar:
    """The calendar with a layer on, or off."""
    return replace(calendar, layers=calendar.layers | {layer} if on else calendar.layers - {layer})


def said_of(calendar: Calendar, on: date, layer: Layer) -> ClosingDay | None:
    """What people said about a date and layer, closed or open, whether or not the layer is on."""
    return next((row for row in calendar.added if (row.on, row.layer) == (on, layer)), None)


def in_layer(calendar: Calendar, on: date, layer: Layer) -> ClosingDay | None:
    """Why this very layer closes a date, as if it were on; None when it does not, or was switched open."""
    alone = replace(calendar, layers=frozenset({layer}))
    return alone.closing(on)


def opened(calendar: Calendar, on: date, layer: Layer) -> Calendar:
    """The calendar in which a date is open although its layer closes it."""
    closing = in_layer(calendar, on, layer)
    return with_rows(calendar, [replace(closing, closed=False)]) if closing else calendar


def days_changed(before: Calendar, after: Calendar, first: date, last: date) -> tuple[date, ...]:
    """The local dates from first to last, both included, that are a business day in only one of the calendars."""
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return tuple(day for day in days if before.is_business_day(day) != after.is_business_day(day))
