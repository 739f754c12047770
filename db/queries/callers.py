"""Who is calling: the same person's and the same organisation's last inquiries, while the call still lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, literal_column, select, text, union_all
from sqlmodel import Session, col

from db.models import Customer, Emergency, Inquiry, Organisation
from db.queries.words_index import match_clause
from rules.codes import Reason, Status
from rules.folding import fold, search_terms

MOST_PEOPLE, MOST_PAST = 20, 3
LEAST_NAME = 5


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A customer who fits what was typed; contact data whole, for the form they are filled into."""

    id: int
    name: str
    phone: str
    email: str
    ds160: str
    passport_last4: str


@dataclass(frozen=True, slots=True)
class PastInquiry:
    """One earlier inquiry; `received_on` is the local day in its own zone, `due_at` its open promise."""

    folio: str
    received_on: date
    zone: str
    reason_code: str
    subcase_code: str
    city_code: str
    channel: str
    status: str
    due_at: datetime | None
    customer_id: int | None
    who: str

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED


@dataclass(frozen=True, slots=True)
class Caller:
    """What was typed so far about who is calling; empty parts are not looked for."""

    digits: str = ""
    email: str = ""
    ds160: str = ""
    name: str = ""
    organisation: str = ""


def known_people(look: Session, caller: Caller) -> tuple[KnownPerson, ...]:
    """The customers who fit, newest first: by the last ten digits, the address, the DS-160, or the beginning of a name.

    Each part is one index; a name alone needs five letters. Empty for an empty caller, without asking the database.
    """
    ways: list[ColumnElement[bool]] = []
    folded = fold(" ".join(caller.name.split()))
    if len(caller.digits) >= 8:
        ways.append(col(Customer.phone_digits) == caller.digits)
    if "@" in caller.email:
        ways.append(col(Customer.email) == caller.email.strip().casefold())
    if len(caller.ds160) >= 8:
        ways.append(col(Customer.ds160) == caller.ds160)
    if len(folded) >= LEAST_NAME and not ways:
        ways.append(col(Customer.folded).between(folded, folded + "\U0010ffff"))
    if not ways:
        return ()
    # One walk per index: an OR over four of them may scan the table instead.
    parts = [select(col(Customer.id)).where(way).order_by(col(Customer.id).desc()).limit(MOST_PEOPLE) for way in ways]
    ids = union_all(*(select(part.subquery().c.id) for part in parts)) if len(parts) > 1 else parts[0]
    rows = look.execute(
        select(Customer.id, Customer.name, Customer.phone, Customer.email, Customer.ds160, Customer.passport_last4)  # type: ignore[call-overload]
        .where(col(Customer.id).in_(ids))
        .order_by(col(Customer.id).desc())
        .limit(MOST_PEOPLE)
    )
    return tuple(KnownPerson(*row) for row in rows)


def past_inquiries(look: Session, people: Iterable[KnownPerson], *, organisation: str = "") -> tuple[PastInquiry, ...]:
    """The last inquiries of these people and of the organisation of that name, newest first, three at most."""
    ids = [person.id for person in people]
    folded = fold(" ".join(organisation.split()))
    if not ids and not folded:
        return ()
    company = select(col(Organisation.id)).where(col(Organisation.folded) == folded).scalar_subquery()
    ways: list[ColumnElement[bool]] = [col(Inquiry.customer_id).in_(ids)] if ids else []
    if folded:
        ways.append(col(Inquiry.organisation_id) == company)
    parts = [select(col(Inquiry.id)).where(way).order_by(col(Inquiry.id).desc()).limit(MOST_PAST) for way in ways]
    mine = union_all(*(select(part.subquery().c.id) for part in parts)) if len(parts) > 1 else parts[0]
    return _past(look, col(Inquiry.id).in_(mine))


def paid_before(look: Session, receipt: str) -> tuple[PastInquiry, ...]:
    """Payment inquiries that mention this receipt already: a payment reported twice, or paid twice."""
    terms = search_terms(receipt)
    if len("".join(terms)) < 5:
        return ()
    clause, values = match_clause(look.get_bind().dialect.name, terms)
    found = text(f"SELECT rowid FROM inquiry_search WHERE {clause} LIMIT 50").bindparams(**values)  # noqa: S608  # the clause is ours, the words are bound
    ids = [row[0] for row in look.execute(found)]
    return _past(look, col(Inquiry.id).in_(ids), col(Inquiry.reason_code) == str(Reason.PAYMENT)) if ids else ()


def lonely_halves(look: Session, *, arrived_by_mail: bool) -> tuple[PastInquiry, ...]:
    """Open emergencies that still lack the other half: with a mail and no voice mail, or the other way round."""
    lacking = Emergency.voicemail_at if arrived_by_mail else Emergency.mail_at
    return _past(look, col(Inquiry.id).in_(select(col(Emergency.inquiry_id)).where(col(lacking).is_(None))),
                 col(Inquiry.status) != str(Status.CLOSED))  # fmt: skip


def _past(look: Session, *where: ColumnElement[bool]) -> tuple[PastInquiry, ...]:
    who = literal_column("coalesce(nullif(organisation.name, ''), customer.name, '')", String)
    rows = look.execute(
        select(
            Inquiry.folio, Inquiry.received_on, Inquiry.zone, Inquiry.reason_code, Inquiry.subcase_code,  # type: ignore[call-overload]
            Inquiry.city_code, Inquiry.channel, Inquiry.status, Inquiry.due_at, Inquiry.customer_id, who,
        )
        .outerjoin(Customer, Customer.id == Inquiry.customer_id)
        .outerjoin(Organisation, Organisation.id == Inquiry.organisation_id)
        .where(*where)
        .order_by(col(Inquiry.id).desc())
        .limit(MOST_PAST)
    )  # fmt: skip
    return tuple(
        PastInquiry(folio, on, zone, reason, subcase, city or "", channel, status, due_at, customer_id, name)
        for folio, on, zone, reason, subcase, city, channel, status, due_at, customer_id, name in rows
    )
