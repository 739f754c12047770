"""The rule as rows: where SQL counts deadlines, it looks up in these tables when a clock that began then is due.

They live in the transaction that fills them, and go with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, and_, func, insert, select, text
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from db.models import City, Deadline, Delivery, Line, Setting
from db.types import Moment
from rules.steps import Agreed, missing, steps
from rules.zones import local_date

UNANSWERED = and_(col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None))
"""An open deadline: the words of its partial index."""
AWAITED = and_(col(Delivery.tracking_number) == "", col(Delivery.settled_at).is_(None))
"""A delivery without a number that nothing settled: the words of its partial index."""

_tables = MetaData()
TEMPORARY: Mapping[str, Any] = {"prefixes": ["TEMPORARY"], "sqlite_with_rowid": False}

STEP = Table(
    "counted_step", _tables, Column("promise_code", String, primary_key=True), Column("zone", String, primary_key=True),
    Column("starts_at", Moment, primary_key=True), Column("due_at", Moment), Column("due_on", Date),
    Column("business_days", Integer), **TEMPORARY,
)  # fmt: skip
MISSING = Table(
    "counted_missing", _tables, Column("zone", String, primary_key=True),
    Column("issued_on", Date, primary_key=True), Column("missing_from", Moment), **TEMPORARY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """The clocks of one promise in one zone, from the first local date one began on to the last."""

    promise_code: str
    zone: str
    first: date
    last: date


def fresh(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make a table of this transaction and fill it; one of an earlier question goes."""
    connection.execute(text(f"DROP TABLE IF EXISTS {table.name}"))
    table.create(connection)
    if given := list(rows):
        connection.execute(insert(table), given)


def fill_steps(connection: Connection, stretches: Iterable[Stretch], agreed: Agreed) -> None:
    """STEP for these clocks, by what is agreed."""
    fresh(connection, STEP, (
        {"promise_code": one.promise_code, "zone": one.zone, "starts_at": step.starts_at, "due_at": step.due_at,
         "due_on": step.due_on, "business_days": step.business_days}
        for one in stretches
        for step in steps(one.first, one.last, one.zone, agreed.of(one.promise_code), agreed.calendar)
    ))  # fmt: skip


def fill_missing(connection: Connection, issued: Iterable[tuple[str, date, date]], agreed: Agreed) -> None:
    """MISSING for passports issued in these zones, on these dates and those between."""
    fresh(connection, MISSING, (
        {"zone": zone, "issued_on": day, "missing_from": at}
        for zone, first, last in issued for day, at in missing(first, last, zone, agreed.calendar)
    ))  # fmt: skip


def stretches(connection: Connection, which: ColumnElement[bool]) -> Iterator[Stretch]:
    """What clocks there are among some deadlines."""
    d = Deadline
    begins, ends = func.min(col(d.started_at)), func.max(col(d.started_at))
    found = select(col(d.promise_code), col(d.zone), begins, ends).where(which)
    for promise_code, zone, first, last in connection.execute(found.group_by(col(d.promise_code), col(d.zone))).all():
        yield Stretch(promise_code, zone, local_date(first, zone), local_date(last, zone))


def step_of(table: Table = STEP) -> ColumnElement[bool]:
    """The step on which a deadline's clock began: the last that is not after it."""
    d, other = Deadline, table.alias("later")
    last = (
        select(func.max(other.c.starts_at)).correlate(d)
        .where(other.c.promise_code == d.promise_code, other.c.zone == d.zone, other.c.starts_at <= d.started_at)
        .scalar_subquery()
    )  # fmt: skip
    return and_(table.c.promise_code == d.promise_code, table.c.zone == d.zone, table.c.starts_at == last)


def zones(look: Session) -> tuple[str, ...]:
    """Every zone a clock can run in: those of cities and lines, and the desk's own."""
    found = look.connection().execute(select(col(City.zone)).union(select(col(Line.zone)))).scalars()
    return tuple(sorted({own_zone(look), *found}))


def own_zone(look: Session) -> str:
    """The desk's own zone."""
    own = select(col(Setting.value)).where(col(Setting.name) == "zone")
    return look.connection().execute(own).scalar() or "America/Mexico_City"
