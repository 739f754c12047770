"""The desk's memory: one row per thing done. History, audit and the flow of a day are read from here."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from db.models import Event, Inquiry, Setting


def remember(
    work: Session,
    kind: str,
    *,
    inquiry: Inquiry | None = None,
    by: int | None,
    at: datetime,
    on_date: date,
    **details: Any,
) -> Event:
    """Add one event to the verb's own transaction; an event is never changed afterwards.

    `by` is None for what no person did. `on_date` is the local day, in the zone of the inquiry. A change is told as
    `before=…, after=…`; details are JSON, so dates and moments come as ISO text.
    """
    if inquiry is not None and inquiry.id is None:
        work.flush()  # a new inquiry gets its number here, so that its event can point to it
    event = Event(inquiry_id=inquiry.id if inquiry else None, kind=kind, by=by, at=at, on_date=on_date, details=details)
    work.add(event)
    return event


def remember_account(
    work: Session, kind: str, account_id: int | None, *, by: int | None, now: datetime, **details: Any
) -> Event:
    """One event about an account; what belongs to no inquiry is dated in the desk's own zone."""
    zone = work.get(Setting, "zone")
    day = now.astimezone(ZoneInfo(zone.value if zone else "America/Mexico_City")).date()
    return remember(work, kind, by=by, at=now, on_date=day, account=account_id, **details)
