"""Whose it is and where it stands: assign, transfer, close, reopen."""

from datetime import datetime

from sqlmodel import Session

from db.models import Account, Inquiry
from db.queries.tallies import CLOSED, REOPENED, Cube, keys_of_inquiry
from desk.clocks import keep_clock, running
from desk.contacts import touch
from desk.counting import count, moved
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from desk.rights import verb
from rules.codes import ContactKind, Direction, Status


@verb
def assign(work: Session, folio: str, *, to: int | None, by: int, now: datetime, version: int | None) -> Inquiry:
    """Give an inquiry to somebody, or to nobody. DeskError `unknown_account` for one who does not work here."""
    inquiry = fetch(work, folio, version=version)
    _give(work, inquiry, to=to, by=by, now=now)
    return inquiry


@verb
def take(work: Session, folio: str, *, by: int, now: datetime) -> Inquiry:
    """Take an inquiry nobody has: of two who try at once exactly one gets it; DeskError `taken` for the other."""
    inquiry = fetch(work, folio, version=None)
    if inquiry.assignee_id not in (None, by):
        raise DeskError("taken", folio=folio, by=inquiry.assignee_id)
    if inquiry.assignee_id is None:
        _give(work, inquiry, to=by, by=by, now=now)
    return inquiry


@verb
def transfer(
    work: Session, folio: str, *, to: int | None, why: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Hand an inquiry over with a word on why, which stays with it as a note; no clock stops. DeskError `empty`."""
    if not why.strip():
        raise DeskError("empty", field="why")
    inquiry = fetch(work, folio, version=version)
    _give(work, inquiry, to=to, by=by, now=now)
    touch(
        work, inquiry, direction=Direction.OUT, kind=ContactKind.NOTE, channel=inquiry.channel, at=now, by=by, now=now,
        text=why,
    )  # fmt: skip
    remember(work, "transferred", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), after=to)
    return inquiry


@verb
def close(
    work: Session, folio: str, *, outcome: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Close an inquiry with its outcome. DeskError `owes_answer` while a promise waits: answer it, or correct it."""
    inquiry = fetch(work, folio, version=version)
    if running(work, inquiry):
        raise DeskError("owes_answer", folio=folio)
    if inquiry.status == Status.CLOSED:
        raise DeskError("closed_already", folio=folio)
    if outcome != inquiry.outcome:
        before = keys_of_inquiry(inquiry)
        inquiry.outcome = outcome
        count(work, moved(before, keys_of_inquiry(inquiry)))
    close_now(work, inquiry, by=by, now=now)
    return inquiry


@verb
def reopen(work: Session, folio: str, *, by: int, now: datetime, version: int | None) -> Inquiry:
    """Open a closed inquiry again: what it owes it owes since then. Its closing and any breach stay in its history."""
    inquiry = fetch(work, folio, version=version)
    if inquiry.status != Status.CLOSED:
        raise DeskError("open_already", folio=folio)
    reopen_now(work, inquiry, by=by, now=now)
    keep_clock(work, inquiry, now=now, why="reason_corrected")  # its reason may have been corrected while it was closed
    return inquiry


def _give(work: Session, inquiry: Inquiry, *, to: int | None, by: int, now: datetime) -> None:
    if to is not None:
        work.flush()  # how often a row was written must not hang on whether this account was read before
        account = work.get(Account, to)
        if account is None or not account.active:
            raise DeskError("unknown_account", field="assignee")
    before, inquiry.assignee_id = inquiry.assignee_id, to
    remember(
        work, "assigned", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before, after=to
    )


def close_now(work: Session, inquiry: Inquiry, *, by: int, now: datetime) -> None:
    """Close, count it in the flow of the local day, remember it."""
    day = local_day(inquiry, now)
    inquiry.status, inquiry.closed_at, inquiry.closed_on = Status.CLOSED, now, day
    count(work, [((Cube.FLOW, day, CLOSED, ""), 1)])
    remember(work, CLOSED, inquiry=inquiry, by=by, at=now, on_date=day, outcome=inquiry.outcome)


def reopen_now(work: Session, inquiry: Inquiry, *, by: int, now: datetime) -> None:
    """Open again, count it in the flow of the local day, remember it."""
    day = local_day(inquiry, now)
    inquiry.status, inquiry.closed_at, inquiry.closed_on = Status.OPEN, None, None
    count(work, [((Cube.FLOW, day, REOPENED, ""), 1)])
    remember(work, REOPENED, inquiry=inquiry, by=by, at=now, on_date=day)
