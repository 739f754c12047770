"""One change of the calendar from the person to the last row: refused when stale, counted, remembered."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from db.models import ClosingDayRow
from db.queries.agreed import agreed
from db.queries.effect import Effect, effect
from desk.errors import DeskError
from desk.promises import remember_decision
from desk.recount import Recounted, Told, recount
from rules.closing_days import ClosingDay
from rules.codes import Layer

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
LONGEST = 120


def silent(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of the calendar did, and the version that is in force since."""

    effect: Effect
    recounted: Recounted
    version: str


def change(
    work: Session, what: str, act: Callable[[], None], *, by: int, now: datetime, seen: str, told: Told,
    **details: object,
) -> Changed:  # fmt: skip
    """Do it and let everything open follow; one event says what was changed and what that did.

    DeskError `calendar_changed` when the calendar is no longer the one whose effect was `seen`.
    """
    before = agreed(work)
    if before.calendar.version != seen:
        raise DeskError("calendar_changed")
    act()
    work.flush()
    after = agreed(work)
    beside = effect(work, before, after, now=now, running=False)
    done = recount(work, after, now=now, told=told)
    found = replace(beside, deadlines=done.deadlines, freed=done.freed, caught=done.caught)
    remember_decision(
        work, "calendar_changed", by=by, now=now, what=what, before=before.calendar.version,
        after=after.calendar.version, moved=done.deadlines, effect=asdict(found), **details,
    )  # fmt: skip
    return Changed(found, done, after.calendar.version)


def check(day: ClosingDay) -> None:
    """Refuse a day that could not be named or counted."""
    if not day.name_es.strip() or len(day.name_es) > LONGEST or len(day.name_en) > LONGEST:
        raise DeskError("day_name", most=LONGEST)
    if not EARLIEST <= day.on <= LATEST:
        raise DeskError("day_far")


def say(work: Session, day: ClosingDay, *, note: str, by: int, now: datetime) -> None:
    """Write down what is said about a date and layer; it takes the place of what was said before."""
    take_back(work, day.on, day.layer)
    work.add(ClosingDayRow(
        on_date=day.on, layer=day.layer.value, name_es=day.name_es.strip(), name_en=day.name_en.strip() or day.name_es,
        source=day.source.strip(), status=day.status, closed=day.closed, note=note.strip(), added_by=by, added_at=now,
    ))  # fmt: skip


def take_back(work: Session, on: date, layer: Layer) -> None:
    """In force at once: the next word about this date and layer may be said in the same transaction."""
    rows = select(ClosingDayRow).where(
        ClosingDayRow.on_date == on, ClosingDayRow.layer == layer.value, col(ClosingDayRow.active)
    )
    for row in work.exec(rows):
        row.active = False
    work.flush()
