"""What a change of the calendar or of a promise would do, before anybody decides it.

Only what can be touched is read: clocks that began so shortly before a changed day that they count it, and the answers
given to such clocks in the last year. A million finished inquiries cost it nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.queries.effect_rows import deadlines, deliveries, edges
from db.queries.effect_spans import around, spans
from db.queries.staircases import own_zone, zones
from rules.courier import TERM
from rules.steps import Agreed
from rules.zones import local_date


@dataclass(frozen=True, slots=True)
class Effect:
    """How many rows a change touches. Fulfilled deadlines keep their judgement; they are read anew and counted."""

    deadlines: int = 0
    """Open deadlines that move."""
    freed: int = 0
    """Of these, that stop being overdue."""
    caught: int = 0
    """Of these, that become overdue."""
    answers: int = 0
    """Answers given whose deadline is another by the new count: judged at the time, and kept."""
    on_time: int = 0
    """Of these, late until now and on time by the new count."""
    late: int = 0
    """Of these, on time until now and late by the new count."""
    deliveries: int = 0
    """Passports awaited whose tracking number is missing from another day."""
    found: int = 0
    """Of these, that stop being missing."""
    lost: int = 0
    """Of these, that are missing at once."""

    @property
    def nothing(self) -> bool:
        """Whether no row is touched."""
        return self == Effect()


def effect(look: Session, before: Agreed, after: Agreed, *, now: datetime, running: bool = True) -> Effect:
    """What would happen to what is there now, if `after` were agreed instead of `before`.

    Without `running`, open deadlines are left out: whoever counts them again knows.
    """
    look.flush()
    connection, own, places = look.connection(), own_zone(look), zones(look)
    first, last, missed = (local_date(at or now, own) for at in edges(connection))
    today = local_date(now, own)
    found = list(spans(before, after, first_due=first, last_due=last, today=today))
    issued = list(around(before, after, missed, today, today, days=TERM + 1))
    counted = dict.fromkeys(Effect.__dataclass_fields__, 0)
    for part in (
        *deadlines(connection, found, places, before, after, now=now, running=running),
        *deliveries(connection, issued, places, before, after, now=now),
    ):
        for name, n in part.items():
            counted[name] += n
    return Effect(**counted)
