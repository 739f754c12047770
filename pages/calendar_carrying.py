"""A decided change of the calendar on its way, in a thread of its own: a run that is cut off cuts nothing off."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

import db
from desk.calendar import add_closing_days, remove_closing_day, switch_day, switch_layer
from desk.calendar_rows import Changed
from rules.calendar_plans import Act, Plan


@dataclass
class Running:
    """How far it is, and in the end what it did or why not."""

    done: int = 0
    of: int = 0
    changed: Changed | None = None
    refused: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def share(self) -> float:
        """How much of it is done."""
        return self.done / self.of if self.of else 0.0

    def told(self, done: int, of: int) -> None:
        """How far it is."""
        self.done, self.of = done, of


def begin(one: Plan, *, by: int, now: datetime) -> Running:
    """Begin to carry out what was looked at."""
    running = Running()
    threading.Thread(target=_carry_out, args=(running, one, by, now), daemon=False).start()
    return running


def _carry_out(running: Running, one: Plan, by: int, now: datetime) -> None:
    try:
        with db.writing() as work:
            running.changed = verb(one)(work, by=by, now=now, seen=one.seen, told=running.told)
    except Exception as error:
        running.refused = error
    finally:
        running.over.set()


def verb(one: Plan) -> Callable[..., Changed]:
    """The verb that carries a plan out."""

    def do(work: Session, **given: Any) -> Changed:
        match one.act:
            case Act.ADD:
                return add_closing_days(work, one.days, why=one.why, **given)
            case Act.REMOVE:
                return remove_closing_day(work, one.on, one.layer, why=one.why, **given)
            case Act.OPEN | Act.CLOSE:
                return switch_day(work, one.on, one.layer, closed=one.act is Act.CLOSE, why=one.why, **given)
            case _:
                return switch_layer(work, one.layer, on=one.act is Act.LAYER_ON, why=one.why, **given)

    return do
