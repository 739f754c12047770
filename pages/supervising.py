"""What the supervisor's pages know: read once per run, by a handful of statements that count nothing anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from db.queries.calendar import calendar
from db.queries.queues import bands_of
from db.queries.reference import Reference, reference
from db.queries.reports import Counts, Span, day_so_far, volumes
from db.queries.reports_cells import ByDay
from db.queries.reports_now import Pressing, ages, live, pressing
from rules.business_days import next_business_day
from rules.closing_days import Calendar
from rules.urgency import Bands
from rules.zones import local, local_date
from views.chart_names import Names, Told
from views.visit import Visit

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The supervisor's day: what is live, the tally of the month, what presses."""

    names: Names
    said: Told
    calendar: Calendar
    live: Mapping[str, int]
    due: ByDay
    counts: Counts
    pressing: tuple[Pressing, ...]
    next_day: date
    west: str
    bands: Bands

    @property
    def values(self) -> tuple[object, ...]:
        """What its charts are drawn from, to be compared."""
        return (self.counts.key, self.due, self.live.get("overdue", 0), *self.said.key)

    @property
    def same(self) -> tuple[object, ...]:
        return (self.names.known, self.calendar)

    @property
    def next_due(self) -> date | None:
        return date.fromisoformat(self.due[0][0]) if self.due else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The volumes of a span, and what is open now."""

    names: Names
    said: Told
    calendar: Calendar
    span: Span
    counts: Counts
    still: ByDay
    gone: ByDay

    @property
    def values(self) -> tuple[object, ...]:
        """What its charts are drawn from, to be compared."""
        return (self.span, self.counts.key, self.still, self.gone, *self.said.key)

    @property
    def same(self) -> tuple[object, ...]:
        return (self.names.known, self.calendar)


def see_day(look: Session, visit: Visit) -> Day:
    """Three statements, besides the reference data and the calendar that are kept for a while."""
    known, days = reference(look), calendar(look)
    today = local_date(visit.now, visit.zone)
    zones = _zones(known)
    bands = bands_of(known)
    after = next_business_day(today, days)
    now_and_then, due = live(look, now=visit.now, calendar=days, zones=zones, before=visit.now - A_DAY,
                             bands=bands)  # fmt: skip
    return Day(
        Names(known), Told(today, visit.now, visit.zone), days, now_and_then, due,
        day_so_far(look, today, next_day=after), pressing(look, now=visit.now), after, _west(zones, visit.now), bands,
    )  # fmt: skip


def see_volumes(look: Session, visit: Visit, span: Span) -> Stretch:
    """Two statements, besides what is kept."""
    known, days = reference(look), calendar(look)
    today = local_date(visit.now, visit.zone)
    still, gone = ages(look, now=visit.now)
    return Stretch(Names(known), Told(today, visit.now, visit.zone), days, span,
                   volumes(look, span, today=today), still, gone)  # fmt: skip


def _zones(known: Reference) -> dict[str, str]:
    own = known.settings.get("zone", "America/Mexico_City")
    places = [*known.cities.values(), *known.lines.values()]
    return dict.fromkeys([own, *(place.zone for place in places)], "")


def _west(zones: Mapping[str, str], now: datetime) -> str:
    """The zone whose clock is furthest behind now: an hour that is over there is over at every line."""
    return min(zones, key=lambda zone: local(now, zone).replace(tzinfo=None))
