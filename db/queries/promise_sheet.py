"""The figures of a month's promises: from the tally, and from the deadlines of that month alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, and_, bindparam, case, func, select
from sqlmodel import Session, col

from db.models import Deadline, Inquiry, Tally
from db.queries.promise_rows import Kept, Missing, Month, Oldest, by_age
from db.queries.reports_now import ages
from db.queries.tallies import KEPT, LATE, TOTAL, Cube
from db.types import Moment
from rules.closing_days import Calendar


def first_month(look: Session) -> date | None:
    """The month in which the first promise was due. One step on the key of the tally."""
    found = look.execute(select(func.min(col(Tally.on_date))).where(col(Tally.cube) == Cube.PROMISE)).scalar()
    return found.replace(day=1) if found else None


def kept_in(look: Session, month: Month, *, now: datetime) -> Mapping[str, Kept]:
    """Every promise that had anything due in the month, by code. Three queries, none of which reads another month."""
    days = {"first": month.first, "last": month.last}
    found: dict[str, Kept] = {}
    for code, due, kept, late in look.connection().execute(_counted(), days):
        found[code] = Kept(due=int(due), kept=int(kept), late=int(late))
    for code, moved, saved, lost, ended in look.connection().execute(_moved(), days):
        row = replace(found.get(code, Kept()), moved=moved, saved=saved, lost=lost, ended=ended)
        if row != Kept():
            found[code] = row
    for code, folio, due_at, zone in look.connection().execute(_oldest(), days | {"now": now}):
        found[code] = replace(found.get(code, Kept()), oldest=Oldest(folio, due_at, zone))
    return found


def missing_now(look: Session, *, now: datetime, today: date, calendar: Calendar) -> Missing:
    """What has no tracking number after the term, at this moment: the past of it is not kept."""
    _, gone = ages(look, now=now)
    return by_age(gone, today=today, calendar=calendar)


@lru_cache
def _counted() -> Any:
    code, cell, n = col(Tally.a), col(Tally.b), col(Tally.n)
    sums = (func.sum(case((cell == name, n), else_=0)) for name in (TOTAL, KEPT, LATE))
    here = and_(col(Tally.cube) == Cube.PROMISE.value, col(Tally.on_date).between(_on("first"), _on("last")))
    return select(code, *sums).where(here).group_by(code).having(func.sum(n) != 0)


@lru_cache
def _moved() -> Any:
    d = Deadline
    counts, due, promised, met = col(d.ended_at).is_(None), col(d.due_at), col(d.promised_due_at), col(d.met_at)
    moved = and_(counts, due != promised)
    sums = (
        func.sum(case((what, 1), else_=0))
        for what in (moved, and_(moved, met <= due, met > promised), and_(moved, met > due, met <= promised), ~counts)
    )
    here = col(d.due_on).between(_on("first"), _on("last"))
    return select(col(d.promise_code), *sums).where(here).group_by(col(d.promise_code))


@lru_cache
def _oldest() -> Any:
    d = Deadline
    place = func.row_number().over(partition_by=col(d.promise_code), order_by=(col(d.due_at), col(d.id)))
    late = select(col(d.promise_code).label("code"), col(d.inquiry_id), col(d.due_at), col(d.zone),
                  place.label("place")).where(
        col(d.met_at).is_(None), col(d.ended_at).is_(None), col(d.due_at) < bindparam("now", type_=Moment()),
        col(d.due_on).between(_on("first"), _on("last")),
    )  # fmt: skip
    first = late.subquery()
    rows = select(first.c.code, col(Inquiry.folio), first.c.due_at, first.c.zone)
    return rows.join(Inquiry, col(Inquiry.id) == first.c.inquiry_id).where(first.c.place == 1)


def _on(name: str) -> Any:
    return bindparam(name, type_=Date())
