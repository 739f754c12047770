"""Changing the calendar: closing days added and taken back, days and layers switched.

What is open follows in the same transaction: queues, tallies, and the event that says what it did. What customers were
told stays beside it, and what was answered stays as it was judged.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from db.models import Setting
from db.queries.in_force import in_force
from desk.calendar_rows import Changed, change, check, say, silent, take_back
from desk.errors import DeskError
from desk.recount import Told
from desk.rights import verb
from rules.calendar_changes import in_layer, said_of
from rules.closing_days import ClosingDay
from rules.codes import Layer

AT_ONCE = 400
"""Days one import may add: thirty years of holidays, and not a whole mailbox of appointments."""


@verb
def add_closing_days(
    work: Session, days: Sequence[ClosingDay], *, why: str, by: int, now: datetime, seen: str, told: Told = silent
) -> Changed:
    """Close these days; all of them or none. `seen` is the version of the calendar whose effect was shown.

    DeskError `calendar_changed` when somebody changed it since, `day_there` for one its layer closes already,
    `day_name`, `day_far`, `no_days` or `too_many_days`.
    """
    if not days:
        raise DeskError("no_days")
    if len(days) > AT_ONCE:
        raise DeskError("too_many_days", most=AT_ONCE)

    def add() -> None:
        calendar, there = in_force(work).calendar, set()
        for day in days:
            check(day)
            if (day.on, day.layer) in there or in_layer(calendar, day.on, day.layer):
                raise DeskError("day_there", day=day.on, layer=day.layer)
            there.add((day.on, day.layer))
        for day in days:
            say(work, day, note=why, by=by, now=now)

    told_of = [{"on": day.on.isoformat(), "layer": day.layer.value, "name": day.name_es} for day in days]
    return change(work, "days_added", add, by=by, now=now, seen=seen, told=told, days=told_of, why=why.strip())


@verb
def remove_closing_day(
    work: Session, on: date, layer: Layer, *, why: str = "", by: int, now: datetime, seen: str, told: Told = silent
) -> Changed:
    """Take back what people said about a date and layer: the layer's own rule holds again. DeskError `day_gone`."""
    said = said_of(in_force(work).calendar, on, layer)

    def remove() -> None:
        if said is None:
            raise DeskError("day_gone", day=on)
        take_back(work, on, layer)

    name = said.name_es if said else ""
    return change(work, "day_removed", remove, by=by, now=now, seen=seen, told=told, on=on.isoformat(),
                   layer=layer.value, name=name, why=why.strip())  # fmt: skip


@verb
def switch_day(
    work: Session, on: date, layer: Layer, *, closed: bool, why: str = "", by: int, now: datetime, seen: str,
    told: Told = silent,
) -> Changed:  # fmt: skip
    """Open a date although its layer closes it, or close it again. DeskError `day_open` or `day_there` when it is so
    already."""
    calendar = in_force(work).calendar
    said, closing = said_of(calendar, on, layer), in_layer(calendar, on, layer)
    day = said if closed else closing

    def switch() -> None:
        if closed == bool(closing):
            raise DeskError("day_there" if closed else "day_open", day=on, layer=layer)
        if day is None:
            raise DeskError("day_gone", day=on)
        take_back(work, on, layer)
        by_rule = in_layer(in_force(work).calendar, on, layer)
        if not closed or by_rule is None:
            again = ClosingDay(on, layer, day.name_es, day.name_en, day.source, day.status, closed)
            say(work, again, note=why, by=by, now=now)

    return change(work, "day_closed" if closed else "day_opened", switch, by=by, now=now, seen=seen, told=told,
                   on=on.isoformat(), layer=layer.value, name=day.name_es if day else "", why=why.strip())  # fmt: skip


@verb
def switch_layer(
    work: Session, layer: Layer, *, on: bool, why: str = "", by: int, now: datetime, seen: str, told: Told = silent
) -> Changed:
    """Count a layer's days as closed, or count them no more. DeskError `layer_already`."""
    row = work.get(Setting, "layers") or Setting(name="layers", value="")

    def switch() -> None:
        there = set(row.value.split())
        if (layer in there) == on:
            raise DeskError("layer_already")
        row.value = " ".join(one for one in Layer if (one in there) != (one is layer))
        work.add(row)

    kind = "layer_on" if on else "layer_off"
    return change(work, kind, switch, by=by, now=now, seen=seen, told=told, layer=layer.value, why=why.strip())
