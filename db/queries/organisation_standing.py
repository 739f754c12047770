"""How the promises of one organisation stand: bounded figures, however long it has been writing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, exists, func, or_, select
from sqlmodel import Session, col

from db.models import Contact, Deadline, Emergency, Inquiry
from db.queries.queue_places import COUNTED_TO
from rules.codes import Direction

WINDOW = 1_000
"""Figures are of the newest inquiries of an organisation: no page's cost grows with the years of its table."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How its promises stand, of its newest inquiries (WINDOW). `judged`: answered, or past due without an answer.

    `inquiries` is counted up to COUNTED_TO. `afterwards`: of the kept ones, those whose answer was written down only
    when it was past due. `emergency`: folio, moment and zone of the last one; None without any.
    """

    inquiries: int
    judged: int
    kept: int
    afterwards: int
    emergency: tuple[str, datetime, str] | None


def standing(look: Session, id: int, *, now: datetime) -> Standing:
    """Its figures. Three queries, each bounded."""
    mine = select(col(Inquiry.id)).where(col(Inquiry.organisation_id) == id).order_by(col(Inquiry.id).desc())
    counted = look.execute(select(func.count()).select_from(mine.limit(COUNTED_TO).subquery())).scalar_one()
    newest = mine.limit(WINDOW).subquery()
    met, due = col(Deadline.met_at), col(Deadline.due_at)
    c = Contact
    in_time = exists().where(
        col(c.inquiry_id) == col(Deadline.inquiry_id), col(c.at) == met, col(c.direction) == Direction.OUT,
        col(c.withdrawn_at).is_(None), col(c.logged_at) <= due,
    )  # fmt: skip
    judged, kept, afterwards = look.execute(
        select(func.count(), func.count(case((met <= due, 1))), func.count(case((and_(met <= due, ~in_time), 1))))
        .select_from(newest)
        .join(Deadline, col(Deadline.inquiry_id) == newest.c.id)
        .where(col(Deadline.ended_at).is_(None), or_(met.is_not(None), due < now))
    ).one()
    last = look.execute(
        select(Inquiry.folio, Inquiry.received_at, Inquiry.zone)  # type: ignore[call-overload]
        .join(newest, newest.c.id == col(Inquiry.id))
        .join(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
        .order_by(col(Inquiry.id).desc()).limit(1)
    ).first()  # fmt: skip
    return Standing(counted, judged, kept, afterwards, tuple(last) if last else None)
