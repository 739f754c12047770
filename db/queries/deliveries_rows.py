"""One line of the board of deliveries: whose passport, since when, with which number and where it stands."""

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from db.models import Customer, Delivery, Inquiry, Organisation
from rules.deliveries import DeliveryState, Passport, delivery_state
from rules.masking import mask_email, mask_phone

i: Any = Inquiry
p, d = Customer, Delivery
LINES = (
    select(
        i.id, i.folio, i.version, i.city_code, p.name, p.phone, p.email, col(Organisation.name).label("company"),  # type: ignore[call-overload]
        d.zone, d.visa_issued_on, d.missing_from, d.carrier_code, d.tracking_number, d.tracked_at, d.collectable_on,
        d.collect_by, d.settled_at, d.settled_why,
    )
    .join(Delivery, col(d.inquiry_id) == col(i.id))
    .outerjoin(Customer, col(p.id) == col(i.customer_id))
    .outerjoin(Organisation, col(Organisation.id) == col(i.organisation_id))
    .where(col(i.id).in_(bindparam("ids", expanding=True)))
)  # fmt: skip
Line: Any = namedtuple("Line", [column.name for column in LINES.selected_columns])  # type: ignore[misc]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A passport on its way back. `who` is the person, or the organisation, or how to reach them, masked."""

    id: int
    folio: str
    version: int
    city_code: str
    who: str
    company: str
    zone: str
    visa_issued_on: date
    missing_from: datetime
    carrier_code: str
    tracking_number: str
    tracked_at: datetime | None
    collectable_on: date | None
    collect_by: date | None
    settled_at: datetime | None
    settled_why: str

    def state(self, now: datetime) -> DeliveryState:
        """Where it stands now."""
        passport = Passport(missing_from=self.missing_from, zone=self.zone, tracking_number=self.tracking_number,
                            collect_by=self.collect_by, settled=self.settled_at is not None)  # fmt: skip
        return delivery_state(passport, now=now)


def delivery_rows(look: Session, ids: Sequence[int]) -> tuple[DeliveryRow, ...]:
    """The rows of these inquiries, in the order given, those without a delivery left out. One query."""
    if not ids:
        return ()
    rows = {row[0]: _row(Line._make(row)) for row in look.connection().execute(LINES, {"ids": list(ids)})}
    return tuple(rows[id] for id in ids if id in rows)


def _row(row: Any) -> DeliveryRow:
    name, company = row.name or "", row.company or ""
    reached = mask_phone(row.phone) if row.phone else mask_email(row.email) if row.email else ""
    return DeliveryRow(
        id=row.id, folio=row.folio or "", version=row.version, city_code=row.city_code or "",
        who=name or company or reached, company=company if name else "", zone=row.zone,
        visa_issued_on=row.visa_issued_on, missing_from=row.missing_from, carrier_code=row.carrier_code,
        tracking_number=row.tracking_number, tracked_at=row.tracked_at, collectable_on=row.collectable_on,
        collect_by=row.collect_by, settled_at=row.settled_at, settled_why=row.settled_why,
    )  # fmt: skip
