"""Writing down one touch of an inquiry."""

from datetime import datetime

from sqlmodel import Session

from db.models import Contact, Inquiry
from rules.codes import ContactKind, Direction
from rules.masking import clean_free_text


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
    """Add a contact; card numbers and the like are masked before anything is stored."""
    assert inquiry.id is not None
    contact = Contact(
        inquiry_id=inquiry.id, direction=direction, kind=kind, channel=channel, at=at, logged_at=now, by=by,
        text=clean_free_text(text).strip(), subject=clean_free_text(subject).strip(),
    )  # fmt: skip
    work.add(contact)
    return contact
