"""What is live: open, due, overdue and missing now, and a day ago. Partial indexes and two days of events, no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Select, String, and_, cast, func, literal, or_, select, union, union_all
from sqlmodel import Session, col

from db.models import Deadline, Delivery, Emergency, Event, Inquiry, Organisation
from db.queries.queue_view import Queue, QueueView
from db.queries.queue_walks import OPEN, UNTRACKED, walks
from rules.closing_days import Calendar
from rules.zones import local_date

UNANSWERED = and_(col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None))
LIVE = (Queue.OVERDUE, Queue.TODAY, Queue.NEXT, Queue.MISSING, Queue.EMERGENCIES, Queue.OPEN)
ONE_DAY = timedelta(days=1)


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
    look: Session, *, now: datetime, calendar: Calendar, zones: Mapping[str, str], before: datetime
) -> tuple[dict[str, int], pd.DataFrame]:
    """How many are in each live queue, and were at `before`; and what is due by day: columns on, n. One statement.

    The queues are counted as the lists count them.
    """
    parts: list[Select[Any]] = []
    for queue in LIVE:
        ways = walks(QueueView(queue=queue), now=now, calendar=calendar, zones=zones, account_id=0)
        parts += [_named(str(queue), way.count().scalar_subquery()) for way in ways]
    for name, ids in _then(before).items():
        parts.append(_named(f"{name} before", select(func.count()).select_from(ids.subquery()).scalar_subquery()))
    due = select(literal("due").label("name"), cast(col(Deadline.due_on), String), func.count()).where(
        UNANSWERED, col(Deadline.due_at) >= now
    )
    # By the day as text: grouped by the column itself, SQLite walks the index of every deadline there ever was.
    parts.append(due.group_by(cast(col(Deadline.due_on), String)))  # type: ignore[arg-type]
    counts: dict[str, int] = {}
    days = []
    for name, x, n in look.execute(union_all(*parts)):
        if name == "due":
            days.append((x, n))
        else:
            counts[name] = counts.get(name, 0) + n
    return counts, pd.DataFrame(sorted(days), columns=["on", "n"])


def pressing(look: Session, *, now: datetime, most: int = 4) -> tuple[Pressing, ...]:
    """The most late, the emergencies that wait, the tracking numbers missing longest: up to `most` of each."""
    i, due = Inquiry, col(Inquiry.due_at)
    late: Any = select(col(i.id), literal("overdue").label("why"), due.label("since"), literal(0).label("rank"))
    late = late.where(OPEN, due < now).order_by(due, col(i.id)).limit(most)
    pair = select(col(i.id), literal("emergency"), due, literal(1)).join(
        Emergency, col(Emergency.inquiry_id) == col(i.id)
    )
    pair = pair.where(OPEN, due >= now).order_by(due, col(i.id)).limit(most)
    gone = select(col(Delivery.inquiry_id), literal("missing"), col(Delivery.missing_from), literal(2))
    gone = gone.where(UNTRACKED, col(Delivery.missing_from) <= now)
    gone = gone.order_by(col(Delivery.missing_from), col(Delivery.inquiry_id)).limit(most)
    found = union_all(*(select(part.subquery()) for part in (late, pair, gone))).subquery()
    rows = look.execute(
        select(
            i.folio, found.c.why, found.c.since, i.zone, i.city_code, i.subcase_code, col(Organisation.name)
        )  # type: ignore[call-overload]
        .join(found, found.c.id == i.id)
        .outerjoin(Organisation, col(Organisation.id) == col(i.organisation_id))
        .order_by(found.c.rank, found.c.since)
    )
    return tuple(
        Pressing(folio, why, at, zone, city or "", case, who or "") for folio, why, at, zone, city, case, who in rows
    )


def ages(look: Session, *, now: datetime) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is open by day of receipt, and what has no tracking number by day of issue: columns on, n. One statement."""
    received, issued = cast(col(Inquiry.received_on), String), cast(col(Delivery.visa_issued_on), String)
    rows = look.execute(
        union_all(
            select(literal("open"), received, func.count()).where(OPEN).group_by(received),
            select(literal("missing"), issued, func.count())
            .where(UNTRACKED, col(Delivery.missing_from) <= now)
            .group_by(issued),
        )
    ).all()
    frames = [[(on, n) for name, on, n in rows if name == wanted] for wanted in ("open", "missing")]
    still, gone = (pd.DataFrame(frame, columns=["on", "n"]) for frame in frames)
    return still, gone


def _named(name: str, n: Any) -> Select[Any]:
    return select(literal(name).label("name"), literal("").label("x"), n.label("n"))


def _then(at: datetime) -> dict[str, Any]:
    """The inquiries that were overdue, missing or open emergencies at a moment not long ago.

    What still is, and what stopped being it since: the events since then lead to those. The numbers are written
    `+ 0` so that a union is not put in their order by walking every row ever; what is open has its own index.
    """
    d, v, e = Deadline, Delivery, Event
    waited = select(col(d.inquiry_id) + 0).where(UNANSWERED, col(d.due_at) < at)
    answered = _since(at, "replied", "reason_changed", "rerouted", "mail_joined", "closed").join(
        Deadline, col(d.inquiry_id) == col(e.inquiry_id)
    )
    answered = answered.where(col(d.due_at) < at, or_(col(d.met_at) > at, col(d.ended_at) > at))
    cleared = _since(at, "tracking_cleared")
    lacked = select(col(v.inquiry_id) + 0).where(
        UNTRACKED, col(v.missing_from) <= at, col(v.inquiry_id).not_in(cleared)
    )
    came = _since(at, "tracking_set", "delivery_settled").join(Delivery, col(v.inquiry_id) == col(e.inquiry_id))
    came = came.where(
        col(v.missing_from) <= at, or_(col(e.kind) != "tracking_set", e.details["before"].as_string() == ""),
        or_(col(v.tracked_at) > at, col(v.settled_at) > at),
    )  # fmt: skip
    was = select(col(Inquiry.id) + 0).join(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
    was = was.where(OPEN, col(Inquiry.received_at) <= at, col(Inquiry.logged_at) <= at)
    was = was.where(col(Inquiry.id).not_in(_since(at, "reopened")))
    shut = _since(at, "closed").join(Emergency, col(Emergency.inquiry_id) == col(e.inquiry_id))
    shut = shut.join(Inquiry, col(Inquiry.id) == col(e.inquiry_id)).where(col(Inquiry.logged_at) <= at)
    return {
        "overdue": union(waited, answered), "missing": union(lacked, came), "emergencies": union(was, shut),
    }  # fmt: skip


def _since(at: datetime, *kinds: str) -> Select[Any]:
    days: date = local_date(at, "UTC") - ONE_DAY  # a local day is at most one off the day in UTC
    return select(col(Event.inquiry_id)).where(
        col(Event.kind).in_(kinds), col(Event.on_date) >= days, col(Event.at) > at, col(Event.inquiry_id).is_not(None)
    )
