"""Correcting what an inquiry is about: another sub-case, another mailbox, with the clock of its original receipt."""

from datetime import datetime

from sqlmodel import Session

from db.models import Emergency, Inquiry, Mailbox, Subcase
from db.queries.tallies import keys_of_inquiry
from desk.clocks import keep_clock
from desk.counting import count, moved
from desk.errors import DeskError
from desk.events import remember
from desk.judging import judge_past
from desk.loading import fetch, local_day
from desk.rights import verb
from rules.codes import Channel, Status


@verb
def change_reason(
    work: Session, folio: str, *, subcase_code: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Correct the reason: a promise that does not belong ends, one that does runs from the original receipt."""
    inquiry = fetch(work, folio, version=version)
    before = {"reason": inquiry.reason_code, "subcase": inquiry.subcase_code}
    _reclassify(work, inquiry, subcase_of(work, subcase_code), now=now, why="reason_corrected")
    after = {"reason": inquiry.reason_code, "subcase": inquiry.subcase_code}
    remember(
        work, "reason_changed", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before,
        after=after,
    )  # fmt: skip
    return inquiry


@verb
def reroute(
    work: Session, folio: str, *, mailbox_code: str, subcase_code: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Move a mail to the mailbox it belonged in; it keeps its original receipt time. DeskError `retired_mailbox`."""
    inquiry = fetch(work, folio, version=version)
    mailbox = work.get(Mailbox, mailbox_code)
    if mailbox is None or not mailbox.active:
        raise DeskError("retired_mailbox", mailbox=mailbox_code)
    before, inquiry.mailbox_code = inquiry.mailbox_code, mailbox_code
    _reclassify(work, inquiry, subcase_of(work, subcase_code), now=now, why="rerouted")
    remember(
        work, "rerouted", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before,
        after=mailbox_code,
    )  # fmt: skip
    return inquiry


def subcase_of(work: Session, code: str) -> Subcase:
    """The case of a code. DeskError `retired_reason` for one that is not in use."""
    subcase = work.get(Subcase, code)
    if subcase is None or not subcase.active:
        raise DeskError("retired_reason", subcase=code)
    return subcase


def _reclassify(work: Session, inquiry: Inquiry, subcase: Subcase, *, now: datetime, why: str) -> None:
    cells = keys_of_inquiry(inquiry)
    inquiry.reason_code, inquiry.subcase_code = subcase.reason_code, subcase.code
    count(work, moved(cells, keys_of_inquiry(inquiry)))
    if inquiry.status != Status.CLOSED:  # what is closed owes nothing; once opened again it can be corrected
        keep_clock(work, inquiry, now=now, why=why)
    judge_past(work, inquiry, now=now, why=why)
    pair_of_case(work, inquiry, subcase)


def pair_of_case(work: Session, inquiry: Inquiry, subcase: Subcase) -> None:
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
