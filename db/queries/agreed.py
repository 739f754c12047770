"""What deadlines are counted by, as one value."""

from sqlmodel import Session

from db.queries.calendar import load_calendar
from db.queries.in_force import in_force
from db.queries.reference import Reference
from rules.steps import Agreed


def agreed(work: Session) -> Agreed:
    """What is agreed within this transaction, with what it has changed itself."""
    now = in_force(work)
    return Agreed(now.calendar, now.known.terms)


def agreed_now(look: Session, known: Reference) -> Agreed:
    """The calendar read at this moment, for a page that shows what would change."""
    return Agreed(load_calendar(look), known.terms)
