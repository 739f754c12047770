"""The rows a change touches, counted by the database: each looks up what it would be in a few shifts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, and_, case, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from db.models import Deadline, Delivery
from db.queries.effect_spans import LOOKED_BACK, Span
from db.queries.staircases import AWAITED, TEMPORARY, UNANSWERED, fresh, step_of
from db.types import Moment
from rules.business_days import ONE_DAY
from rules.steps import MIDNIGHT, Agreed, missing, shifts, steps
from rules.zones import moment

SLACK = timedelta(days=20)
"""How far an old judgement's day may lie from the same answer read today: calendars changed meanwhile."""

_tables = MetaData()
SHIFT = Table(
    "counted_shift", _tables, Column("promise_code", String, primary_key=True),
    Column("zone", String, primary_key=True), Column("starts_at", Moment, primary_key=True),
    Column("span", Integer), Column("ends_at", Moment), Column("was_at", Moment), Column("due_at", Moment),
    Column("due_on", Date), **TEMPORARY,
)  # fmt: skip
LATER = Table(
    "counted_later", _tables, Column("zone", String, primary_key=True), Column("issued_on", Date, primary_key=True),
    Column("was_from", Moment), Column("missing_from", Moment), **TEMPORARY,
)  # fmt: skip

Row = Mapping[str, Any]


def deadlines(
    connection: Connection, found: Sequence[Span], zones: Iterable[str], before: Agreed, after: Agreed, *,
    now: datetime, running: bool,
) -> Iterator[Row]:  # fmt: skip
    """Open deadlines that move, and answers that would be read anew: one row of counts for each span."""
    rows = [row for n, span in enumerate(found) for zone in zones for row in _shifts(n, span, zone, before, after)]
    fresh(connection, SHIFT, rows)
    for n in sorted({row["span"] for row in rows}):
        mine = [row for row in rows if row["span"] == n]
        if running:
            yield _moves(connection, n, mine, now)
        yield _answers(connection, n, mine, found[n].first, since=now.date() - LOOKED_BACK)


def deliveries(
    connection: Connection, issued: Iterable[tuple[date, date]], zones: Sequence[str], before: Agreed, after: Agreed, *,
    now: datetime,
) -> Iterator[Row]:
    """Passports awaited that would be missing from another day."""
    v, s = Delivery, LATER.c
    for first, last in issued:
        rows: list[Row] = [
            {"zone": zone, "issued_on": day, "was_from": was, "missing_from": will}
            for zone in zones
            for (day, was), (_, will) in zip(
                missing(first, last, zone, before.calendar), missing(first, last, zone, after.calendar), strict=True
            ) if was != will
        ]  # fmt: skip
        if rows:
            fresh(connection, LATER, rows)
            within = col(v.missing_from).between(*_ends(row["was_from"] for row in rows))
            was, will = col(v.missing_from) <= now, s.missing_from <= now
            yield _counted(connection, {"deliveries": None, "found": and_(was, ~will), "lost": and_(~was, will)}, (
                AWAITED, within, s.zone == v.zone, s.issued_on == v.visa_issued_on,
            ))  # fmt: skip


def edges(connection: Connection) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When the first and the last open deadline is due, since when the first number is missing: by their indexes."""
    due, since = col(Deadline.due_at), col(Delivery.missing_from)
    asked = (
        select(due).where(UNANSWERED).order_by(due), select(due).where(UNANSWERED).order_by(due.desc()),
        select(since).where(AWAITED).order_by(since),
    )  # fmt: skip
    first, last, missed = (connection.execute(one.limit(1)).scalar() for one in asked)
    return first, last, missed


def _shifts(n: int, span: Span, zone: str, before: Agreed, after: Agreed) -> Iterator[Row]:
    until = moment(span.last + ONE_DAY, MIDNIGHT, zone)
    for code in span.promise_codes:
        old, new = (steps(span.first, span.last, zone, one.of(code), one.calendar) for one in (before, after))
        for shift in shifts(old, new, until=until):
            yield {"span": n, "promise_code": code, "zone": zone, "starts_at": shift.starts_at,
                   "ends_at": shift.ends_at, "was_at": shift.before.due_at, "due_at": shift.after.due_at,
                   "due_on": shift.after.due_on}  # fmt: skip


def _moves(connection: Connection, n: int, rows: Sequence[Row], now: datetime) -> Row:
    d, s = Deadline, SHIFT.c
    was, will = col(d.due_at) < now, s.due_at < now
    within = col(d.due_at).between(*_ends(row["was_at"] for row in rows))
    return _counted(connection, {"deadlines": None, "freed": and_(was, ~will), "caught": and_(~was, will)},
                    (UNANSWERED, within, *_on(n)))  # fmt: skip


def _answers(connection: Connection, n: int, rows: Sequence[Row], first: date, *, since: date) -> Row:
    d, s = Deadline, SHIFT.c
    was, will = s.was_at < d.met_at, s.due_at < d.met_at
    within = col(d.due_on).between(max(first, since), max(row["due_on"] for row in rows) + SLACK)
    given = and_(col(d.met_at).is_not(None), col(d.ended_at).is_(None))
    return _counted(connection, {"answers": None, "on_time": and_(was, ~will), "late": and_(~was, will)},
                    (given, within, *_on(n)))  # fmt: skip


def _on(n: int) -> tuple[ColumnElement[bool], ...]:
    return step_of(SHIFT), SHIFT.c.span == n, col(Deadline.started_at) < SHIFT.c.ends_at


def _counted(
    connection: Connection, counts: Mapping[str, ColumnElement[bool] | None], where: Sequence[ColumnElement[bool]]
) -> Row:
    columns = [
        (func.count() if which is None else func.coalesce(func.sum(case((which, 1), else_=0)), 0)).label(name)
        for name, which in counts.items()
    ]
    return dict(connection.execute(select(*columns).where(*where)).mappings().one())


def _ends(moments: Iterable[datetime]) -> tuple[datetime, datetime]:
    given = list(moments)
    return min(given), max(given)
