"""Which promise an inquiry's case makes, and since when its customer waits for an answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.models import Contact, Inquiry, Promise
from db.queries.in_force import in_force
from rules.clocks import Touch, answers, asks, starts_clock
from rules.codes import Channel, ContactKind, Direction, Outcome


@dataclass(frozen=True, slots=True)
class Wait:
    """A customer waiting: since the oldest message that starts the clock, until the answer; None while it lasts."""

    since: datetime
    answered_at: datetime | None


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
    """The moment the promise counts from: the oldest unanswered message that starts its clock; None when none waits."""
    last = waits(work, inquiry, promise)[-1:]
    return last[0].since if last and last[0].answered_at is None else None


def waits(work: Session, inquiry: Inquiry, promise: Promise) -> tuple[Wait, ...]:
    """Every time the customer waited for an answer to this promise, the oldest first.

    An emergency counts from its mail, also when the voice mail came first (page_anomalies.csv A11).
    """
    emergency = is_emergency(work, inquiry)
    found: list[Wait] = []
    asked: list[Contact] = []
    for contact in contacts_of(work, inquiry):
        touch = touch_of(contact, inquiry)
        if answers(touch):
            found += [Wait(_oldest(asked, emergency=emergency), contact.at)] if asked else []
            asked.clear()
        elif asks(touch) and starts_clock(
            promise.kind, channel=Channel(contact.channel), outcome=Outcome(inquiry.outcome), emergency=emergency
        ):
            asked.append(contact)
    return (*found, Wait(_oldest(asked, emergency=emergency), None)) if asked else tuple(found)


def contacts_of(work: Session, inquiry: Inquiry) -> list[Contact]:
    """Every touch, in the order of what happened."""
    mine = select(Contact).where(Contact.inquiry_id == inquiry.id)
    return list(work.exec(mine.order_by(col(Contact.at), col(Contact.id))))


def touch_of(contact: Contact, inquiry: Inquiry) -> Touch:
    """A contact as the clocks see it. An older call, of a duplicate that was merged, did not end in this promise."""
    promised = inquiry.outcome == Outcome.PROMISE_MADE and contact.at >= inquiry.received_at
    return Touch(
        contact.at, Direction(contact.direction), ContactKind(contact.kind), automatic=contact.automatic,
        promised=promised, withdrawn=contact.withdrawn_at is not None,
    )  # fmt: skip


def _oldest(asked: list[Contact], *, emergency: bool) -> datetime:
    mails = [contact for contact in asked if contact.kind == ContactKind.MAIL] if emergency else []
    return (mails or asked)[0].at
