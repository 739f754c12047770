"""What was overdue, missing or an open emergency a day ago: what still is, and what stopped being it since."""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, func, literal, or_, select, union, union_all
from sqlmodel import Session, col

from db.models import Deadline, Delivery, Emergency, Event, Inquiry
from db.queries.queue_walks import OPEN, UNTRACKED
from db.types import Moment
from rules.zones import local_date

ONE_DAY = timedelta(days=1)
UNANSWERED = and_(col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None))
THEN, THEN_DAY = bindparam("then", type_=Moment()), bindparam("then day", type_=Date())
"""A local day is at most one off the day in UTC, so the events since a moment are those of the day before it and on."""


def counted_then(look: Session, at: datetime) -> Mapping[str, int]:
    """How many were overdue, missing and open emergencies at the minute of a moment: kept for that minute, for the
    past changes only by what is written into it later."""
    minute = at.replace(second=0, microsecond=0)
    key = str(look.get_bind().engine.url)
    with _lock:
        kept = _kept.get(key)
    if kept and kept[0] == minute:
        return kept[1]
    asked = {"then": minute, "then day": local_date(minute, "UTC") - ONE_DAY}
    fresh = {name: int(n) for name, n in look.connection().execute(_counted(), asked)}
    with _lock:
        _kept[key] = (minute, fresh)
    return fresh


@lru_cache
def _counted() -> Any:
    counts = ((name, select(func.count()).select_from(ids.subquery())) for name, ids in then().items())
    return union_all(*(select(literal(name), number.scalar_subquery()) for name, number in counts))


_lock = threading.Lock()
_kept: dict[str, tuple[datetime, Mapping[str, int]]] = {}


def forget() -> None:
    """Count anew at the next question."""
    with _lock:
        _kept.clear()


def then() -> dict[str, Any]:
    """The inquiries that were overdue, missing or open emergencies at a moment not long ago.

    What still is, and what stopped being it since: the events since then lead to those. The numbers are written
    `+ 0` so that a union is not put in their order by walking every row ever; what is open has its own index.
    """
    d, v, e, at = Deadline, Delivery, Event, THEN
    waited = select(col(d.inquiry_id) + 0).where(UNANSWERED, col(d.due_at) < at)
    answered = _since("replied", "reason_changed", "rerouted", "mail_joined", "closed", "merged_in", "split").join(
        Deadline, col(d.inquiry_id) == col(e.inquiry_id)
    )
    answered = answered.where(col(d.due_at) < at, or_(col(d.met_at) > at, col(d.ended_at) > at))
    cleared = _since("tracking_cleared")
    lacked = select(col(v.inquiry_id) + 0).where(
        UNTRACKED, col(v.missing_from) <= at, col(v.inquiry_id).not_in(cleared)
    )
    came = _since("tracking_set", "delivery_settled", "merged").join(Delivery, col(v.inquiry_id) == col(e.inquiry_id))
    came = came.where(
        col(v.missing_from) <= at, or_(col(e.kind) != "tracking_set", e.details["before"].as_string() == ""),
        or_(col(v.tracked_at) > at, col(v.settled_at) > at),
    )  # fmt: skip
    was = select(col(Inquiry.id) + 0).join(Emergency, col(Emergency.inquiry_id) == col(Inquiry.id))
    was = was.where(OPEN, col(Inquiry.received_at) <= at, col(Inquiry.logged_at) <= at)
    was = was.where(col(Inquiry.id).not_in(_since("reopened")))
    shut = _since("closed").join(Emergency, col(Emergency.inquiry_id) == col(e.inquiry_id))
    shut = shut.join(Inquiry, col(Inquiry.id) == col(e.inquiry_id)).where(col(Inquiry.logged_at) <= at)
    return {
        "overdue": union(waited, answered), "missing": union(lacked, came), "emergencies": union(was, shut),
    }  # fmt: skip


def _since(*kinds: str) -> Select[Any]:
    return select(col(Event.inquiry_id)).where(
        col(Event.kind).in_(kinds), col(Event.on_date) >= THEN_DAY, col(Event.at) > THEN,
        col(Event.inquiry_id).is_not(None),
    )  # fmt: skip
