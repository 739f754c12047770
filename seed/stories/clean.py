"""A new desk: the contact page as data, nobody who works there yet, nothing asked yet."""

from sqlmodel import Session

from seed.reference import load_reference


def tell(work: Session) -> None:
    """Fill a database that was just made; the set-up page makes the first administrator."""
    load_reference(work)
