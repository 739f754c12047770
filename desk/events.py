"""The desk's memory: one row per thing done. History, audit and the flow of a day are read from here."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import Session

from db.models import Event, Inquiry, Setting
from db.origin import NOWHERE
from rules.sealing import START, seal

NEWEST_SEAL = text("SELECT seal FROM event ORDER BY id DESC LIMIT 1")


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
    inquiry_id, done = inquiry.id if inquiry else None, work.info.get("origin", NOWHERE)
    sealed = seal(
        last_seal(work), inquiry_id=inquiry_id, kind=kind, by=by, at=at, on_date=on_date, details=details,
        address=done.address, sign_in=done.sign_in,
    )  # fmt: skip
    event = Event(inquiry_id=inquiry_id, kind=kind, by=by, at=at, on_date=on_date, details=details,
                  address=done.address, sign_in=done.sign_in, seal=sealed)  # fmt: skip
    work.add(event)
    return event


def last_seal(work: Session) -> str:
    """The seal the next event follows. Writers take turns, so no other can come in between before the commit.

    Events of this transaction that are not written yet are asked first, and asking writes nothing: a row that a verb
    is still changing would count one version too many.
    """
    for waiting in reversed(list(work.new)):
        if isinstance(waiting, Event):
            return waiting.seal
    return work.connection().execute(NEWEST_SEAL).scalar() or START


def remember_account(
    work: Session, kind: str, account_id: int | None, *, by: int | None, now: datetime, **details: Any
) -> Event:
    """One event about an account; what belongs to no inquiry is dated in the desk's own zone."""
    zone = work.get(Setting, "zone")
    day = now.astimezone(ZoneInfo(zone.value if zone else "America/Mexico_City")).date()
    return remember(work, kind, by=by, at=now, on_date=day, account=account_id, **details)
