"""Everybody who has an account, and where they are signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import Session, col

from db.models import Account, SignIn

MARK = 12
"""So much of a session's hash names it on a page: nobody gets in with that."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has an account."""

    id: int
    name: str
    display_name: str
    role: str
    language: str
    email: str
    active: bool
    must_change: bool
    second_step: bool
    last_in: datetime | None
    sessions: int


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """One session that is open."""

    mark: str
    began_at: datetime
    seen_at: datetime
    address: str
    agent: str


def people(look: Session, *, now: datetime, idle: timedelta) -> tuple[Person, ...]:
    """Everybody, those who work here first, by name. Two small statements, however many have signed in."""
    ask = look.connection().execute
    began = select(col(SignIn.account_id), func.max(col(SignIn.created_at))).group_by(col(SignIn.account_id))
    open_now = select(col(SignIn.account_id), func.count()).where(_open(now, idle)).group_by(col(SignIn.account_id))
    last: dict[int, datetime] = dict(ask(began).all())
    open_ones: dict[int, int] = dict(ask(open_now).all())
    rows = look.scalars(select(Account).order_by(col(Account.active).desc(), col(Account.display_name))).all()
    return tuple(
        Person(one.id or 0, one.name, one.display_name, one.role, one.language, one.email, one.active, one.must_change,
               one.totp_on_at is not None, last.get(one.id or 0), open_ones.get(one.id or 0, 0))
        for one in rows
    )  # fmt: skip


def open_sign_ins(look: Session, account_id: int, *, now: datetime, idle: timedelta) -> tuple[OpenSignIn, ...]:
    """Where somebody is signed in, the one used last first."""
    mine = select(SignIn).where(col(SignIn.account_id) == account_id, _open(now, idle))
    rows = look.scalars(mine.order_by(col(SignIn.seen_at).desc(), col(SignIn.token_hash))).all()
    return tuple(OpenSignIn(one.token_hash[:MARK], one.created_at, one.seen_at, one.address, one.agent) for one in rows)


def _open(now: datetime, idle: timedelta) -> ColumnElement[bool]:
    return and_(col(SignIn.revoked_at).is_(None), col(SignIn.ends_at) > now, col(SignIn.seen_at) > now - idle)
