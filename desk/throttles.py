"""Failed sign-ins: a delay that grows with each, per account name and per address, kept in the database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.models import Throttle

FORGET_AFTER = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a failure is counted against, and how many of them are forgiven."""

    key: str
    forgiven: int


def tried_name(folded: str) -> Tried:
    """A name, whether or not anybody has it. Hashed: people type passwords into the wrong field."""
    return Tried("name:" + hashlib.sha256(folded.encode()).hexdigest()[:32], forgiven=4)


def tried_code(account_id: int) -> Tried:
    """The second step of an account: only whoever knows its password gets there."""
    return Tried(f"code:{account_id}", forgiven=4)


def tried_address(address: str) -> Tried:
    """An address. A whole office may sit behind one, so it forgives more."""
    return Tried("address:" + address[:64], forgiven=20)


def blocked_until(look: Session, tried: Sequence[Tried], *, now: datetime) -> datetime | None:
    """Until when no attempt is looked at; None when one may be made now.

    A wait longer than the longest was set by a clock that has gone back since: it is none.
    """
    keys = [one.key for one in tried]
    rows = look.exec(select(Throttle).where(col(Throttle.key).in_(keys))).all()
    ends = (row.blocked_until for row in rows if row.blocked_until)
    return max((end for end in ends if now < end <= now + LONGEST_WAIT), default=None)


def count_failure(work: Session, tried: Tried, *, now: datetime) -> None:
    """One more failure: after the forgiven ones the wait doubles, from 5 seconds up to a minute.

    The longest wait is short on purpose: nobody can lock a colleague out for long by mistyping on their behalf.
    """
    row = work.get(Throttle, tried.key)
    if row is None:
        work.connection().execute(delete(Throttle).where(col(Throttle.last_at) < now - 4 * FORGET_AFTER))
        row = Throttle(key=tried.key, last_at=now)
        work.add(row)
    if now - row.last_at > FORGET_AFTER:
        row.failures = 0
    row.failures, row.last_at = row.failures + 1, now
    beyond = row.failures - tried.forgiven
    row.blocked_until = now + min(FIRST_WAIT * 2 ** min(beyond - 1, 10), LONGEST_WAIT) if beyond > 0 else None


def clear_failures(work: Session, tried: Tried) -> None:
    """Forgive: the right password came."""
    row = work.get(Throttle, tried.key)
    if row is not None:
        work.delete(row)
