"""What was done and is audited: a page of it at a cost that does not grow, however many events there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, func, literal_column, select, text, tuple_, union_all
from sqlmodel import Session, col

from db.models import Event, Inquiry
from db.models.inquiries import AUDITED
from db.queries.audit_view import AuditView
from rules.audit import kinds_of

PAGE = 50
MOST = 10_000
"""Rows that one file holds; who needs more narrows the days."""
AT_ONCE = 1_000
NUMBER, DAY = col(Event.id), col(Event.on_date)


@dataclass(frozen=True, slots=True)
class Audited:
    """One event. `by` is None for what no person did; address and session are empty for what no page did."""

    id: int
    kind: str
    by: int | None
    at: datetime
    on_date: date
    details: Mapping[str, Any]
    address: str
    sign_in: str
    seal: str
    folio: str

    @property
    def cursor(self) -> str:
        return f"{self.on_date.isoformat()}.{self.id}"


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest first, and whether there are older and newer ones."""

    rows: tuple[Audited, ...]
    older: bool
    newer: bool


def audit(look: Session, view: AuditView, *, most: int = PAGE) -> AuditPage:
    """The page of a view: the first one, or what is older or newer than its cursor."""
    inquiry_id = _number_of(look, view.folio) if view.folio else None
    if view.folio and inquiry_id is None:
        return AuditPage((), older=False, newer=False)
    back = bool(view.newer)
    found = _rows(look, view, inquiry_id, most=most + 1, back=back)
    more, rows = len(found) > most, found[:most]
    if back:
        return AuditPage(tuple(reversed(rows)), older=True, newer=more)
    return AuditPage(tuple(rows), older=more, newer=bool(view.older))


def audited(look: Session, view: AuditView, *, most: int = MOST) -> Iterator[Audited]:
    """Everything of a view, the newest first, at most so many; read a thousand at a time."""
    left, at = most, view.from_the_top
    while left > 0:
        page = audit(look, at, most=min(AT_ONCE, left))
        yield from page.rows
        left -= len(page.rows)
        if not page.older:
            return
        at = at.older_than(page.rows[-1].cursor)


def _number_of(look: Session, folio: str) -> int | None:
    return look.exec(select(Inquiry.id).where(Inquiry.folio == folio)).scalar_one_or_none()  # type: ignore[call-overload]


def _rows(look: Session, view: AuditView, inquiry_id: int | None, *, most: int, back: bool) -> list[Audited]:
    """The walks begin at the day of the cursor: by day and number together no index of SQLite is entered."""
    first, last, (on, number) = view.first or date.min, view.last or date.max, view.place
    if on is not None:
        first, last = (max(first, on), last) if back else (first, min(last, on))
    asked = {
        "first": first, "last": last, "person": view.person, "most": most, "inquiry": inquiry_id,
        "day": on or (date.min if back else date.max), "number": number,
    }  # fmt: skip
    statement = _statement(kinds_of(view.about), by_person=bool(view.person), of_inquiry=inquiry_id is not None,
                           every_kind=not view.about, back=back)  # fmt: skip
    return [Audited(*row) for row in look.connection().execute(statement, asked)]


@lru_cache(maxsize=64)
def _statement(
    kinds: tuple[str, ...], *, by_person: bool, of_inquiry: bool, every_kind: bool, back: bool
) -> Select[Any]:
    """Each kind is walked along its index as far as one page, then they are merged. Of one inquiry, which has few
    events, all kinds are asked at once: without a group also what was done to it."""
    if of_inquiry:
        mine = [col(Event.inquiry_id) == bindparam("inquiry", type_=Integer)]
        walks = [_walk([*mine, *([] if every_kind else [col(Event.kind).in_(kinds)])], by_person=by_person, back=back)]
    else:
        walks = [_walk([col(Event.kind) == literal_column(f"'{kind}'")], by_person=by_person, back=back,
                       audited=by_person) for kind in kinds]  # fmt: skip
    merged = union_all(*(select(one.subquery().c.id) for one in walks)).subquery()
    found = (
        select(Event.id, Event.kind, Event.by, Event.at, Event.on_date, Event.details, Event.address, Event.sign_in,  # type: ignore[call-overload]
               Event.seal, func.coalesce(Inquiry.folio, ""))
        .join(merged, merged.c.id == NUMBER)
        .join(Inquiry, col(Inquiry.id) == col(Event.inquiry_id), isouter=True)
    )  # fmt: skip
    return found.order_by(*_order(back=back)).limit(bindparam("most", type_=Integer))  # type: ignore[no-any-return]


def _walk(where: list[Any], *, by_person: bool, back: bool, audited: bool = False) -> Select[Any]:
    here, place = tuple_(DAY, NUMBER), tuple_(bindparam("day", type_=Date), bindparam("number", type_=Integer))
    asked = [*where, DAY.between(bindparam("first", type_=Date), bindparam("last", type_=Date))]
    if by_person:
        asked.append(col(Event.by) == bindparam("person", type_=Integer))
    if audited:
        asked.append(text(f"({AUDITED})"))  # as the index has it, letter by letter
    asked.append(here > place if back else here < place)
    return select(NUMBER.label("id")).where(*asked).order_by(*_order(back=back)).limit(bindparam("most", type_=Integer))


def _order(*, back: bool) -> tuple[Any, ...]:
    return (DAY, NUMBER) if back else (DAY.desc(), NUMBER.desc())
