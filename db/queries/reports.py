"""The figures of the charts, as small frames the database counted: from the tally alone, never from the inquiries."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Select, String, and_, bindparam, case, cast, func, literal, select, union_all
from sqlmodel import Session, col

from db.models import Line, Tally
from db.queries.reports_cells import Cell, Counts, Span
from db.queries.tallies import Cube

__all__ = ["Counts", "Span", "day_so_far", "volumes"]

ONE_DAY = timedelta(days=1)
WEEKS = 4
ON, A, B, N = col(Tally.on_date), col(Tally.a), col(Tally.b), col(Tally.n)


def volumes(look: Session, span: Span, *, today: date) -> Counts:
    """Everything the charts of a stretch of days need, by one statement.

    A cube knows two things about a day: the counts by line and city obey the filter on city; by sub-case and outcome
    the one on reason; by day, city and reason both; the others none. `flow` and `came` go on until today.
    """
    days = {"first": span.first, "last": span.last, "until": max(span.last, today)}
    then = {"then": span.before.first, "ended": span.before.last}
    values = days | then | {"reason": span.reason, "city": _stored(span.city), "place": span.city}
    return _counts(look, _volumes(of_reason=bool(span.reason), of_city=bool(span.city)), values)


@lru_cache
def _volumes(*, of_reason: bool, of_city: bool) -> Any:
    days, since = ON.between(_on("first"), _on("last")), ON.between(_on("first"), _on("until"))
    then = ON.between(_on("then"), _on("ended"))
    reason_first = [bindparam("reason", type_=String()) == A] if of_reason else []
    reason_last = [bindparam("reason", type_=String()) == B] if of_reason else []
    here = [bindparam("city", type_=String()) == A] if of_city else []
    lines = select(col(Line.code)).where(col(Line.city_code) == bindparam("place", type_=String()))
    cube, reason = (Cube.CITY, B) if of_city else (Cube.REASON, A)
    mine = [*here, *reason_last] if of_city else reason_first
    return union_all(
        _sum("by_day", cube, _text(ON), reason, days, *mine),
        _sum("before", cube, literal(""), literal(""), then, *mine),
        _sum("by_case", Cube.REASON, A, B, days, *reason_first),
        _sum("by_city", Cube.CITY, A, B, days, *here, *reason_last),
        _sum("by_line", Cube.LINE, A, literal(""), days, *([A.in_(lines)] if of_city else [])),
        _sum("by_channel", Cube.CHANNEL, A, B, days),
        _sum("by_hour", Cube.HOUR, A, B, days),
        _sum("by_outcome", Cube.OUTCOME, A, B, days, *reason_last),
        _sum("flow", Cube.FLOW, _text(ON), A, since),
        _sum("came", Cube.REASON, _text(ON), literal(""), since),
        _sum("promises", Cube.PROMISE, _text(ON), B, days),
        _first_day(),
    )


def day_so_far(look: Session, today: date, *, next_day: date) -> Counts:
    """What the supervisor's day needs of the tally, by one statement; `next_day` is the next business day."""
    days = {"today": today, "next": next_day, "month": today - ONE_DAY * 29, "month before": today - ONE_DAY * 59}
    # A promise due today may still be kept: its thirty days end yesterday.
    kept = {"yesterday": today - ONE_DAY, "kept": today - ONE_DAY * 30, "kept before": today - ONE_DAY * 60}
    weeks = {f"week {n}": today - timedelta(weeks=n) for n in range(1, WEEKS + 1)}
    return _counts(look, _day_so_far(), days | kept | weeks)


@lru_cache
def _day_so_far() -> Any:
    today, week_ago = _on("today"), _on("week 1")
    kept_in = case((_on("kept") <= ON, literal("now")), else_=literal("before"))
    counted_in = case((_on("month") <= ON, literal("now")), else_=literal("before"))
    weeks = [today, *(_on(f"week {n}") for n in range(1, WEEKS + 1))]
    return union_all(
        _sum("by_day", Cube.REASON, _text(ON), A, ON.between(_on("month"), today)),
        _sum("promises", Cube.PROMISE, kept_in, B, ON.between(_on("kept before"), _on("yesterday"))),
        _sum("due", Cube.PROMISE, _text(ON), B, ON.in_([today, week_ago, _on("next")])),
        _sum("by_outcome", Cube.OUTCOME, counted_in, A, ON.between(_on("month before"), today)),
        _sum("by_hour", Cube.HOUR, _text(ON), A, ON.in_([today, week_ago])),
        _sum("by_city", Cube.CITY, A, _text(ON), ON.in_(weeks)),
        _first_day(),
    )


def _sum(name: str, cube: Cube, x: Any, y: Any, *where: Any) -> Select[Any]:
    rows = select(literal(name).label("name"), x.label("x"), y.label("y"), func.sum(N).label("n"))
    return rows.where(and_(col(Tally.cube) == cube.value, *where)).group_by(x, y).having(func.sum(N) != 0)


def _first_day() -> Select[Any]:
    first = select(func.min(ON)).where(col(Tally.cube) == Cube.REASON.value).scalar_subquery()
    return select(literal("first"), func.coalesce(_text(first), ""), literal(""), literal(0))


def _counts(look: Session, statement: Any, values: Mapping[str, object]) -> Counts:
    cells: dict[str, list[Cell]] = {}
    for name, x, y, n in look.connection().execute(statement, values):
        cells.setdefault(name, []).append((str(x), str(y), int(n)))
    return Counts({name: tuple(found) for name, found in cells.items()})


def _on(name: str) -> Any:
    return bindparam(name, type_=Date())


def _text(day: Any) -> Any:
    return cast(day, String)


def _stored(code: str) -> str:
    """A filter's "-" is the empty code of what is not known."""
    return "" if code == "-" else code
