"""How long the promises are, decided by supervisors: from a day on, so that clocks that began before keep their term.

Open deadlines follow at once, in the same transaction; what customers were told stays beside them, and what was
answered stays as it was judged.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db.models import Event, Promise, PromiseTerm, Setting
from db.queries.agreed import agreed
from db.queries.in_force import in_force
from desk.errors import DeskError
from desk.events import remember
from desk.recount import Recounted, Told, recount
from desk.rights import verb
from rules.clocks import RESPONSE_CLOCK
from rules.terms import Term, version_of

MOST_DAYS = 60
EARLIEST = date(2000, 1, 1)


@verb
def set_promise_term(
    work: Session,
    term: Term,
    *,
    by: int,
    now: datetime,
    seen: str | None = None,
    told: Told = lambda done, of: None,
) -> Recounted:
    """Decide a term; it takes the place of one that held from the same day. Open deadlines are counted anew.

    `seen` is the version of the promise's terms when its effect was shown. DeskError `promise_changed` when somebody
    else decided meanwhile, `no_clock`, or what `check_term` refuses.
    """
    before = _in_force(work, term.promise_code, seen=seen)
    check_term(term)
    if term in before:
        raise DeskError("term_same")
    for row in work.exec(_active(term.promise_code).where(PromiseTerm.holds_from == term.holds_from)):
        row.active = False
    work.add(PromiseTerm(
        promise_code=term.promise_code, holds_from=term.holds_from, business_days=term.business_days,
        closes=f"{term.closes:%H:%M}", lenient=term.lenient, added_by=by, added_at=now,
    ))  # fmt: skip
    return _follow(work, term.promise_code, before, by=by, now=now, told=told)


@verb
def withdraw_promise_term(
    work: Session,
    term: Term,
    *,
    by: int,
    now: datetime,
    seen: str | None = None,
    told: Told = lambda done, of: None,
) -> Recounted:
    """Take a decision back: the term before it holds again. DeskError `last_term` for the one everything rests on."""
    before = _in_force(work, term.promise_code, seen=seen)
    rows = list(work.exec(_active(term.promise_code)))
    mine = [row for row in rows if row.holds_from == term.holds_from]
    if not mine:
        raise DeskError("promise_changed")
    if min(row.holds_from for row in rows) == term.holds_from:
        raise DeskError("last_term")
    for row in mine:
        row.active = False
    return _follow(work, term.promise_code, before, by=by, now=now, told=told)


def check_term(term: Term) -> None:
    """Refuse a term nobody could keep or count. DeskError `term_days` or `term_from`."""
    if not 1 <= term.business_days <= MOST_DAYS:
        raise DeskError("term_days", most=MOST_DAYS)
    if term.holds_from < EARLIEST:
        raise DeskError("term_from")


def remember_decision(work: Session, kind: str, *, by: int, now: datetime, **details: Any) -> Event:
    """One event about what the desk is run by, dated in the desk's own zone."""
    zone = work.get(Setting, "zone")
    on_date = now.astimezone(ZoneInfo(zone.value if zone else "America/Mexico_City")).date()
    return remember(work, kind, by=by, at=now, on_date=on_date, **details)


def _in_force(work: Session, promise_code: str, *, seen: str | None) -> tuple[Term, ...]:
    promise = work.get(Promise, promise_code)
    if promise is None or promise.kind != RESPONSE_CLOCK:
        raise DeskError("no_clock")
    before = _terms(work, promise_code)
    if seen is not None and seen != version_of(before, promise_code):
        raise DeskError("promise_changed")
    return before


def _follow(
    work: Session, promise_code: str, before: tuple[Term, ...], *, by: int, now: datetime, told: Told
) -> Recounted:
    work.flush()
    done = recount(work, agreed(work), now=now, told=told)
    remember_decision(
        work, "promise_changed", by=by, now=now, promise=promise_code, before=[str(one) for one in before],
        after=[str(one) for one in _terms(work, promise_code)], moved=done.deadlines,
    )  # fmt: skip
    return done


def _active(promise_code: str) -> SelectOfScalar[PromiseTerm]:
    return select(PromiseTerm).where(PromiseTerm.promise_code == promise_code, col(PromiseTerm.active))


def _terms(work: Session, promise_code: str) -> tuple[Term, ...]:
    return tuple(term for term in in_force(work).known.terms if term.promise_code == promise_code)
