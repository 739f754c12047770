"""An answer recorded by mistake: it stays, marked with who, when and why, and what it had met is owed again."""

from datetime import datetime

from sqlmodel import Session

from db.models import Contact, Deadline, Inquiry
from desk.clocks import keep_clock, meet, owed_ever, running
from desk.errors import DeskError
from desk.events import remember
from desk.judging import run_again
from desk.loading import fetch, local_day
from desk.moves import reopen_now
from desk.rights import supervises, verb
from desk.waiting import contacts_of, touch_of
from rules.clocks import answers
from rules.codes import Status
from rules.masking import clean_free_text

LONGEST_WHY = 500


@verb
def withdraw_answer(
    work: Session, folio: str, *, contact_id: int, why: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Take an answer back. What it had met goes to the next answer there is, else its clock runs on from where it
    began, by today's calendar; a closed inquiry that owes again opens.

    DeskError `no_answer`, `withdrawn_already`, `empty` without a why, `not_yours` for whoever neither wrote it down
    nor supervises.
    """
    inquiry = fetch(work, folio, version=version)
    contact = _answer(work, inquiry, contact_id)
    said = clean_free_text(why).strip()
    if not said:
        raise DeskError("empty", field="why")
    if len(said) > LONGEST_WHY:
        raise DeskError("too_long", field="why", over=len(said) - LONGEST_WHY)
    if contact.by != by and not supervises(work, by):
        raise DeskError("not_yours")
    contact.withdrawn_at, contact.withdrawn_by, contact.withdrawn_why = now, by, said
    work.flush()
    _owe_again(work, inquiry, [d for d in owed_ever(work, inquiry) if d.met_at == contact.at])
    keep_clock(work, inquiry, now=now, why="counts_from_older")
    if running(work, inquiry):
        if inquiry.status == Status.CLOSED:
            reopen_now(work, inquiry, by=by, now=now)
        inquiry.status = Status.OPEN
    remember(
        work, "answer_withdrawn", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), contact=contact.id,
        answered_at=contact.at.isoformat(), why=said,
    )  # fmt: skip
    return inquiry


def _answer(work: Session, inquiry: Inquiry, contact_id: int) -> Contact:
    contact = work.get(Contact, contact_id)
    if contact is None or contact.inquiry_id != inquiry.id:
        raise DeskError("no_answer", field="contact")
    if contact.withdrawn_at is not None:
        raise DeskError("withdrawn_already")
    if not answers(touch_of(contact, inquiry)):
        raise DeskError("no_answer", field="contact")
    return contact


def _owe_again(work: Session, inquiry: Inquiry, met: list[Deadline]) -> None:
    given = [one.at for one in contacts_of(work, inquiry) if answers(touch_of(one, inquiry))]
    for deadline in met:
        following = next((at for at in given if at >= deadline.started_at), None)
        if following is None:
            run_again(work, inquiry, [deadline])
        else:
            meet(work, inquiry, [deadline], at=following)
