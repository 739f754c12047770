"""Finding an inquiry by whatever the person on the telephone has: a folio, a number, an address, a few words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, literal_column, select, text, union
from sqlmodel import Session, col

from db.models import Customer, Delivery, Emergency, Inquiry
from db.queries.queue_rows import QueueRow, rows_of
from db.queries.words_index import match_clause
from rules.carriers import tidy_tracking
from rules.folding import search_terms
from rules.folio import FolioProblem, folio_problem, parse_folio
from rules.phones import last10

SIZE = 50
MOST = 500
"""How many hits are counted; beyond it a search wants another word."""
LONGEST = 200
OF_FOLIO = select(Inquiry.id).where(col(Inquiry.folio) == bindparam("folio"))  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, open and closed, the newest first. `total` stops at MOST. `mistyped` when it is a folio with a slip."""

    rows: tuple[QueueRow, ...]
    total: int
    next_cursor: str = ""
    mistyped: bool = False


def search(look: Session, query: str, *, cursor: str = "", size: int = SIZE) -> Found:
    """What fits a query: by folio alone when it is one, else by number, address and words. Five queries at most.

    Words are looked for as they stand; the last one also as the beginning of others, unless that is not needed: to
    gather all words with a common beginning takes long among a million.

    Whatever is typed is looked for literally: quotes, stars and operators of the search engine mean nothing.
    """
    asked = query.strip()[:LONGEST]
    folio = parse_folio(asked)
    if folio:
        number = look.connection().execute(OF_FOLIO, {"folio": folio.text}).scalar()
        if number is not None:
            return Found(rows_of(look, [number]), 1)
    mistyped = folio_problem(asked) == FolioProblem.MISTYPED
    terms = () if "@" in asked else search_terms(asked)
    found: set[int] = set()
    if ways := tuple(_ways(asked)):
        found |= set(look.connection().scalars(select(union(*ways).subquery().c.id)))
    if terms:
        found |= _newest(look, terms, whole=True)
    if terms and len(found) < MOST:  # a word that is common as it stands is what was meant
        found |= _newest(look, terms, whole=False)
    hits = sorted(found, reverse=True)[:MOST]
    below = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 16 else None
    left = [int(id) for id in hits if below is None or id < below]
    shown = left[:size]
    return Found(rows_of(look, shown), len(hits), str(shown[-1]) if len(left) > size else "", mistyped)


def _ways(asked: str) -> Iterator[Select[tuple[int]]]:
    """Each way is one walk of one index; an OR over them would read the whole table."""
    inquiry: Any = col(Inquiry.id).label("id")
    plain = asked.upper().replace(" ", "").replace("-", "")
    by_customer = select(inquiry).join(Customer, col(Customer.id) == col(Inquiry.customer_id))
    digits = last10(asked) if sum(letter.isdecimal() for letter in asked) >= 7 else ""
    if len(digits) >= 7:
        yield by_customer.where(col(Customer.phone_digits) == digits)
        yield select(col(Emergency.inquiry_id).label("id")).where(col(Emergency.callback_digits) == digits)
    if "@" in asked:
        yield by_customer.where(col(Customer.email) == asked.casefold())
        return
    if len(plain) >= 8:
        yield by_customer.where(col(Customer.ds160) == plain)
        number = col(Delivery.tracking_number)
        numbered = number != literal_column("''")  # written out: only so is its index taken
        yield select(col(Delivery.inquiry_id).label("id")).where(numbered, number == tidy_tracking(asked))


def _newest(look: Session, terms: tuple[str, ...], *, whole: bool) -> set[int]:
    """The newest inquiries that have these words."""
    clause, values = match_clause(look.get_bind().dialect.name, terms, whole=whole)
    return set(look.connection().scalars(_having(clause), values))


@lru_cache(maxsize=4)  # one a database
def _having(clause: str) -> Select[tuple[int]]:
    words: Any = select(literal_column("rowid")).select_from(text("inquiry_search")).where(text(clause))
    having: Select[tuple[int]] = words.order_by(literal_column("rowid").desc()).limit(MOST)
    return having


def by_folio(look: Session, folio: str) -> QueueRow | None:
    """The row of a folio as it is now; None for an unknown one."""
    number = look.connection().execute(OF_FOLIO, {"folio": folio}).scalar()
    return rows_of(look, [number])[0] if number is not None else None
