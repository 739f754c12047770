"""What is live: open, due, overdue and missing now, and a day ago. Partial indexes and two days of events, no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, String, bindparam, cast, func, literal, select, union_all
from sqlmodel import Session, col

from db.models import Deadline, Delivery, Emergency, Inquiry, Organisation
from db.queries.queue_bounds import bounds
from db.queries.queue_view import Queue, QueueView
from db.queries.queue_walks import OPEN, UNTRACKED, walks
from db.queries.reports_cells import ByDay
from db.queries.reports_then import UNANSWERED, counted_then
from db.types import Moment
from rules.closing_days import Calendar
from rules.urgency import USUAL, Bands

LIVE = (Queue.OVERDUE, Queue.TODAY, Queue.NEXT, Queue.MISSING, Queue.EMERGENCIES, Queue.OPEN)
NOW = bindparam("now", type_=Moment())


@dataclass(frozen=True, slots=True)
class Pressing:
    """One inquiry that needs somebody now; `since` is when it was due, or from when its tracking number is missing."""

    folio: str
    why: str
    since: datetime
    zone: str
    city_code: str
    subcase_code: str
    organisation: str


def live(
    look: Session, *, now: datetime, calendar: Calendar, zones: Mapping[str, str], before: datetime,
    bands: Bands = USUAL,
) -> tuple[dict[str, int], ByDay]:
    """How many are in each live queue, and were at `before`; and what is due by day.

    One statement, and a second one once a minute. The queues are counted as the lists count them.
    """
    values = bounds(now=now, calendar=calendar, zones=zones, account_id=0, bands=bands)
    counts = {f"{name} before": n for name, n in counted_then(look, before).items()}
    days = []
    for name, x, n in look.connection().execute(_live(tuple(zones)), values):
        if name == "due":
            days.append((x, n))
        else:
            counts[name] = counts.get(name, 0) + n
    return counts, tuple(sorted(days))


@lru_cache(maxsize=8)
def _live(zones: tuple[str, ...]) -> Any:
    """The statement, built once: that takes ten times as long as the database needs for its answer."""
    parts: list[Select[Any]] = []
    for queue in LIVE:
        parts += [_named(str(queue), way.count().scalar_subquery()) for way in walks(QueueView(queue=queue), zones)]
    due = select(literal("due").label("name"), cast(col(Deadline.due_on), String), func.count()).where(
        UNANSWERED, col(Deadline.due_at) >= NOW
    )
    # By the day as text: grouped by the column itself, SQLite walks the index of every deadline there ever was.
    parts.append(due.group_by(cast(col(Deadline.due_on), String)))  # type: ignore[arg-type]
    return union_all(*parts)


def pressing(look: Session, *, now: datetime, most: int = 4) -> tuple[Pressing, ...]:
    """The most late, the emergencies that wait, the tracking numbers missing longest: up to `most` of each."""
    rows = look.connection().execute(_pressing(most), {"now": now})
    return tuple(
        Pressing(folio, why, at, zone, city or "", case, who or "") for folio, why, at, zone, city, case, who in rows
    )


@lru_cache(maxsize=8)
def _pressing(most: int) -> Any:
    i, due = Inquiry, col(Inquiry.due_at)
    late: Any = select(col(i.id), literal("overdue").label("why"), due.label("since"), literal(0).label("rank"))
    late = late.where(OPEN, due < NOW).order_by(due, col(i.id)).limit(most)
    pair = select(col(i.id), literal("emergency"), due, literal(1)).join(
        Emergency, col(Emergency.inquiry_id) == col(i.id)
    )
    pair = pair.where(OPEN, due >= NOW).order_by(due, col(i.id)).limit(most)
    gone = select(col(Delivery.inquiry_id), literal("missing"), col(Delivery.missing_from), literal(2))
    gone = gone.where(UNTRACKED, col(Delivery.missing_from) <= NOW)
    gone = gone.order_by(col(Delivery.missing_from), col(Delivery.inquiry_id)).limit(most)
    found = union_all(*(select(part.subquery()) for part in (late, pair, gone))).subquery()
    return (
        select(
            i.folio, found.c.why, found.c.since, i.zone, i.city_code, i.subcase_code, col(Organisation.name)
        )  # type: ignore[call-overload]
        .join(found, found.c.id == i.id)
        .outerjoin(Organisation, col(Organisation.id) == col(i.organisation_id))
        .order_by(found.c.rank, found.c.since)
    )


def ages(look: Session, *, now: datetime) -> tuple[ByDay, ByDay]:
    """What is open by day of receipt, and what has no tracking number by day of issue. One statement."""
    rows = look.connection().execute(_ages(), {"now": now}).all()
    still, gone = (tuple((on, n) for name, on, n in rows if name == wanted) for wanted in ("open", "missing"))
    return still, gone


@lru_cache
def _ages() -> Any:
    received, issued = cast(col(Inquiry.received_on), String), cast(col(Delivery.visa_issued_on), String)
    gone = select(literal("missing"), issued, func.count()).where(UNTRACKED, col(Delivery.missing_from) <= NOW)
    still = select(literal("open"), received, func.count()).where(OPEN)
    return union_all(still.group_by(received), gone.group_by(issued))


def _named(name: str, n: Any) -> Select[Any]:
    return select(literal(name).label("name"), literal("").label("x"), n.label("n"))
