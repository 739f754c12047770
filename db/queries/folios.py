"""Whether a form was saved already, and as what."""

from sqlmodel import Session, select

from db.models import Inquiry


def folio_of(look: Session, client_key: str) -> str | None:
    """The folio under which a client key was logged; None when it was not. One unique index."""
    return look.exec(select(Inquiry.folio).where(Inquiry.client_key == client_key)).one_or_none()
