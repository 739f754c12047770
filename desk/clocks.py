"""Deadlines: starting one, meeting it, ending one that is no longer owed; and keeping them true to the contacts."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from db.models import Deadline, Inquiry, Promise
from db.queries.in_force import in_force
from desk.counting import count, keys_of_deadline, moved
from desk.waiting import promise_of, waiting_since
from rules.closing_days import Calendar


def start_deadline(
    work: Session,
    inquiry: Inquiry,
    promise: Promise,
    *,
    started_at: datetime,
    calendar: Calendar,
    first_promised: datetime | None = None,
) -> Deadline:
    """Run a promise on an inquiry from `started_at`, by the calendar in force, in the inquiry's zone.

    `first_promised`: what the customer was told when this very clock ran before, on a case that was corrected since.
    """
    assert inquiry.id is not None
    term = in_force(work).known.term(promise.code, started_at=started_at, zone=inquiry.zone)
    assert term is not None  # every promise with a clock has a term from its first day on
    due_at = term.due(started_at, inquiry.zone, calendar)
    deadline = Deadline(
        inquiry_id=inquiry.id, promise_code=promise.code, started_at=started_at, zone=inquiry.zone,
        business_days=term.business_days, calendar_version=calendar.version, due_at=due_at,
        due_on=due_at.astimezone(ZoneInfo(inquiry.zone)).date(), promised_due_at=first_promised or due_at,
    )  # fmt: skip
    work.add(deadline)
    count(work, [(key, 1) for key in keys_of_deadline(deadline)])
    refresh_due(work, inquiry)
    return deadline


def keep_clock(work: Session, inquiry: Inquiry, *, now: datetime, why: str) -> None:
    """Make what is owed agree with what was said: the promise of its case runs from the oldest unanswered message.

    Contacts are written down late and out of order; a reply may be older than the message logged before it. A clock
    that is no longer the right one ends with `why` and leaves the counts.
    """
    work.flush()
    promise, ever = promise_of(work, inquiry), every_deadline(work, inquiry)
    owed = [d for d in ever if d.met_at is None and d.ended_at is None]
    since = waiting_since(work, inquiry, promise) if promise is not None else None
    right = [d for d in owed if promise is not None and d.promise_code == promise.code and d.started_at == since]
    end(work, inquiry, [d for d in owed if d not in right], at=now, why=why)
    if promise is not None and since is not None and not right:
        before = (d.promised_due_at for d in ever if d.promise_code == promise.code and d.started_at == since)
        start_deadline(
            work, inquiry, promise, started_at=since, calendar=in_force(work).calendar,
            first_promised=next(before, None),
        )  # fmt: skip


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
    return [deadline for deadline in owed_ever(work, inquiry) if deadline.met_at is None]


def answered_by(work: Session, inquiry: Inquiry, *, at: datetime) -> list[Deadline]:
    """What an answer at this moment meets: whatever ran by then, unless an earlier answer had met it already."""
    return [d for d in owed_ever(work, inquiry) if d.started_at <= at and (d.met_at is None or d.met_at > at)]


def refresh_due(work: Session, inquiry: Inquiry) -> None:
    """Keep the inquiry's own `due_at` (the earliest open deadline) for the queues."""
    work.flush()
    inquiry.due_at = min((d.due_at for d in running(work, inquiry)), default=None)


def owed_ever(work: Session, inquiry: Inquiry) -> list[Deadline]:
    """The deadlines that count: running or met, not those that ended without being owed."""
    return [deadline for deadline in every_deadline(work, inquiry) if deadline.ended_at is None]


def every_deadline(work: Session, inquiry: Inquiry) -> list[Deadline]:
    """All deadlines an inquiry ever had, in the order they started."""
    mine = select(Deadline).where(Deadline.inquiry_id == inquiry.id)
    return list(work.exec(mine.order_by(col(Deadline.started_at), col(Deadline.id))))
