"""Writing down one touch of an inquiry."""

from datetime import datetime

from sqlmodel import Session

from db.models import Contact, Inquiry
from desk.errors import DeskError
from rules.codes import ContactKind, Direction
from rules.masking import clean_free_text
from rules.problems import LONGEST


def touch(
    work: Session,
    inquiry: Inquiry,
    *,
    direction: Direction,
    kind: ContactKind,
    channel: str,
    at: datetime,
    by: int,
    now: datetime,
    text: str,
    subject: str = "",
) -> Contact:
    """Add a contact; card numbers and the like are masked before anything is stored. DeskError `too_long`."""
    assert inquiry.id is not None
    for field, typed in (("notes", text), ("subject", subject)):
        if len(typed) > LONGEST[field]:
            raise DeskError("too_long", field=field, over=len(typed) - LONGEST[field])
    contact = Contact(
        inquiry_id=inquiry.id, direction=direction, kind=kind, channel=channel, at=at, logged_at=now, by=by,
        text=clean_free_text(text).strip(), subject=clean_free_text(subject).strip(),
    )  # fmt: skip
    work.add(contact)
    return contact
