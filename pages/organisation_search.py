"""Which organisations to choose from: those found by what was typed, or those that wait for an answer."""

from datetime import datetime

from sqlmodel import Session

from db.queries import organisations
from views.organisation_find import find, owed_answers, results, typed


def choose(look: Session, *, unknown: bool, now: datetime) -> None:
    """Draw the box and the list below it; `unknown`: the address named one that does not exist."""
    find(unknown=unknown)
    if name := typed():
        results(organisations.found(look, name))
    else:
        owed_answers(organisations.waiting(look, now=now), now=now)
