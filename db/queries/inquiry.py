"""One inquiry as its page shows it: the matter, the person, each touch, what is owed, what was done."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from db.models import Contact, Customer, Deadline, Delivery, Emergency, Event, Inquiry, Organisation
from db.queries.inquiry_rows import Case, Dealing, Done, Other, Owed, Pair, Person, Returned

__all__ = [
    "Case", "Dealing", "Done", "Other", "Owed", "Pair", "Person", "Pulse", "Returned", "WholeInquiry", "done_since",
    "pulse", "whole_inquiry",
]  # fmt: skip

MOST_CONTACTS, MOST_EVENTS, MOST_OTHERS = 200, 300, 5
LOOKS = "revealed"  # a look changes nothing
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class WholeInquiry:
    """Everything about one inquiry. Contacts by time, events by number, both the oldest first and the newest kept when
    there are very many; deadlines in the order they started."""

    case: Case
    person: Person | None
    organisation: str
    contacts: tuple[Dealing, ...]
    deadlines: tuple[Owed, ...]
    delivery: Returned | None
    emergency: Pair | None
    events: tuple[Done, ...]
    others: tuple[Other, ...]

    @property
    def running(self) -> tuple[Owed, ...]:
        """The deadlines still waiting for an answer."""
        return tuple(one for one in self.deadlines if one.met_at is None and one.ended_at is None)

    @property
    def last_event(self) -> int:
        return self.events[-1].id if self.events else 0


@dataclass(frozen=True, slots=True)
class Pulse:
    """Which version an inquiry is at, and who made it so."""

    version: int
    kind: str
    by: int | None
    at: datetime


def whole_inquiry(look: Session, folio: str) -> WholeInquiry | None:
    """The inquiry of a folio as it is stored ("26-104233-7"), None when there is none. Four queries."""
    rows = look.exec(
        select(Inquiry, Customer, Organisation, Delivery, Emergency, Deadline)  # type: ignore[call-overload]
        .outerjoin(Customer, col(Customer.id) == col(Inquiry.customer_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Inquiry.organisation_id))
        .outerjoin(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id))
        .outerjoin(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
        .outerjoin(Deadline, col(Deadline.inquiry_id) == col(Inquiry.id))  # a few: the rest is told once for each
        .where(Inquiry.folio == folio)
        .order_by(col(Deadline.started_at), col(Deadline.id))
    ).all()
    if not rows:
        return None
    inquiry, person, company, delivery, emergency, _ = rows[0]
    mine = col(Inquiry.id) == inquiry.id
    contacts = look.exec(
        select(Contact).where(Contact.inquiry_id == inquiry.id)
        .order_by(col(Contact.at).desc(), col(Contact.id).desc()).limit(MOST_CONTACTS)
    ).all()  # fmt: skip
    others = () if person is None else look.exec(
        select(Inquiry).where(Inquiry.customer_id == person.id, ~mine).order_by(col(Inquiry.id).desc())
        .limit(MOST_OTHERS)
    ).all()  # fmt: skip
    return WholeInquiry(
        case=_value(Case, inquiry),
        person=_value(Person, person) if person else None,
        organisation=company.name if company else "",
        contacts=tuple(_value(Dealing, one) for one in reversed(contacts)),
        deadlines=tuple(_value(Owed, row[-1]) for row in rows if row[-1] is not None),
        delivery=_value(Returned, delivery) if delivery else None,
        emergency=_value(Pair, emergency) if emergency else None,
        events=_events(look, inquiry.id),
        others=tuple(_value(Other, one) for one in others),
    )


def done_since(look: Session, folio: str, *, after: int) -> tuple[Done, ...]:
    """What was done to an inquiry after an event's number, looks left out; the oldest first."""
    rows = look.exec(
        select(Event)
        .join(Inquiry, col(Inquiry.id) == col(Event.inquiry_id))
        .where(Inquiry.folio == folio, col(Event.id) > after, Event.kind != LOOKS)
        .order_by(col(Event.id))
        .limit(MOST_EVENTS)
    ).all()
    return tuple(_value(Done, one) for one in rows)


def pulse(look: Session, folio: str) -> Pulse | None:
    """Whether an inquiry changed and by whom: one small question, asked every few seconds by open pages."""
    found = look.exec(
        select(Inquiry.version, Event.kind, Event.by, Event.at)
        .join(Event, col(Event.inquiry_id) == col(Inquiry.id))
        .where(Inquiry.folio == folio, Event.kind != LOOKS)
        .order_by(col(Event.id).desc())
        .limit(1)
    ).first()
    return Pulse(*found) if found else None


def _events(look: Session, inquiry_id: int | None) -> tuple[Done, ...]:
    newest = look.exec(
        select(Event).where(Event.inquiry_id == inquiry_id).order_by(col(Event.id).desc()).limit(MOST_EVENTS)
    ).all()
    return tuple(_value(Done, one) for one in reversed(newest))


def _value(kind: type[Row], row: Any) -> Row:
    """The columns of a row that a value names, as that value."""
    return kind(**{one.name: getattr(row, one.name) for one in fields(kind)})  # type: ignore[arg-type]
