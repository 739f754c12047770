"""What each cube of the tally counts, as SQL over the rows themselves: to fill it, and to prove it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, select, union_all
from sqlmodel import Session, col

from db.models import Deadline, Event, Inquiry, Tally


class Cube(StrEnum):
    """Narrow counts by local day. `a` and `b` of each are in `definition`."""

    REASON = "reason"
    CITY = "city"
    LINE = "line"
    CHANNEL = "channel"
    HOUR = "hour"
    OUTCOME = "outcome"
    FLOW = "flow"
    PROMISE = "promise"


CLOSED, REOPENED = "closed", "reopened"
TOTAL, KEPT, LATE = "total", "kept", "late"

Key = tuple[str, date, str, str]


def keys_of_inquiry(inquiry: Inquiry) -> tuple[Key, ...]:
    """The cells one inquiry counts in; the same as `definition`, for one row."""
    on = inquiry.received_on
    return (
        (Cube.REASON, on, inquiry.reason_code, inquiry.subcase_code),
        (Cube.CITY, on, inquiry.city_code or "", inquiry.reason_code),
        (Cube.LINE, on, inquiry.line_code or "", ""),
        (Cube.CHANNEL, on, inquiry.channel, inquiry.language),
        (Cube.HOUR, on, f"{inquiry.received_hour:02d}", str(inquiry.received_weekday)),
        (Cube.OUTCOME, on, inquiry.outcome, inquiry.reason_code),
    )


def definition() -> Select[Any]:
    """Every cell recounted from the rows: columns cube, on_date, a, b, n."""
    i, d, e = Inquiry, Deadline, Event
    digits = cast(i.received_hour, String)
    hour = case((col(i.received_hour) < 10, literal("0") + digits), else_=digits)
    if_known = func.coalesce
    counts = col(d.ended_at).is_(None)
    parts = [
        _cube(Cube.REASON, i.received_on, i.reason_code, i.subcase_code),
        _cube(Cube.CITY, i.received_on, if_known(i.city_code, ""), i.reason_code),
        _cube(Cube.LINE, i.received_on, if_known(i.line_code, ""), literal("")),
        _cube(Cube.CHANNEL, i.received_on, i.channel, i.language),
        _cube(Cube.HOUR, i.received_on, hour, cast(i.received_weekday, String)),
        _cube(Cube.OUTCOME, i.received_on, i.outcome, i.reason_code),
        _cube(Cube.FLOW, e.on_date, e.kind, literal("")).where(col(e.kind).in_([CLOSED, REOPENED])),
        _cube(Cube.PROMISE, d.due_on, d.promise_code, literal(TOTAL)).where(counts),
        _cube(Cube.PROMISE, d.due_on, d.promise_code, literal(KEPT)).where(counts, col(d.met_at) <= col(d.due_at)),
        _cube(Cube.PROMISE, d.due_on, d.promise_code, literal(LATE)).where(counts, col(d.met_at) > col(d.due_at)),
    ]
    return select(union_all(*parts).subquery())


def recount(look: Session) -> Mapping[Key, int]:
    """The full count, slow on purpose: what the tally must equal."""
    return {(cube, on, a, b): n for cube, on, a, b, n in look.execute(definition())}


def counted(look: Session) -> Mapping[Key, int]:
    """What the tally says; empty cells left out."""
    t = Tally
    found = look.execute(select(t.cube, t.on_date, t.a, t.b, t.n).where(t.n != 0))  # type: ignore[call-overload]
    return {(cube, on, a, b): n for cube, on, a, b, n in found}


def _cube(name: Cube, on: Any, a: Any, b: Any) -> Select[Any]:
    columns = (literal(name.value).label("cube"), on.label("on_date"), a.label("a"), b.label("b"))
    return select(*columns, func.count().label("n")).group_by(on, a, b)
