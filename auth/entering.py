"""Letting somebody in: what the sign-in and set-up forms do. Blocking work, run in threads by the doors."""

import logging
from datetime import UTC, datetime, timedelta

import db
from auth import passwords, sessions
from auth.trying import Caller, NotLetInError, blocked, count, kept
from config import settings
from db.origin import origin_of
from desk import throttles
from desk.accounts import account_named, create_first_account
from desk.errors import DeskError
from desk.links import SECOND_STEP, await_second_step, use_link, whose
from desk.names import fold_name
from desk.second_step import accept_code
from desk.sign_ins import end_session, start_session

__all__ = ["Caller", "NotLetInError", "enter", "set_up"]

log = logging.getLogger("ventanilla.auth")


class SecondStepError(Exception):
    """The password was right, and a code is asked for as well; `pending` is the secret that the form brings back."""

    def __init__(self, pending: str) -> None:
        super().__init__()
        self.pending = pending


def enter(name: str, password: str, *, caller: Caller) -> str:
    """A new session for the right name and password: its token. NotLetInError says nothing about which was wrong.

    SecondStepError for somebody who has a second step. The throttle goes by the real clock, a desk's frozen clock
    would never lift it.
    """
    with kept():
        return _enter(name, password, caller=caller)


def _enter(name: str, password: str, *, caller: Caller) -> str:
    folded, clock = fold_name(name), datetime.now(UTC)
    tried = (throttles.tried_name(folded), throttles.tried_address(caller.address))
    if wait := blocked(tried, clock=clock):
        raise NotLetInError(wait=wait)
    with db.reading() as look:
        try:
            account = account_named(look, folded)
        except DeskError:
            account = None
    right = passwords.is_right(account.password_hash if account else None, password)
    if account is None or not right or not account.active:
        count(tried, caller=caller, account=account, clock=clock)
        raise NotLetInError
    if account.totp_on_at is None:
        return _open(account.name, caller=caller, tried=tried[:1])
    pending = sessions.new_token()
    with db.writing(origin=origin_of(caller.address, "")) as work:
        throttles.clear_failures(work, tried[0])
        await_second_step(work, account, token_hash=sessions.hash_of(pending), now=settings().now())
    raise SecondStepError(pending)


def finish(pending: str, code: str, *, caller: Caller) -> str:
    """A new session for the right code, after the right password: its token. DeskError `link_ended` when the code came
    too late; NotLetInError for a wrong one, of which a few may come in a minute."""
    with kept():
        return _finish(sessions.hash_of(pending), code, caller=caller)


def _finish(pending: str, code: str, *, caller: Caller) -> str:
    now, clock = settings().now(), datetime.now(UTC)
    with db.reading() as look:
        account = whose(look, pending, purpose=SECOND_STEP, now=now)
        if account is None or account.id is None:
            raise DeskError("link_ended")
    tried = (throttles.tried_code(account.id), throttles.tried_address(caller.address))
    if wait := blocked(tried, clock=clock):
        raise NotLetInError(wait=wait)
    with db.writing() as work:
        right = accept_code(work, account, code, at=clock)
        if right:
            use_link(work, pending, purpose=SECOND_STEP, now=now)
    if not right:
        count(tried, caller=caller, account=account, clock=clock)
        raise NotLetInError
    return _open(account.name, caller=caller, tried=tried[:1])


def set_up(name: str, *, display_name: str, password: str, language: str, caller: Caller) -> str:
    """Make the first administrator and let them in. DeskError as create_first_account."""
    with db.writing(origin=origin_of(caller.address, "")) as work:
        account = create_first_account(
            work, name, display_name=display_name, password=password, language=language, now=settings().now()
        )
    log.info("set up: first account=%s address=%r", account.id, caller.address)
    return _open(account.name, caller=caller, tried=())


def _open(name: str, *, caller: Caller, tried: tuple[throttles.Tried, ...]) -> str:
    token, now = sessions.new_token(), settings().now()
    with db.writing(origin=origin_of(caller.address, sessions.hash_of(token))) as work:
        account = account_named(work, name)
        if not account.active:  # somebody was faster
            raise NotLetInError
        for one in tried:
            throttles.clear_failures(work, one)
        if caller.session:
            end_session(work, caller.session, now=now)
        start_session(
            work, account, token_hash=sessions.hash_of(token), now=now,
            lasts=timedelta(hours=settings().absolute_hours), address=caller.address, agent=caller.agent,
        )  # fmt: skip
    if caller.session:
        sessions.forget(caller.session)
    return token
