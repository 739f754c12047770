"""The figures of the charts, as small frames the database counted: from the tally alone, never from the inquiries."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Select, String, and_, case, cast, func, literal, select, union_all
from sqlmodel import Session, col

from db.models import Line, Tally
from db.queries.tallies import Cube

ONE_DAY = timedelta(days=1)
ON, A, B, N = col(Tally.on_date), col(Tally.a), col(Tally.b), col(Tally.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Local days, both included, and what is asked of them: one reason, one city ("" is any)."""

    first: date
    last: date
    reason: str = ""
    city: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Span":
        """The equal stretch just before."""
        return replace(self, first=self.first - ONE_DAY * self.days, last=self.first - ONE_DAY)


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells of the tally, added up by the database: rows of name, x, y, n."""

    rows: pd.DataFrame

    def of(self, name: str, x: str, y: str = "") -> pd.DataFrame:
        """One of the counts as a frame of its own, its columns named; the empty one has them too."""
        found = self.rows[self.rows["name"] == name]
        frame = found.rename(columns={"x": x, "y": y or "_"})[[x, *([y] if y else []), "n"]]
        return frame.reset_index(drop=True)

    def total(self, name: str, x: str | None = None, y: str | None = None) -> int:
        """The sum of a count, or of its cells of one x or one y."""
        rows = self.rows[self.rows["name"] == name]
        rows = rows if x is None else rows[rows["x"] == x]
        rows = rows if y is None else rows[rows["y"] == y]
        return int(rows["n"].sum())


def volumes(look: Session, span: Span, *, today: date) -> Counts:
    """Everything the charts of a stretch of days need, by one statement.

    A cube knows two things about a day: the counts by line and city obey the filter on city; by sub-case and outcome
    the one on reason; by day, city and reason both; the others none. `flow` and `came` go on until today.
    """
    days = ON.between(span.first, span.last)
    since = ON.between(span.first, max(span.last, today))
    reason_first = [span.reason == A] if span.reason else []
    reason_last = [span.reason == B] if span.reason else []
    here = [_stored(span.city) == A] if span.city else []
    lines = select(col(Line.code)).where(col(Line.city_code) == span.city)
    by_day = (
        _sum("by_day", Cube.CITY, _text(ON), B, days, *here, *reason_last)
        if span.city
        else _sum("by_day", Cube.REASON, _text(ON), A, days, *reason_first)
    )
    earlier = span.before
    then = ON.between(earlier.first, earlier.last)
    before = (
        _sum("before", Cube.CITY, literal(""), literal(""), then, *here, *reason_last)
        if span.city
        else _sum("before", Cube.REASON, literal(""), literal(""), then, *reason_first)
    )
    return _counts(
        look,
        by_day,
        before,
        _sum("by_case", Cube.REASON, A, B, days, *reason_first),
        _sum("by_city", Cube.CITY, A, B, days, *here, *reason_last),
        _sum("by_line", Cube.LINE, A, literal(""), days, *([A.in_(lines)] if span.city else [])),
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
    month = Span(first=today - ONE_DAY * 29, last=today)
    past = Span(first=today - ONE_DAY * 30, last=today - ONE_DAY)  # a promise due today may still be kept
    weeks = [today - timedelta(weeks=n) for n in range(5)]
    kept_in = case((past.first <= ON, literal("now")), else_=literal("before"))
    counted_in = case((month.first <= ON, literal("now")), else_=literal("before"))
    return _counts(
        look,
        _sum("by_day", Cube.REASON, _text(ON), A, ON.between(month.first, month.last)),
        _sum("promises", Cube.PROMISE, kept_in, B, ON.between(past.before.first, past.last)),
        _sum("due", Cube.PROMISE, _text(ON), B, ON.in_([today, weeks[1], next_day])),
        _sum("by_outcome", Cube.OUTCOME, counted_in, A, ON.between(month.before.first, month.last)),
        _sum("by_hour", Cube.HOUR, _text(ON), A, ON.in_(weeks[:2])),
        _sum("by_city", Cube.CITY, A, _text(ON), ON.in_(weeks)),
        _first_day(),
    )


def _sum(name: str, cube: Cube, x: Any, y: Any, *where: Any) -> Select[Any]:
    rows = select(literal(name).label("name"), x.label("x"), y.label("y"), func.sum(N).label("n"))
    return rows.where(and_(col(Tally.cube) == cube.value, *where)).group_by(x, y).having(func.sum(N) != 0)


def _first_day() -> Select[Any]:
    first = select(func.min(ON)).where(col(Tally.cube) == Cube.REASON.value).scalar_subquery()
    return select(literal("first"), func.coalesce(_text(first), ""), literal(""), literal(0))


def _counts(look: Session, *parts: Select[Any]) -> Counts:
    found = look.execute(union_all(*parts)).all()
    rows = pd.DataFrame([tuple(row) for row in found], columns=["name", "x", "y", "n"])
    return Counts(rows.astype({"name": str, "x": str, "y": str, "n": int}))


def _text(day: Any) -> Any:
    return cast(day, String)


def _stored(code: str) -> str:
    """A filter's "-" is the empty code of what is not known."""
    return "" if code == "-" else code
