"""Correcting what an inquiry is about: another sub-case, another mailbox, with the clock of its original receipt."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from db.models import Contact, Emergency, Inquiry, Mailbox, Promise, Subcase
from db.queries.calendar import load_calendar
from db.queries.tallies import keys_of_inquiry
from desk.clocks import end, running, start_deadline
from desk.counting import count, moved
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from rules.clocks import starts_clock
from rules.codes import Channel, Status


def change_reason(
    work: Session, folio: str, *, subcase_code: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Correct the reason: a promise that does not belong ends, one that does runs from the original receipt."""
    inquiry = fetch(work, folio, version=version)
    before = {"reason": inquiry.reason_code, "subcase": inquiry.subcase_code}
    _reclassify(work, inquiry, _subcase(work, subcase_code), now=now, why="reason_corrected")
    after = {"reason": inquiry.reason_code, "subcase": inquiry.subcase_code}
    remember(
        work, "reason_changed", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before,
        after=after,
    )  # fmt: skip
    return inquiry


def reroute(
    work: Session, folio: str, *, mailbox_code: str, subcase_code: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Move a mail to the mailbox it belonged in; it keeps its original receipt time. DeskError `retired_mailbox`."""
    inquiry = fetch(work, folio, version=version)
    mailbox = work.get(Mailbox, mailbox_code)
    if mailbox is None or not mailbox.active:
        raise DeskError("retired_mailbox", mailbox=mailbox_code)
    before, inquiry.mailbox_code = inquiry.mailbox_code, mailbox_code
    _reclassify(work, inquiry, _subcase(work, subcase_code), now=now, why="rerouted")
    remember(
        work, "rerouted", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before,
        after=mailbox_code,
    )  # fmt: skip
    return inquiry


def _subcase(work: Session, code: str) -> Subcase:
    subcase = work.get(Subcase, code)
    if subcase is None or not subcase.active:
        raise DeskError("retired_reason", subcase=code)
    return subcase


def _reclassify(work: Session, inquiry: Inquiry, subcase: Subcase, *, now: datetime, why: str) -> None:
    cells = keys_of_inquiry(inquiry)
    inquiry.reason_code, inquiry.subcase_code = subcase.reason_code, subcase.code
    count(work, moved(cells, keys_of_inquiry(inquiry)))
    promise = work.get(Promise, subcase.promise_code) if subcase.promise_code else None
    owed = running(work, inquiry)
    wanted = promise is not None and starts_clock(promise.kind, channel=inquiry.channel, outcome=inquiry.outcome)
    wrong = [d for d in owed if not wanted or promise is None or d.promise_code != promise.code]
    # The clock that was waiting goes on under its right promise, from the moment the customer wrote.
    waiting_since = min((d.started_at for d in owed), default=None)
    end(work, inquiry, wrong, at=now, why=why)
    if wanted and promise is not None and len(wrong) == len(owed) and (owed or _unanswered(work, inquiry)):
        start_deadline(
            work, inquiry, promise, started_at=waiting_since or inquiry.received_at, calendar=load_calendar(work)
        )
    _pair(work, inquiry, subcase)


def _unanswered(work: Session, inquiry: Inquiry) -> bool:
    """Nothing was owed before: it is now only when the inquiry is still open and nobody answered it."""
    replies = select(Contact.id).where(Contact.inquiry_id == inquiry.id, Contact.kind == "reply").limit(1)
    return inquiry.status != Status.CLOSED and work.scalars(replies).first() is None


def _pair(work: Session, inquiry: Inquiry, subcase: Subcase) -> None:
    """An inquiry that becomes an emergency gets its pair; one that ceases to be keeps what was recorded."""
    assert inquiry.id is not None
    if "voicemail" in subcase.channels and work.get(Emergency, inquiry.id) is None:
        by_mail = inquiry.channel == Channel.EMAIL
        work.add(
            Emergency(
                inquiry_id=inquiry.id, mail_at=inquiry.received_at if by_mail else None,
                voicemail_at=inquiry.received_at if inquiry.channel == Channel.VOICEMAIL else None,
            )
        )  # fmt: skip
