"""One line of a list: what an agent must know of an inquiry to choose it, with contact data masked."""

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from db.models import Account, Customer, Delivery, Emergency, Inquiry, Organisation
from rules.codes import Status
from rules.emergencies import EmergencyHalves
from rules.masking import mask_email, mask_phone

i: Any = Inquiry
p, d, e = Customer, Delivery, Emergency
# Columns, not rows of the mapper, and built once: a list of fifty is read at every run.
COLUMNS: tuple[Any, ...] = (
    i.id, i.folio, i.version, i.status, i.channel, i.language, i.reason_code, i.subcase_code, i.city_code, i.zone,
    i.received_at, i.due_at, i.closed_at, i.assignee_id, p.name, p.phone, p.email,
    col(Organisation.name).label("company"), Account.display_name, d.visa_issued_on, d.missing_from,
    d.tracking_number, d.settled_at, d.carrier_code, col(e.inquiry_id).label("pair_id"), e.mail_at, e.voicemail_at,
    e.reason, col(e.company).label("pair_company"), e.callback_phone, i.organisation_id,
)  # fmt: skip


def _around(rows: Select[Any]) -> Select[Any]:
    """An inquiry with who asks, who works on it, its passport, its emergency."""
    return (
        rows.outerjoin(Customer, col(p.id) == col(i.customer_id))
        .outerjoin(Organisation, col(Organisation.id) == col(i.organisation_id))
        .outerjoin(Account, col(Account.id) == col(i.assignee_id))
        .outerjoin(Delivery, col(d.inquiry_id) == col(i.id))
        .outerjoin(Emergency, col(e.inquiry_id) == col(i.id))
    )


LINES = _around(select(*COLUMNS).select_from(Inquiry)).where(col(i.id).in_(bindparam("ids", expanding=True)))
Line: Any = namedtuple("Line", [column.name for column in LINES.selected_columns])  # type: ignore[misc]
WIDE = len(COLUMNS)


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
    organisation_id: int | None

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED


def rows_of(look: Session, ids: Sequence[int]) -> tuple[QueueRow, ...]:
    """The rows of these inquiries, in the order given. One query by primary keys."""
    if not ids:
        return ()
    rows = {row[0]: _row(Line._make(row)) for row in look.connection().execute(LINES, {"ids": list(ids)})}
    return tuple(rows[id] for id in ids if id in rows)


def lines_along(walk: Select[Any], *, newest_first: bool) -> Select[Any]:
    """The rows that a walk of (id, key) finds, in its order, with its key as the last column.

    The walk comes first, so that the database takes its few rows before anything else.
    """
    found = walk.subquery("walk")
    rows = select(*COLUMNS, found.c.key).select_from(found).join(Inquiry, col(i.id) == found.c.id)
    order = (found.c.key, found.c.id)
    return _around(rows).order_by(*(one.desc() for one in order) if newest_first else order)


def row_along(row: Sequence[Any]) -> tuple[Any, QueueRow]:
    """The key and the row of one line of `lines_along`."""
    return row[WIDE], _row(Line._make(row[:WIDE]))


def _row(row: Any) -> QueueRow:
    name = row.name or ""
    reached = mask_phone(row.phone) if row.phone else mask_email(row.email) if row.email else ""
    return QueueRow(
        id=row.id, folio=row.folio or "", version=row.version, status=row.status, channel=row.channel,
        language=row.language, reason_code=row.reason_code, subcase_code=row.subcase_code,
        city_code=row.city_code or "", zone=row.zone, received_at=row.received_at, due_at=row.due_at,
        closed_at=row.closed_at, assignee_id=row.assignee_id, assignee=row.display_name or "",
        who=row.company or name or reached, person=name if row.company else "", delivery=_passage(row),
        emergency=_halves(row), organisation_id=row.organisation_id,
    )  # fmt: skip


def _passage(row: Any) -> Passage | None:
    if row.visa_issued_on is None:
        return None
    return Passage(row.visa_issued_on, row.missing_from, row.tracking_number, row.settled_at is not None,
                   row.carrier_code)  # fmt: skip


def _halves(row: Any) -> EmergencyHalves | None:
    if row.pair_id is None:
        return None
    return EmergencyHalves(mail_at=row.mail_at, voicemail_at=row.voicemail_at, reason=row.reason,
                           company=row.pair_company, callback=row.callback_phone)  # fmt: skip
