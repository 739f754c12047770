"""The open emergencies, the next one due first: what is known of each half, and who answers for them today."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session, col

from db.models import Account, Customer, Deadline, Duty, Emergency, Inquiry
from db.queries.queue_rows import QueueRow
from db.queries.queues import Queue, QueueView, page
from rules.emergencies import Half
from rules.matching import Alone, phones_of

MOST = 30
"""More are told as a number, with the way to the queue."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The deadline that runs, as it was counted."""

    promise_code: str
    started_at: datetime
    zone: str
    due_at: datetime
    promised_due_at: datetime


@dataclass(frozen=True, slots=True)
class OpenEmergency:
    """One of them; `clock` is None when it was answered and waits for the customer. `phones` are for comparing."""

    row: QueueRow
    clock: Clock | None
    phones: frozenset[str]
    company: str
    subject: str

    @property
    def alone(self) -> Alone | None:
        """The half whose other half is missing."""
        halves = self.row.emergency
        if halves is None or len(halves.missing_halves) != 1:
            return None
        half = Half.VOICEMAIL if halves.missing_halves[0] is Half.MAIL else Half.MAIL
        at = halves.mail_at if half is Half.MAIL else halves.voicemail_at
        assert at is not None
        return Alone(folio=self.row.folio, half=half, at=at, phones=self.phones, company=self.company)


def open_emergencies(look: Session, *, now: datetime, account_id: int) -> tuple[OpenEmergency, ...]:
    """Every open one, up to MOST, by its due moment; what owes nothing now comes last. Three queries on open rows."""
    rows = page(look, QueueView(queue=Queue.EMERGENCIES), now=now, account_id=account_id, size=MOST).rows
    if not rows:
        return ()
    ids = {"ids": [row.id for row in rows]}
    reached = {found[0]: found[1:] for found in look.connection().execute(REACHED, ids)}
    clocks = {found[0]: Clock(*found[1:]) for found in look.connection().execute(CLOCKS, ids)}
    return tuple(
        OpenEmergency(row, clocks.get(row.id), phones_of(phone or "", callback), company or row.who, subject)
        for row in rows
        for phone, callback, company, subject in [reached[row.id]]
    )


def on_duty(look: Session, promise_code: str, on: date) -> tuple[str, ...]:
    """Who answers for a promise on a day, by name."""
    d = Duty
    rows = look.execute(
        select(Account.display_name).join(Duty, col(d.account_id) == col(Account.id))  # type: ignore[call-overload]
        .where(d.promise_code == promise_code, col(d.holds_from) <= on, col(Account.active))
        .where(or_(col(d.holds_to).is_(None), col(d.holds_to) >= on))
        .order_by(col(Account.display_name))
    ).scalars()  # fmt: skip
    return tuple(dict.fromkeys(rows))


IDS: Any = bindparam("ids", expanding=True)
REACHED = (
    select(col(Inquiry.id), Customer.phone, Emergency.callback_phone, Emergency.company, Inquiry.subject)  # type: ignore[call-overload]
    .join(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
    .outerjoin(Customer, col(Customer.id) == col(Inquiry.customer_id))
    .where(col(Inquiry.id).in_(IDS))
)
CLOCKS = (
    select(  # type: ignore[call-overload]
        Deadline.inquiry_id, Deadline.promise_code, Deadline.started_at, Deadline.zone, Deadline.due_at,
        Deadline.promised_due_at,
    )
    .where(col(Deadline.inquiry_id).in_(IDS), col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None))
    .order_by(col(Deadline.due_at).desc())  # of several the earliest is kept
)  # fmt: skip
