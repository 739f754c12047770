"""Answers and messages: what meets a promise, what starts the next clock."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from db.models import Contact, Inquiry
from desk.clocks import answered_by, keep_clock, meet, running
from desk.contacts import touch
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from desk.moves import close_now, reopen_now
from desk.rights import verb
from desk.searching import index
from rules.codes import Channel, ContactKind, Direction, Status
from rules.masking import clean_free_text

TWICE = timedelta(minutes=1)


@verb
def record_reply(
    work: Session,
    folio: str,
    *,
    channel: str,
    by: int,
    now: datetime,
    version: int | None,
    at: datetime | None = None,
    text: str = "",
    then: Status = Status.WAITING,
) -> Inquiry:
    """Somebody answered the customer at `at` (now when not given): every promise running since before is met.

    An answer may be recorded late with its true time. DeskError `future` or `before_receipt` for an impossible one.
    """
    inquiry = fetch(work, folio, version=version)
    answered_at = at or max(now, inquiry.received_at)  # a clock set back since makes no answer impossible
    if at is not None and at > now:
        raise DeskError("future", field="at")
    if answered_at < inquiry.received_at and not _asked_by(work, inquiry, answered_at):
        raise DeskError("before_receipt", field="at")
    touch(
        work, inquiry, direction=Direction.OUT, kind=ContactKind.REPLY, channel=channel, at=answered_at, by=by, now=now,
        text=text,
    )  # fmt: skip
    meet(work, inquiry, answered_by(work, inquiry, at=answered_at), at=answered_at)
    if inquiry.status != Status.CLOSED:
        keep_clock(work, inquiry, now=now, why="answered_before")  # a message younger than this answer still waits
    if inquiry.status != Status.CLOSED:
        if then == Status.CLOSED and not running(work, inquiry):
            close_now(work, inquiry, by=by, now=now)
        elif then != Status.CLOSED:
            inquiry.status = then
    index(work, inquiry)
    remember(
        work, "replied", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), channel=channel,
        answered_at=answered_at.isoformat(),
    )  # fmt: skip
    return inquiry


@verb
def record_message(
    work: Session,
    folio: str,
    *,
    channel: str,
    received_at: datetime,
    by: int,
    now: datetime,
    version: int | None,
    text: str = "",
    subject: str = "",
) -> Inquiry:
    """The customer wrote or called again: a closed inquiry opens, and a new clock runs when none was running.

    While an older message waits, its clock goes on: the promise counts from the oldest unanswered message.
    """
    inquiry = fetch(work, folio, version=version)
    if received_at > now:
        raise DeskError("future", field="at")
    kind = {Channel.EMAIL: ContactKind.MAIL, Channel.VOICEMAIL: ContactKind.VOICEMAIL}.get(
        Channel(channel), ContactKind.CALL
    )
    touch(
        work, inquiry, direction=Direction.IN_, kind=kind, channel=channel, at=received_at, by=by, now=now, text=text,
        subject=subject,
    )  # fmt: skip
    if inquiry.status == Status.CLOSED:
        reopen_now(work, inquiry, by=by, now=now)
    inquiry.status = Status.OPEN
    keep_clock(work, inquiry, now=now, why="counts_from_older")
    index(work, inquiry)
    remember(work, "message", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), channel=channel)
    return inquiry


@verb
def add_note(work: Session, folio: str, *, text: str, by: int, now: datetime) -> Inquiry:
    """A note among ourselves. It answers nobody and stops no clock; DeskError `empty` without words.

    The same words by the same person within a minute are one note: somebody pressed Enter twice.
    """
    inquiry = fetch(work, folio, version=None)
    said = clean_free_text(text).strip()
    if not said:
        raise DeskError("empty", field="note")
    if _just_said(work, inquiry, said, by=by, now=now):
        return inquiry
    touch(
        work, inquiry, direction=Direction.OUT, kind=ContactKind.NOTE, channel=inquiry.channel, at=now, by=by, now=now,
        text=text,
    )  # fmt: skip
    index(work, inquiry)
    remember(work, "noted", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now))
    return inquiry


def _asked_by(work: Session, inquiry: Inquiry, at: datetime) -> bool:
    """Whether a message came by then: a duplicate that was merged may have brought one older than the inquiry."""
    older = select(Contact.id).where(
        Contact.inquiry_id == inquiry.id, Contact.direction == Direction.IN_, Contact.at <= at
    )
    return work.exec(older.limit(1)).first() is not None


def _just_said(work: Session, inquiry: Inquiry, said: str, *, by: int, now: datetime) -> bool:
    lately = select(Contact.id).where(
        Contact.inquiry_id == inquiry.id, Contact.kind == ContactKind.NOTE, Contact.by == by, Contact.text == said,
        Contact.at > now - TWICE,
    )  # fmt: skip
    return work.exec(lately.limit(1)).first() is not None
