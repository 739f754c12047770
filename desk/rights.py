"""Who may do what, asked before a verb does anything: `rules.roles` says it, this is where it is kept to."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlmodel import Session

from db.models import Account
from desk.errors import DeskError
from rules.codes import Role
from rules.roles import GIVES, ONESELF, leads, may, may_touch

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger("ventanilla.desk")


def verb(act: Callable[P, R]) -> Callable[P, R]:
    """A verb: who is not allowed to do it is refused before anything is read or written. DeskError `not_allowed`.

    What is not in the table of `rules.roles` cannot even be imported.
    """
    name = act.__name__
    may("", name)

    @wraps(act)
    def asked(*args: P.args, **given: P.kwargs) -> R:
        by = given.get("by")
        if by is not None:
            of = args[1] if len(args) > 1 else None
            _allow(args[0], by, name, of=of if isinstance(of, Account) else None)
        return act(*args, **given)

    return asked


def supervises(work: Session, account_id: int) -> bool:
    """Whether somebody who works here leads the desk."""
    account = actor(work, account_id)
    return account is not None and leads(account.role)


def actor(work: Session, account_id: int) -> Account | None:
    """Whoever acts, while they work here; asked once in a transaction."""
    known: dict[int, Account] = work.info.setdefault("actors", {})
    found = known.get(account_id) or work.get(Account, account_id)
    if found is None or not found.active:
        return None
    known[account_id] = found
    return found


def may_give(work: Session, account_id: int, role: str) -> bool:
    """Whether whoever acts may give a new account a role."""
    giver = actor(work, account_id)
    return giver is not None and Role(role) in GIVES.get(Role(giver.role), ())


def _allow(work: object, by: object, name: str, *, of: Account | None) -> None:
    assert isinstance(work, Session)
    assert isinstance(by, int)
    someone = actor(work, by)
    if someone is not None:
        if of is None and may(someone.role, name):
            return
        if of is not None and _allowed_to(work, someone, name, of=of):
            return
    log.warning("refused: %s is not allowed to account %d (%s)", name, by, someone.role if someone else "gone")
    raise DeskError("not_allowed")


def _allowed_to(work: Session, someone: Account, name: str, *, of: Account) -> bool:
    """Whether they may do it to this account, whose role is asked in this transaction: theirs may be of another."""
    if of.id == someone.id:
        return name in ONESELF or may(someone.role, name)
    other = work.get(Account, of.id)
    return may(someone.role, name) and other is not None and may_touch(someone.role, other.role)
