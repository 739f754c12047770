"""One organisation: what it is owed, how its promises were kept, who writes for it, and all its inquiries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from db.models import Customer, Deadline, Inquiry, Organisation
from db.queries.queue_rows import QueueRow, rows_of
from db.queries.queue_walks import OPEN
from rules.folding import fold
from rules.masking import mask_email, mask_phone

SIZE, MOST_OWED, MOST_PEOPLE, MOST_FOUND = 20, 50, 20, 20


@dataclass(frozen=True, slots=True)
class Company:
    """A company or group."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An organisation that is owed answers: how many inquiries wait, how many of them overdue, the next due moment."""

    company: Company
    waiting: int
    overdue: int
    next_due: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Promised:
    """One open promise: the inquiry and the deadline that runs."""

    folio: str
    subcase_code: str
    city_code: str
    assignee_id: int | None
    promise_code: str
    started_at: datetime
    zone: str
    due_at: datetime
    promised_due_at: datetime


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who writes for it, with contact data masked."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Some of its inquiries, the newest first; `next_cursor` is empty on the last page."""

    rows: tuple[QueueRow, ...]
    next_cursor: str = ""


def company(look: Session, id: int) -> Company | None:
    """The organisation of a number."""
    row = look.get(Organisation, id)
    return Company(id, row.name, row.kind) if row else None


def found(look: Session, typed: str) -> tuple[Company, ...]:
    """Those whose name begins with, then those that contain, what was typed; accent- and case-blind."""
    asked = fold(" ".join(typed.split()))[:80]
    if not asked:
        return ()
    o, folded = Organisation, col(Organisation.folded)
    names = select(o.id, o.name, o.kind).order_by(folded).limit(MOST_FOUND)  # type: ignore[call-overload]
    first = look.execute(names.where(folded.between(asked, asked + "\U0010ffff"))).all()
    inside = look.execute(names.where(folded.contains(asked, autoescape=True))).all() if len(first) < MOST_FOUND else []
    return tuple(Company(*row) for row in dict.fromkeys([*first, *inside]))[:MOST_FOUND]


def waiting(look: Session, *, now: datetime) -> tuple[Waiting, ...]:
    """Those that are owed answers, the most overdue first: walked along what is open. One query."""
    o, i, due = Organisation, Inquiry, col(Inquiry.due_at)
    late = func.sum(case((due < now, 1), else_=0))
    rows = look.execute(
        select(o.id, o.name, o.kind, func.count(), late, func.min(due), func.min(i.zone))  # type: ignore[call-overload]
        .select_from(Inquiry).join(Organisation, col(o.id) == col(i.organisation_id))
        .where(OPEN, due.is_not(None))
        .group_by(o.id, o.name, o.kind).order_by(late.desc(), func.min(due), o.id).limit(MOST_FOUND)
    ).all()  # fmt: skip
    return tuple(Waiting(Company(*row[:3]), *row[3:]) for row in rows)


def promised(look: Session, id: int) -> tuple[Promised, ...]:
    """Its open promises, the next one due first: walked along what is open, not along all it ever asked."""
    d, i = Deadline, Inquiry
    rows = look.execute(
        select(i.folio, i.subcase_code, i.city_code, i.assignee_id, d.promise_code, d.started_at, d.zone, d.due_at,  # type: ignore[call-overload]
               d.promised_due_at)
        .join(Deadline, col(d.inquiry_id) == col(i.id))
        .where(OPEN, col(i.due_at).is_not(None), col(i.organisation_id) + 0 == id)
        .where(col(d.met_at).is_(None), col(d.ended_at).is_(None))
        .order_by(col(d.due_at), col(i.id)).limit(MOST_OWED)
    ).all()  # fmt: skip
    return tuple(Promised(folio, case_, city or "", *rest) for folio, case_, city, *rest in rows)


def representatives(look: Session, id: int) -> tuple[Representative, ...]:
    """Who writes for it, the latest known first."""
    rows = look.execute(
        select(Customer.name, Customer.phone, Customer.email)  # type: ignore[call-overload]
        .where(col(Customer.organisation_id) == id)
        .order_by(col(Customer.id).desc()).limit(MOST_PEOPLE)
    )  # fmt: skip
    return tuple(Representative(name, mask_phone(phone), mask_email(email)) for name, phone, email in rows)


def inquiries(look: Session, id: int, *, cursor: str = "") -> OrganisationPage:
    """Its inquiries after a cursor, open and closed; a cursor nobody gave out starts from the top."""
    mine = select(col(Inquiry.id)).where(col(Inquiry.organisation_id) == id)
    if cursor.isascii() and cursor.isdecimal() and len(cursor) < 16:
        mine = mine.where(col(Inquiry.id) < int(cursor))
    ids = [int(one) for one in look.scalars(mine.order_by(col(Inquiry.id).desc()).limit(SIZE + 1)) if one is not None]
    shown = ids[:SIZE]
    return OrganisationPage(rows_of(look, shown), str(shown[-1]) if len(ids) > SIZE else "")
