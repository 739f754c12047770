"""Looking at what is masked: a full value is shown on demand, and that somebody looked is remembered."""

from datetime import datetime

from sqlmodel import Session, select

from db.models import Event, Inquiry
from desk.errors import DeskError
from desk.events import remember
from desk.loading import local_day
from desk.rights import verb

REVEALED = ("phone", "email", "ds160", "callback_phone")


@verb
def reveal(work: Session, folio: str, *, field: str, by: int, now: datetime) -> Event:
    """Remember that somebody asked to see a masked field. DeskError `unknown_folio`, or `unknown` for another field.

    A look changes nothing, so it leaves the version alone: nobody's save becomes stale because a colleague looked.
    """
    if field not in REVEALED:
        raise DeskError("unknown", field=field)
    inquiry = work.exec(select(Inquiry).where(Inquiry.folio == folio)).one_or_none()
    if inquiry is None:
        raise DeskError("unknown_folio", folio=folio)
    return remember(work, "revealed", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), field=field)
