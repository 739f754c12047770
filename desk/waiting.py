"""Which promise an inquiry's case makes, and since when its customer waits for an answer."""

from datetime import datetime

from sqlmodel import Session, col, select

from db.models import Contact, Inquiry, Promise
from db.queries.in_force import in_force
from rules.clocks import Touch, answers, asks, starts_clock
from rules.codes import Channel, ContactKind, Direction, Outcome


def promise_of(work: Session, inquiry: Inquiry) -> Promise | None:
    """The promise of the inquiry's case, whether or not its clock runs."""
    known = in_force(work).known
    subcase = known.subcases.get(inquiry.subcase_code)
    return known.promises.get(subcase.promise_code or "") if subcase else None


def is_emergency(work: Session, inquiry: Inquiry) -> bool:
    """Whether its case is the pair of mail and voice mail."""
    subcase = in_force(work).known.subcases.get(inquiry.subcase_code)
    return subcase is not None and "voicemail" in subcase.channels


def waiting_since(work: Session, inquiry: Inquiry, promise: Promise) -> datetime | None:
    """The moment the promise counts from: the oldest unanswered message that starts its clock; None when none waits.

    An emergency counts from its mail, also when the voice mail came first (page_anomalies.csv A11).
    """
    emergency, promised = is_emergency(work, inquiry), inquiry.outcome == Outcome.PROMISE_MADE
    contacts = work.exec(
        select(Contact).where(Contact.inquiry_id == inquiry.id).order_by(col(Contact.at), col(Contact.id))
    )
    asked: list[Contact] = []
    for contact in contacts:
        touch = Touch(
            contact.at, Direction(contact.direction), ContactKind(contact.kind), automatic=contact.automatic,
            promised=promised,
        )  # fmt: skip
        if answers(touch):
            asked.clear()
        elif asks(touch) and starts_clock(
            promise.kind, channel=Channel(contact.channel), outcome=Outcome(inquiry.outcome), emergency=emergency
        ):
            asked.append(contact)
    mails = [contact for contact in asked if contact.kind == ContactKind.MAIL] if emergency else []
    return next((contact.at for contact in mails or asked), None)
