"""The board of deliveries: how many stand in each state, one page of one of them, and what a search finds."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import exists, func, literal_column, select, text, union
from sqlmodel import Session, col

from db.models import Customer, Delivery, Inquiry
from db.queries.deliveries_rows import DeliveryRow, delivery_rows
from db.queries.deliveries_view import BoardView
from db.queries.deliveries_walks import moments, narrowed, walk
from db.queries.queue_places import COUNTED_TO, Place, numbers, total_up_to, write_place
from db.queries.queue_walks import Walk
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
MOST = 200
"""How many hits a search shows; beyond it wants another word."""
LONGEST = 200


def counts(look: Session, *, now: datetime) -> Mapping[DeliveryState, int]:
    """How many stand in each state, without filters, counted up to COUNTED_TO. One query."""
    zones = _zones(look)
    told = look.connection().execute(_totals(zones), moments(now=now, zones=zones)).one()
    return dict(zip(DeliveryState, told, strict=True))


def total(look: Session, view: BoardView, *, now: datetime) -> int:
    """How many stand in a state with its filters, counted up to COUNTED_TO. One query."""
    zones = _zones(look)
    asked = select(total_up_to([_walk(view, zones)], COUNTED_TO))
    return int(look.connection().execute(asked, moments(now=now, zones=zones)).scalar_one())


def board(
    look: Session, view: BoardView, *, now: datetime, cursor: str = "", size: int = PAGE
) -> tuple[tuple[DeliveryRow, ...], str]:
    """The rows after a cursor and where the following ones begin, empty on the last page. Two queries.

    A cursor nobody gave out starts from the top.
    """
    zones = _zones(look)
    way = _walk(view, zones)
    values = moments(now=now, zones=zones)
    way = Walk(tuple(where.params(values) for where in way.where), way.by, way.newest_first, way.deliveries)
    places = numbers(look, [way], _place(cursor), size + 1)
    rows = delivery_rows(look, [id for _, _, id in places[:size]])
    return rows, write_place(*places[size - 1]) if len(places) > size else ""


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


@lru_cache(maxsize=8)
def _totals(zones: tuple[str, ...]) -> Any:
    """One number a state. Kept: to build it takes ten times as long as to answer it."""
    parts = []
    for state in DeliveryState:
        some: Any = select(literal_column("1")).select_from(Delivery).where(*walk(state, zones=zones).where)
        parts.append(select(func.count()).select_from(some.limit(COUNTED_TO).subquery()).scalar_subquery())
    return select(*(part.label(str(state)) for part, state in zip(parts, DeliveryState, strict=True)))


def _walk(view: BoardView, zones: tuple[str, ...]) -> Walk:
    return walk(view.state, zones=zones, more=narrowed(view))


def _zones(look: Session) -> tuple[str, ...]:
    known = reference(look)
    return tuple(sorted({city.zone for city in known.cities.values()} | {known.zone_of(None)}))


def _place(cursor: str) -> Place | None:
    """A cursor as it was given out; None for anything else. Its key is a day for what is to be collected."""
    _, _, rest = cursor.partition("~")
    key, _, id = rest.partition("~")
    try:
        return 0, date.fromisoformat(key) if len(key) == 10 else datetime.fromisoformat(key), int(id)
    except ValueError:
        return None
