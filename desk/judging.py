"""When what was written down is corrected: what an answer had met runs again, and what nobody judged is judged.

A correction may bring a breach to light; it never takes one away. What was met stays as it was judged.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from db.models import Deadline, Inquiry
from db.queries.in_force import in_force
from desk.clocks import end, every_deadline, meet, owed_ever, refresh_due, start_deadline
from desk.counting import count, keys_of_deadline, moved
from desk.waiting import Wait, promise_of, waits


def run_again(work: Session, inquiry: Inquiry, deadlines: Iterable[Deadline]) -> None:
    """The answer that met these was taken back: they wait again, until the moment today's calendar and term give."""
    agreed = in_force(work)
    for deadline in deadlines:
        before = keys_of_deadline(deadline)
        term = agreed.known.term(deadline.promise_code, started_at=deadline.started_at, zone=deadline.zone)
        assert term is not None  # every promise with a clock has a term from its first day on
        deadline.met_at, deadline.business_days = None, term.business_days
        deadline.due_at = term.due(deadline.started_at, deadline.zone, agreed.calendar)
        deadline.due_on = deadline.due_at.astimezone(ZoneInfo(deadline.zone)).date()
        deadline.calendar_version = agreed.calendar.version
        count(work, moved(before, keys_of_deadline(deadline)))
    refresh_due(work, inquiry)


def judge_past(work: Session, inquiry: Inquiry, *, now: datetime, why: str) -> None:
    """Give every wait that an answer ended its deadline, where none has judged it yet.

    A corrected reason or a merged duplicate shows a promise that ran unnoticed: it was kept or broken all the same.
    """
    work.flush()
    promise = promise_of(work, inquiry)
    if promise is None:
        return
    for wait in waits(work, inquiry, promise):
        if wait.answered_at is not None:
            _judge(work, inquiry, wait, answered_at=wait.answered_at, now=now, why=why)


def _judge(work: Session, inquiry: Inquiry, wait: Wait, *, answered_at: datetime, now: datetime, why: str) -> None:
    promise = promise_of(work, inquiry)
    assert promise is not None
    ours = [d for d in owed_ever(work, inquiry) if d.started_at <= answered_at and not _over_before(d, wait.since)]
    exact = [d for d in ours if d.met_at is None and d.started_at == wait.since and d.promise_code == promise.code]
    meet(work, inquiry, exact, at=answered_at)
    end(work, inquiry, [d for d in ours if d.met_at is None], at=now, why=why)
    met = [d for d in ours if d.met_at is not None]
    if any(d.started_at <= wait.since for d in met):
        return
    # Older than what was judged: the same answer is judged from the older message, which is stricter.
    end(work, inquiry, [d for d in met if d.met_at == answered_at], at=now, why="counts_from_older")
    ran = (d for d in every_deadline(work, inquiry) if (d.promise_code, d.started_at) == (promise.code, wait.since))
    older = start_deadline(
        work, inquiry, promise, started_at=wait.since, calendar=in_force(work).calendar,
        first_promised=next((d.promised_due_at for d in ran), None),
    )  # fmt: skip
    meet(work, inquiry, [older], at=answered_at)


def _over_before(deadline: Deadline, since: datetime) -> bool:
    """Whether this was answered before the wait began."""
    return deadline.met_at is not None and deadline.met_at <= since and deadline.started_at < since
