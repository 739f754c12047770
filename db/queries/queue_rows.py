"""One line of a list: what an agent must know of an inquiry to choose it, with contact data masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Account, Customer, Delivery, Emergency, Inquiry, Organisation
from rules.codes import Status
from rules.emergencies import EmergencyHalves
from rules.masking import mask_email, mask_phone


@dataclass(frozen=True, slots=True)
class Passage:
    """The return of a passport, as a list shows it."""

    visa_issued_on: date
    missing_from: datetime
    tracking_number: str
    settled: bool
    carrier_code: str

    def is_missing(self, now: datetime) -> bool:
        return not self.tracking_number and not self.settled and self.missing_from <= now


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An inquiry in a list. `who` is the organisation, or the person, or how to reach them, masked."""

    id: int
    folio: str
    version: int
    status: str
    channel: str
    language: str
    reason_code: str
    subcase_code: str
    city_code: str
    zone: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    assignee_id: int | None
    assignee: str
    who: str
    person: str
    delivery: Passage | None
    emergency: EmergencyHalves | None

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED


def rows_of(look: Session, ids: Sequence[int]) -> tuple[QueueRow, ...]:
    """The rows of these inquiries, in the order given. One query by primary keys."""
    if not ids:
        return ()
    found = look.execute(
        select(Inquiry, Customer, Organisation, Account.display_name, Delivery, Emergency)  # type: ignore[call-overload]
        .outerjoin(Customer, col(Customer.id) == col(Inquiry.customer_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Inquiry.organisation_id))
        .outerjoin(Account, col(Account.id) == col(Inquiry.assignee_id))
        .outerjoin(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id))
        .outerjoin(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
        .where(col(Inquiry.id).in_(ids))
    )
    rows = {inquiry.id: _row(inquiry, *beside) for inquiry, *beside in found}
    return tuple(rows[id] for id in ids if id in rows)


def _row(
    inquiry: Inquiry, person: Customer | None, company: Organisation | None, assignee: str | None,
    delivery: Delivery | None, pair: Emergency | None,
) -> QueueRow:  # fmt: skip
    assert inquiry.id is not None
    name = person.name if person else ""
    reached = (mask_phone(person.phone) if person.phone else mask_email(person.email)) if person else ""
    who = company.name if company else name or reached
    return QueueRow(
        id=inquiry.id, folio=inquiry.folio or "", version=inquiry.version, status=inquiry.status,
        channel=inquiry.channel, language=inquiry.language, reason_code=inquiry.reason_code,
        subcase_code=inquiry.subcase_code, city_code=inquiry.city_code or "", zone=inquiry.zone,
        received_at=inquiry.received_at, due_at=inquiry.due_at, closed_at=inquiry.closed_at,
        assignee_id=inquiry.assignee_id, assignee=assignee or "", who=who, person=name if company else "",
        delivery=_passage(delivery), emergency=_halves(pair),
    )  # fmt: skip


def _passage(row: Delivery | None) -> Passage | None:
    if row is None:
        return None
    return Passage(row.visa_issued_on, row.missing_from, row.tracking_number, row.settled_at is not None,
                   row.carrier_code)  # fmt: skip


def _halves(row: Emergency | None) -> EmergencyHalves | None:
    if row is None:
        return None
    return EmergencyHalves(mail_at=row.mail_at, voicemail_at=row.voicemail_at, reason=row.reason, company=row.company,
                           callback=row.callback_phone)  # fmt: skip
