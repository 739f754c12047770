"""Counting what is open again, after the calendar or a promise changed: all of it in the verb's own transaction.

Statements move the rows, never an object for each: a hundred thousand take seconds. What was first promised stays, and
what is met or ended stays as it was judged. An inquiry's version stays as well: what somebody is about to save about
it is as right as before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.queries.staircases import UNANSWERED, fill_steps, stretches
from desk.recount_rows import await_anew, count_anew, move, note_what_moves, of_several, say_version
from rules.steps import Agreed

AT_ONCE = 5_000
"""Deadlines between two words on how far it is."""

Told = Callable[[int, int], None]
"""Who hears how far it is: so many deadlines of so many."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many open deadlines and awaited deliveries now have another moment.

    `freed` and `caught`: the deadlines that are overdue no more, and those that are at once.
    """

    deadlines: int
    freed: int
    caught: int
    deliveries: int


def recount(
    work: Session, agreed: Agreed, *, now: datetime, told: Told = lambda done, of: None
) -> Recounted:
    """Make every open deadline and awaited delivery say what a fresh count by `agreed` says; queues and tallies too."""
    work.flush()
    connection, version = work.connection(), agreed.calendar.version
    fill_steps(connection, list(stretches(connection, UNANSWERED)), agreed)
    moved, running = note_what_moves(connection)
    for first in range(1, moved + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, moved)
        move(connection, first, last, version)
        told(last, moved)
    of_several(connection)
    freed, caught = count_anew(work, now)
    if moved < running:
        say_version(connection, version)
    deliveries = await_anew(connection, agreed, version)
    work.expire_all()
    return Recounted(moved, freed, caught, deliveries)
