"""The board of deliveries: how many stand in each state, one page of one of them, and what a search finds."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import exists, literal_column, select, text, union
from sqlmodel import Session, col

from db.models import Customer, Delivery, Inquiry
from db.queries.deliveries_rows import DeliveryRow, delivery_rows
from db.queries.deliveries_view import BoardView
from db.queries.deliveries_walks import KEY, all_of, counted, following, moments
from db.queries.reference import reference
from db.queries.words_index import match_clause
from rules.carriers import tidy_tracking
from rules.deliveries import DeliveryState
from rules.folding import search_terms
from rules.folio import parse_folio

__all__ = [
    "COUNTED_TO", "PAGE", "BoardView", "DeliveryRow", "DeliveryState", "board", "counts", "found", "one", "total",
]  # fmt: skip

PAGE = 50
COUNTED_TO = 5_000
"""More than this in a state is "5,000+": a year is not counted at every look."""
MOST = 200
"""How many hits a search shows; beyond it wants another word."""
LONGEST = 200


def counts(look: Session, *, now: datetime) -> Mapping[DeliveryState, int]:
    """How many stand in each state, without filters, counted up to COUNTED_TO. One query."""
    zones = reference(look).zones()
    told = look.connection().execute(_counted(zones), moments(now=now, zones=zones)).one()
    return dict(zip(DeliveryState, told, strict=True))


def total(look: Session, view: BoardView, *, now: datetime) -> int:
    """How many stand in a state with its filters, counted up to COUNTED_TO. One query."""
    zones = reference(look).zones()
    values = {**moments(now=now, zones=zones), **view.values, "most": COUNTED_TO}
    return int(look.connection().execute(_all_of(view.shape, zones), values).scalar_one())


def board(
    look: Session, view: BoardView, *, now: datetime, cursor: str = "", size: int = PAGE
) -> tuple[tuple[DeliveryRow, ...], str]:
    """The rows after a cursor and where the following ones begin, empty on the last page. Two queries.

    A cursor nobody gave out starts from the top.
    """
    zones, place = reference(look).zones(), _place(cursor, days=view.state not in KEY)
    values = {**moments(now=now, zones=zones), **view.values, "most": size + 1}
    if place is not None:
        values |= {"place key": place[0], "place id": place[1]}
    asked = _following(view.shape, zones, beyond=place is not None)
    found = look.connection().execute(asked, values).all()
    rows = delivery_rows(look, [row.id for row in found[:size]])
    last = found[size - 1] if len(found) > size else None
    return rows, f"{last.key.isoformat()}~{last.id}" if last else ""


def one(look: Session, folio: str) -> DeliveryRow | None:
    """The row of a folio as it is now; None where there is no delivery."""
    id = look.scalar(select(col(Inquiry.id)).where(col(Inquiry.folio) == folio))
    return next(iter(delivery_rows(look, [id])), None) if id is not None else None


def found(look: Session, query: str) -> tuple[DeliveryRow, ...]:
    """Deliveries by folio, DS-160, tracking number or the words of their inquiry, in whatever state, newest first."""
    asked = query.strip()[:LONGEST]
    folio, plain, terms = parse_folio(asked), asked.upper().replace(" ", "").replace("-", ""), search_terms(asked)
    inquiry: Any = col(Inquiry.id).label("id")
    if folio:
        ways = [select(inquiry).where(col(Inquiry.folio) == folio.text)]
    else:
        ways = [
            select(inquiry).join(Customer, col(Customer.id) == col(Inquiry.customer_id)).where(
                col(Customer.ds160) == plain),
            select(col(Delivery.inquiry_id).label("id")).where(
                col(Delivery.tracking_number) != literal_column("''"),
                col(Delivery.tracking_number) == tidy_tracking(asked)),
            *([_by_words(look, terms)] if terms else []),
        ]  # fmt: skip
    ids = sorted((int(id) for id in look.scalars(select(union(*ways).subquery().c.id)) if id), reverse=True)
    return delivery_rows(look, ids[:MOST])


def _by_words(look: Session, terms: tuple[str, ...]) -> Any:
    clause, values = match_clause(look.get_bind().dialect.name, terms)
    rowid: Any = literal_column("inquiry_search.rowid")
    words = select(rowid.label("id")).select_from(text("inquiry_search")).where(text(clause).bindparams(**values))
    words = words.where(exists().where(col(Delivery.inquiry_id) == rowid)).order_by(rowid.desc()).limit(MOST)
    return select(words.subquery().c.id)


def _place(cursor: str, *, days: bool) -> tuple[date | datetime, int] | None:
    """A cursor as it was given out; None for anything else."""
    key, _, id = cursor.partition("~")
    try:
        on = date.fromisoformat(key) if days else datetime.fromisoformat(key)
        return (on, int(id)) if days or on.tzinfo is not None else None  # type: ignore[attr-defined]
    except ValueError:
        return None


# Kept: to build a statement takes ten times as long as to answer it.
@lru_cache(maxsize=8)
def _counted(zones: tuple[str, ...]) -> Any:
    return counted(zones, most=COUNTED_TO)


@lru_cache(maxsize=128)
def _all_of(shape: BoardView, zones: tuple[str, ...]) -> Any:
    return all_of(shape, zones)


@lru_cache(maxsize=128)
def _following(shape: BoardView, zones: tuple[str, ...], *, beyond: bool) -> Any:
    return following(shape, zones, beyond=beyond)
