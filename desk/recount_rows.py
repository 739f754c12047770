"""The statements of a recount: what moves is noted once, then moved, then counted; no row comes to Python."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlmodel import Session, col

from db.models import Deadline, Delivery, Inquiry
from db.queries.staircases import (
    AWAITED,
    MISSING,
    STEP,
    UNANSWERED,
    fill_missing,
    fresh,
    step_of,
)
from db.queries.tallies import TOTAL, Cube
from db.types import Moment
from desk.counting import count
from rules.steps import Agreed

NOT_BY_INDEX = 0
"""Added to a column that orders or groups: else SQLite walks all that was ever answered in that order, instead of the
few that are open by their partial index."""

MOVED = Table(
    "counted_moved", MetaData(), Column("n", Integer, primary_key=True),
    Column("deadline_id", Integer), Column("inquiry_id", Integer), Column("promise_code", String),
    Column("was_at", Moment), Column("was_on", Date), Column("due_at", Moment), Column("due_on", Date),
    Column("business_days", Integer), prefixes=["TEMPORARY"],
)  # fmt: skip


def note_what_moves(connection: Connection) -> tuple[int, int]:
    """How many move, of how many."""
    d, s = Deadline, STEP.c
    fresh(connection, MOVED, ())
    differs = or_(col(d.due_at) != s.due_at, col(d.business_days) != s.business_days)
    rows = select(d.id, d.inquiry_id, d.promise_code, d.due_at, d.due_on, s.due_at, s.due_on, s.business_days)  # type: ignore[call-overload]
    found = rows.join_from(d, STEP, step_of()).where(UNANSWERED, differs).order_by(col(d.id) + NOT_BY_INDEX)
    connection.execute(insert(MOVED).from_select([one.name for one in MOVED.c if one.name != "n"], found))
    moved = connection.execute(select(func.count()).select_from(MOVED)).scalar_one()
    return moved, connection.execute(select(func.count()).select_from(d).where(UNANSWERED)).scalar_one()


def move(connection: Connection, first: int, last: int, version: str) -> None:
    """Those of these numbers, and the inquiries they belong to."""
    m = MOVED.c
    these = m.n.between(first, last)
    connection.execute(
        update(Deadline).where(col(Deadline.id) == m.deadline_id, these)
        .values(due_at=m.due_at, due_on=m.due_on, business_days=m.business_days, calendar_version=version)
    )  # fmt: skip
    connection.execute(update(Inquiry).where(col(Inquiry.id) == m.inquiry_id, these).values(due_at=m.due_at))


def of_several(connection: Connection) -> None:
    """An inquiry that owes more than one answer is due with the earliest."""
    d, m = Deadline, MOVED.c
    by_inquiry = select(func.min(col(d.inquiry_id))).where(UNANSWERED).group_by(col(d.inquiry_id) + NOT_BY_INDEX)
    several = by_inquiry.having(func.count() > 1)
    earliest = select(func.min(col(d.due_at))).where(col(d.inquiry_id) == col(Inquiry.id), UNANSWERED)
    connection.execute(
        update(Inquiry).where(col(Inquiry.id).in_(several.intersect(select(m.inquiry_id))))
        .values(due_at=earliest.correlate(Inquiry).scalar_subquery())
    )  # fmt: skip


def count_anew(work: Session, now: datetime) -> tuple[int, int]:
    """The tally follows; how many are overdue no more, and how many at once."""
    m = MOVED.c
    was, will = m.was_at < now, m.due_at < now
    times = [func.sum(case((which, 1), else_=0)) for which in (and_(was, ~will), and_(~was, will))]
    cells = select(m.promise_code, m.was_on, m.due_on, func.count(), *times)
    changes, freed, caught = [], 0, 0
    for code, was_on, due_on, n, free, catch in work.connection().execute(
        cells.group_by(m.promise_code, m.was_on, m.due_on)
    ):
        changes += [((Cube.PROMISE, was_on, code, TOTAL), -n), ((Cube.PROMISE, due_on, code, TOTAL), n)]
        freed, caught = freed + free, caught + catch
    count(work, changes)
    return freed, caught


def say_version(connection: Connection, version: str) -> None:
    """What did not move was counted by this calendar all the same."""
    mine = col(Deadline.calendar_version)
    connection.execute(update(Deadline).where(UNANSWERED, mine != version).values(calendar_version=version))


def await_anew(connection: Connection, agreed: Agreed, version: str) -> int:
    """From when the number of a passport is missing, for all that are awaited; how many that moves."""
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
