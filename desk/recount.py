"""Counting what is open again, after the calendar or a promise changed: all of it in the verb's own transaction.

Statements move the rows, never an object for each: a hundred thousand take seconds. What was first promised stays, and
what is met or ended stays as it was judged. An inquiry's version stays as well: what somebody is about to save about
it is as right as before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, func, insert, or_, select, update
from sqlmodel import Session, col

from db.models import Deadline, Delivery, Inquiry
from db.queries.staircases import (
    AWAITED,
    MISSING,
    STEP,
    UNANSWERED,
    fill_missing,
    fill_steps,
    fresh,
    step_of,
    stretches,
)
from db.queries.tallies import TOTAL, Cube
from db.types import Moment
from desk.counting import count
from rules.steps import Agreed

AT_ONCE = 5_000
"""Deadlines between two words on how far it is."""

Told = Callable[[int, int], None]
"""Who hears how far it is: so many deadlines of so many."""

MOVED = Table(
    "counted_moved", MetaData(), Column("n", Integer, primary_key=True, autoincrement=False),
    Column("deadline_id", Integer), Column("inquiry_id", Integer), Column("promise_code", String),
    Column("was_on", Date), Column("due_at", Moment), Column("due_on", Date), Column("business_days", Integer),
    prefixes=["TEMPORARY"],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many open deadlines and awaited deliveries now have another moment."""

    deadlines: int
    deliveries: int


def recount(work: Session, agreed: Agreed, *, told: Told = lambda done, of: None) -> Recounted:
    """Make every open deadline and awaited delivery say what a fresh count by `agreed` says; queues and tallies too."""
    work.flush()
    connection, version = work.connection(), agreed.calendar.version
    fill_steps(connection, list(stretches(connection, UNANSWERED)), agreed)
    moved = _note_what_moves(connection)
    for first in range(1, moved + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, moved)
        _move(connection, first, last, version)
        told(last, moved)
    _count_anew(work)
    connection.execute(update(Deadline).where(UNANSWERED, col(Deadline.calendar_version) != version)
                       .values(calendar_version=version))  # fmt: skip
    deliveries = _await_anew(connection, agreed, version)
    work.expire_all()
    return Recounted(moved, deliveries)


def _note_what_moves(connection: Connection) -> int:
    d, s = Deadline, STEP.c
    fresh(connection, MOVED, ())
    number = func.row_number().over(order_by=d.id)  # type: ignore[arg-type]
    differs = or_(col(d.due_at) != s.due_at, col(d.business_days) != s.business_days)
    rows = select(number, d.id, d.inquiry_id, d.promise_code, d.due_on, s.due_at, s.due_on, s.business_days)  # type: ignore[call-overload]
    connection.execute(insert(MOVED).from_select(list(MOVED.c.keys()), rows.join_from(d, STEP, step_of())
                                                 .where(UNANSWERED, differs)))  # fmt: skip
    return connection.execute(select(func.count()).select_from(MOVED)).scalar_one()


def _move(connection: Connection, first: int, last: int, version: str) -> None:
    m = MOVED.c
    these = m.n.between(first, last)
    connection.execute(
        update(Deadline).where(col(Deadline.id) == m.deadline_id, these)
        .values(due_at=m.due_at, due_on=m.due_on, business_days=m.business_days, calendar_version=version)
    )  # fmt: skip
    earliest = select(func.min(col(Deadline.due_at))).where(col(Deadline.inquiry_id) == col(Inquiry.id), UNANSWERED)
    connection.execute(
        update(Inquiry).where(col(Inquiry.id).in_(select(m.inquiry_id).where(these)))
        .values(due_at=earliest.correlate(Inquiry).scalar_subquery())
    )  # fmt: skip


def _count_anew(work: Session) -> None:
    m = MOVED.c
    cells = select(m.promise_code, m.was_on, m.due_on, func.count()).where(m.was_on != m.due_on)
    changes = []
    for code, was_on, due_on, n in work.connection().execute(cells.group_by(m.promise_code, m.was_on, m.due_on)):
        changes += [((Cube.PROMISE, was_on, code, TOTAL), -n), ((Cube.PROMISE, due_on, code, TOTAL), n)]
    count(work, changes)


def _await_anew(connection: Connection, agreed: Agreed, version: str) -> int:
    v, m = Delivery, MISSING.c
    first, last = func.min(v.visa_issued_on), func.max(v.visa_issued_on)
    issued = connection.execute(select(v.zone, first, last).where(AWAITED).group_by(col(v.zone))).all()  # type: ignore[call-overload]
    fill_missing(connection, [(zone, begin, end) for zone, begin, end in issued], agreed)
    mine = (m.zone == v.zone, m.issued_on == v.visa_issued_on)
    moved = connection.execute(
        update(Delivery).where(AWAITED, *mine, m.missing_from != v.missing_from).values(missing_from=m.missing_from)
    ).rowcount
    connection.execute(update(Delivery).where(AWAITED, col(v.calendar_version) != version)
                       .values(calendar_version=version))  # fmt: skip
    return moved
