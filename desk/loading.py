"""Fetching the inquiry a verb is about, and refusing a stale save."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, select

from db.models import Inquiry
from desk.errors import DeskError


def fetch(work: Session, folio: str, *, version: int | None) -> Inquiry:
    """The inquiry of a folio. DeskError `unknown_folio`; `stale` when it changed since `version` was shown; `merged`
    for a duplicate, whose matter goes on elsewhere.

    Every verb that changes an inquiry bumps its version, also when only a row beside it changes.
    """
    inquiry = work.exec(select(Inquiry).where(Inquiry.folio == folio)).one_or_none()
    if inquiry is None:
        raise DeskError("unknown_folio", folio=folio)
    if version is not None and inquiry.version != version:
        raise DeskError("stale", folio=folio, seen=version, now=inquiry.version)
    if inquiry.merged_into_id is not None:
        into = work.get(Inquiry, inquiry.merged_into_id)
        raise DeskError("merged", folio=folio, into=into.folio if into else "")
    flag_modified(inquiry, "status")
    return inquiry


def local_day(inquiry: Inquiry, at: datetime) -> date:
    """The calendar day of a moment, where the inquiry is."""
    return at.astimezone(ZoneInfo(inquiry.zone)).date()
