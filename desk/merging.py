"""A duplicate: its contacts go to the inquiry that goes on, with their times; it is closed and points there.

Nothing gets better by merging: what was judged stays judged, and what waits counts from the oldest unanswered message
of both.
"""

from datetime import datetime

from sqlmodel import Session

from db.models import Deadline, Inquiry
from desk.clocks import end, keep_clock, owed_ever, refresh_due, running
from desk.errors import DeskError
from desk.events import remember
from desk.judging import judge_past
from desk.loading import fetch, local_day
from desk.merging_beside import carry_delivery, carry_pair, carry_person
from desk.moves import close_now, reopen_now
from desk.rights import supervises, verb
from desk.searching import index
from desk.waiting import contacts_of, is_emergency, touch_of
from rules.clocks import answers
from rules.codes import Status


@verb
def merge_into(
    work: Session,
    folio: str,
    *,
    into: str,
    by: int,
    now: datetime,
    version: int | None,
    into_version: int | None = None,
) -> Inquiry:
    """Close an inquiry as a duplicate of another, which takes over its contacts, its passport or pair, and its clock.

    DeskError `merge_itself`, `merged`, `merge_emergency` for an emergency and what is none, `two_passports`,
    `merge_later` when the customer would be owed an answer later than promised, `merge_overdue` when an answer of one
    would silence what is overdue on the other and nobody supervises.
    """
    if folio == into:
        raise DeskError("merge_itself", folio=folio)
    double, other = fetch(work, folio, version=version), fetch(work, into, version=into_version)
    pairs = is_emergency(work, double), is_emergency(work, other)
    if pairs[0] != pairs[1]:
        raise DeskError("merge_emergency", folio=folio, into=into)
    owed = [*running(work, double), *running(work, other)]
    _may(work, double, other, owed, by=by, now=now)
    was_open = double.status != Status.CLOSED
    moved = contacts_of(work, double)
    for contact in moved:
        contact.inquiry_id = _number(other)
    _carry_deadlines(work, double, other, now=now)
    carry_person(double, other)
    carry_delivery(work, double, other, now=now)
    carry_pair(work, double, other)
    judge_past(work, other, now=now, why="merged")
    keep_clock(work, other, now=now, why="counts_from_older")
    _keep_promised(work, other, owed)
    if not all(pairs):  # an emergency counts from its mail, also when its voice mail came first
        _refuse_later(work, other, owed)
    if other.status == Status.CLOSED and (was_open or running(work, other)):
        reopen_now(work, other, by=by, now=now)
    elif running(work, other):
        other.status = Status.OPEN
    double.merged_into_id = other.id
    on_date = local_day(double, now)
    remember(work, "merged", inquiry=double, by=by, at=now, on_date=on_date, into=into, contacts=len(moved))
    if was_open:
        close_now(work, double, by=by, now=now)
    remember(
        work, "merged_in", inquiry=other, by=by, at=now, on_date=local_day(other, now), folio=folio,
        contacts=[contact.id for contact in moved],
    )  # fmt: skip
    index(work, double)
    index(work, other)
    return double


def _may(work: Session, double: Inquiry, other: Inquiry, owed: list[Deadline], *, by: int, now: datetime) -> None:
    """An answer that was given to one of them does not silence what is overdue on the other, unless a supervisor says
    that it was the same matter."""
    given = [*_answers(work, double), *_answers(work, other)]
    silenced = [d for d in owed if d.due_at < now and any(at >= d.started_at for at in given)]
    if silenced and not supervises(work, by):
        raise DeskError("merge_overdue")


def _carry_deadlines(work: Session, double: Inquiry, other: Inquiry, *, now: datetime) -> None:
    """What was answered goes along with its answer, as it was judged; what still ran ends here and runs there."""
    end(work, double, running(work, double), at=now, why="merged")
    for deadline in owed_ever(work, double):
        deadline.inquiry_id = _number(other)
    refresh_due(work, double)


def _refuse_later(work: Session, other: Inquiry, owed: list[Deadline]) -> None:
    """Whoever waits still waits, and no longer than they were promised."""
    given, goes_on = _answers(work, other), running(work, other)
    for before in owed:
        answered = any(at >= before.started_at for at in given)
        if not answered and not any(d.due_on <= before.due_on for d in goes_on):
            raise DeskError("merge_later", folio=other.folio)


def _keep_promised(work: Session, other: Inquiry, owed: list[Deadline]) -> None:
    """The same clock, run on: what the customer was told first is still known."""
    for deadline in running(work, other):
        same = (d for d in owed if (d.promise_code, d.started_at) == (deadline.promise_code, deadline.started_at))
        deadline.promised_due_at = next((d.promised_due_at for d in same), deadline.promised_due_at)


def _answers(work: Session, inquiry: Inquiry) -> list[datetime]:
    return [one.at for one in contacts_of(work, inquiry) if answers(touch_of(one, inquiry))]


def _number(inquiry: Inquiry) -> int:
    assert inquiry.id is not None
    return inquiry.id
