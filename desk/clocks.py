"""Deadlines: starting one, meeting it, ending one that is no longer owed."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from db.models import Deadline, Inquiry, Promise
from desk.counting import count, keys_of_deadline, moved
from rules.closing_days import Calendar
from rules.deadlines import due


def start_deadline(
    work: Session, inquiry: Inquiry, promise: Promise, *, started_at: datetime, calendar: Calendar
) -> Deadline:
    """Run a promise on an inquiry from `started_at`, by the calendar in force, in the inquiry's zone."""
    assert inquiry.id is not None and promise.business_days is not None
    due_at = due(
        started_at,
        inquiry.zone,
        promise.business_days,
        calendar,
        closes=time.fromisoformat(promise.closes),
        lenient=promise.lenient,
    )
    deadline = Deadline(
        inquiry_id=inquiry.id, promise_code=promise.code, started_at=started_at, zone=inquiry.zone,
        business_days=promise.business_days, calendar_version=calendar.version, due_at=due_at,
        due_on=due_at.astimezone(ZoneInfo(inquiry.zone)).date(), promised_due_at=due_at,
    )  # fmt: skip
    work.add(deadline)
    count(work, [(key, 1) for key in keys_of_deadline(deadline)])
    refresh_due(work, inquiry)
    return deadline


def meet(work: Session, inquiry: Inquiry, deadlines: Iterable[Deadline], *, at: datetime) -> None:
    """An answer given at `at` meets these deadlines, on time or late: the fact, not the verdict, is stored."""
    for deadline in deadlines:
        before = keys_of_deadline(deadline)
        deadline.met_at = at
        count(work, moved(before, keys_of_deadline(deadline)))
    refresh_due(work, inquiry)


def end(work: Session, inquiry: Inquiry, deadlines: Iterable[Deadline], *, at: datetime, why: str) -> None:
    """These deadlines are no longer owed (re-routed, wrong reason): they leave the counts, the row stays."""
    for deadline in deadlines:
        before = keys_of_deadline(deadline)
        deadline.ended_at, deadline.ended_why = at, why
        count(work, moved(before, keys_of_deadline(deadline)))
    refresh_due(work, inquiry)


def running(work: Session, inquiry: Inquiry) -> list[Deadline]:
    """The deadlines of an inquiry still waiting for an answer, the oldest first."""
    owed = select(Deadline).where(Deadline.inquiry_id == inquiry.id, Deadline.met_at.is_(None), Deadline.ended_at.is_(None))  # type: ignore[union-attr]  # noqa: E501
    return list(work.scalars(owed.order_by(Deadline.started_at, Deadline.id)))  # type: ignore[arg-type]


def refresh_due(work: Session, inquiry: Inquiry) -> None:
    """Keep the inquiry's own `due_at` (the earliest open deadline) for the queues."""
    work.flush()
    owed = running(work, inquiry)
    inquiry.due_at = min((d.due_at for d in owed), default=None)
