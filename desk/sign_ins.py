"""Sign-ins: starting, using and ending a session. Only the hash of its token is ever stored or seen here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from db.models import Account, SignIn
from db.types import Moment
from desk.errors import DeskError
from desk.events import remember_account
from desk.rights import verb

TOUCH_EVERY = timedelta(minutes=1)
SKEW = timedelta(hours=1)
"""How far ahead of now a session may have begun: a clock put back an hour signs nobody out in mid-call, and what was
begun by a clock that was wrong by days does not outlive its limits by days."""

# Built once: it is asked at every run of every page.
WHO = (
    select(  # type: ignore[call-overload]
        Account.id, Account.name, Account.display_name, Account.role, Account.language, Account.must_change
    )
    .join(SignIn, col(SignIn.account_id) == col(Account.id))
    .where(col(SignIn.token_hash) == bindparam("token_hash"), col(SignIn.revoked_at).is_(None), col(Account.active))
    .where(col(SignIn.ends_at) > bindparam("now", type_=Moment()))
    .where(col(SignIn.seen_at) > bindparam("seen", type_=Moment()))
    .where(col(SignIn.created_at) <= bindparam("soon", type_=Moment()))
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a session."""

    account_id: int
    name: str
    display_name: str
    role: str
    language: str
    must_change: bool = False
    """Somebody else chose the password: only the form that changes it opens."""


def start_session(
    work: Session,
    account: Account,
    *,
    token_hash: str,
    now: datetime,
    lasts: timedelta = timedelta(hours=12),
    address: str = "",
    agent: str = "",
) -> SignIn:
    """Somebody signed in; the session ends after `lasts` whatever happens."""
    assert account.id is not None
    row = SignIn(
        token_hash=token_hash, account_id=account.id, created_at=now, seen_at=now, ends_at=now + lasts,
        address=address[:64], agent=agent[:200],
    )  # fmt: skip
    work.add(row)
    remember_account(work, "signed_in", account.id, by=account.id, now=now, address=row.address)
    return row


def end_session(work: Session, token_hash: str, *, now: datetime) -> bool:
    """Sign out; False when that session had ended already."""
    row = work.get(SignIn, token_hash)
    if row is None or row.revoked_at is not None:
        return False
    row.revoked_at = now
    remember_account(work, "signed_out", row.account_id, by=row.account_id, now=now)
    return True


@verb
def end_sign_in_of(work: Session, account: Account, *, sign_in: str, now: datetime, by: int | None = None) -> None:
    """End one session of an account, by the beginning of its hash as it is listed, or with "" all of them.

    DeskError `gone` when it has ended already.
    """
    mine = select(SignIn).where(col(SignIn.account_id) == account.id, col(SignIn.revoked_at).is_(None))
    found = [row for row in work.scalars(mine) if row.token_hash.startswith(sign_in)]
    if not found:
        raise DeskError("gone")
    for row in found:
        row.revoked_at = now
        remember_account(work, "sign_in_ended", account.id, by=by, now=now, session=row.token_hash[:12])


def end_sign_ins(work: Session, account: Account, *, now: datetime, keep: str = "") -> None:
    """End every session of an account but `keep`."""
    mine = update(SignIn).where(col(SignIn.account_id) == account.id, col(SignIn.revoked_at).is_(None))
    work.connection().execute(mine.where(col(SignIn.token_hash) != keep).values(revoked_at=now))


def touch_session(work: Session, token_hash: str, *, now: datetime) -> None:
    """Remember that the person is at work, at most once a minute; also when the clock went back."""
    stale = or_(col(SignIn.seen_at) <= now - TOUCH_EVERY, col(SignIn.seen_at) > now)
    due = update(SignIn).where(col(SignIn.token_hash) == token_hash, stale)
    work.connection().execute(due.values(seen_at=now))


def who(look: Session, token_hash: str, *, now: datetime, idle: timedelta) -> Visitor | None:
    """The visitor of a session; None when it is unknown, signed out, idle for too long, too old, or of somebody who
    left. One query by primary key."""
    asked = {"token_hash": token_hash, "now": now, "seen": now - idle, "soon": now + SKEW}
    found = look.connection().execute(WHO, asked).one_or_none()
    return Visitor(*found) if found else None
