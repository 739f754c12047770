"""Taking what was read out of the desk, as a file: that it was taken is remembered, and what was asked for."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from db.models import Event
from desk.promises import remember_decision
from desk.rights import verb


@verb
def take_audit_away(
    work: Session, *, file: str, rows: int, asked: Mapping[str, str], by: int, now: datetime
) -> Event:
    """Remember that somebody takes the audit away: as which file, how many rows, and by which filters."""
    return remember_decision(work, "exported", by=by, now=now, what="audit", file=file, rows=rows, asked=dict(asked))
