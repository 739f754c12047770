"""Looking at what is masked: full values are shown on demand; that somebody looked is remembered, never the value."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from db.models import Customer, Event, Inquiry
from desk.errors import DeskError
from desk.events import remember
from desk.loading import local_day
from desk.promises import remember_decision
from desk.rights import verb

RECALLED = ("phone", "email", "ds160")
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


@verb
def recall(work: Session, customer_id: int, *, fields: Sequence[str], by: int, now: datetime) -> Event:
    """Remember that somebody on a call has a form completed with what is known of a customer: which fields they will
    see whole. DeskError `unknown` for a customer or a field there is not."""
    if work.get(Customer, customer_id) is None or not set(fields) <= set(RECALLED):
        raise DeskError("unknown", field="customer")
    return remember_decision(work, "recalled", by=by, now=now, customer=customer_id, fields=list(fields))
