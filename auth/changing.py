"""What people do about their own way in: the password, the link that resets it, the second step. Blocking work."""

from datetime import UTC, datetime

import db
from auth import passwords, sessions
from auth.trying import Caller, NotLetInError, blocked, count, kept
from config import settings
from desk import throttles
from desk.accounts import Account, account_named, set_password
from desk.errors import DeskError
from desk.links import RESET, use_link, whose
from desk.second_step import accept_code, new_secret, prepare_second_step, turn_off_second_step, turn_on_second_step
from desk.sign_ins import Visitor


def change_password(visitor: Visitor, old: str, new: str, *, caller: Caller) -> None:
    """Change one's own password; every other session ends. DeskError with the field and what is wrong with it."""
    account = prove(visitor, old, caller=caller)
    if old == new:
        raise DeskError("password_same", field="password")
    with kept(), db.writing(origin=caller.origin) as work:
        set_password(work, account, password=new, now=settings().now(), by=account.id, keep=caller.session)
    sessions.forget(caller.session)


def prove(visitor: Visitor, password: str, *, caller: Caller) -> Account:
    """The account, when this is its password: whoever found an open screen does not know it. DeskError
    `password_wrong`; attempts are counted as at the sign-in."""
    clock = datetime.now(UTC)
    tried = (throttles.tried_name(visitor.name), throttles.tried_address(caller.address))
    if wait := blocked(tried, clock=clock):
        raise NotLetInError(wait=wait)
    account = mine(visitor)
    if not passwords.is_right(account.password_hash, password):
        count(tried, caller=caller, account=account, clock=clock)
        raise DeskError("password_wrong", field="old")
    return account


def owner(token: str) -> Account | None:
    """Whose reset link this is; None when it opens nothing."""
    with db.reading() as look:
        return whose(look, sessions.hash_of(token), purpose=RESET, now=settings().now()) if token else None


def reset(token: str, new: str, *, caller: Caller) -> None:
    """Choose a new password with a link: it is used up, every session ends, failed attempts are forgiven."""
    now = settings().now()
    with kept(), db.writing(origin=caller.origin) as work:
        account = use_link(work, sessions.hash_of(token), purpose=RESET, now=now)
        set_password(work, account, password=new, now=now, by=account.id)
        throttles.clear_failures(work, throttles.tried_name(account.name))


def begin(visitor: Visitor, password: str, *, caller: Caller) -> Account:
    """Make the secret of a second step; nobody is asked for it before it is confirmed."""
    account = prove(visitor, password, caller=caller)
    with kept(), db.writing(origin=caller.origin) as work:
        prepare_second_step(work, account, secret=new_secret(), now=settings().now(), by=account.id)
    return mine(visitor)


def confirm(visitor: Visitor, code: str, *, caller: Caller) -> None:
    """The telephone shows a right code: from now on it is asked for. DeskError `code_wrong`."""
    with kept(), db.writing(origin=caller.origin) as work:
        account = account_named(work, visitor.name)
        turn_on_second_step(work, account, code=code, at=datetime.now(UTC), now=settings().now(), by=account.id)


def end(visitor: Visitor, password: str, code: str, *, caller: Caller) -> None:
    """Off again, for whoever knows the password and holds the telephone. DeskError `code_wrong`."""
    account, clock = prove(visitor, password, caller=caller), datetime.now(UTC)
    assert account.id is not None
    tried = (throttles.tried_code(account.id),)
    if wait := blocked(tried, clock=clock):
        raise NotLetInError(wait=wait)
    with kept(), db.writing(origin=caller.origin) as work:
        right = accept_code(work, account, code, at=clock)
        if right:
            turn_off_second_step(work, account, now=settings().now(), by=account.id)
    if not right:
        count(tried, caller=caller, account=account, clock=clock)
        raise DeskError("code_wrong", field="code")


def mine(visitor: Visitor) -> Account:
    """The visitor's own account as it is now."""
    with db.reading() as look:
        return account_named(look, visitor.name)
