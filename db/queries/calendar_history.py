"""What was changed about the calendar: who, when, what it was, what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import Account, Event

MOST = 20


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """One change; `details` are those of its event."""

    at: datetime
    by: str
    details: Mapping[str, Any]


def calendar_history(look: Session, *, most: int = MOST) -> tuple[CalendarChange, ...]:
    """The last changes, the newest first."""
    found = (
        select(Event.at, Account.display_name, Event.details)
        .join(Account, col(Account.id) == col(Event.by), isouter=True)
        .where(Event.kind == "calendar_changed").order_by(col(Event.on_date).desc(), col(Event.id).desc()).limit(most)
    )  # fmt: skip
    return tuple(CalendarChange(at, by or "", details) for at, by, details in look.exec(found))
