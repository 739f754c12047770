"""Letting somebody in: what the sign-in and set-up forms do. Blocking work, run in threads by the doors."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import db
from auth import passwords, sessions
from config import settings
from db.origin import Origin, origin_of
from desk import throttles
from desk.accounts import account_named, create_first_account
from desk.errors import DeskError
from desk.events import remember_account
from desk.names import fold_name
from desk.sign_ins import end_session, start_session

log = logging.getLogger("ventanilla.auth")


@dataclass(frozen=True, slots=True)
class Caller:
    """Where an attempt comes from; `session` is one the browser already has, which then ends."""

    address: str
    agent: str
    session: str = ""

    @property
    def origin(self) -> Origin:
        return origin_of(self.address, self.session)


class NotLetInError(Exception):
    """Not let in. `wait` seconds must pass before another attempt is looked at; `why` is the code of a disk that does
    not take the new session."""

    def __init__(self, *, wait: int = 0, why: str = "") -> None:
        super().__init__(wait, why)
        self.wait, self.why = wait, why


def enter(name: str, password: str, *, caller: Caller) -> str:
    """A new session for the right name and password: its token. NotLetInError says nothing about which was wrong.

    The throttle goes by the real clock, a desk's frozen clock would never lift it.
    """
    try:
        return _enter(name, password, caller=caller)
    except db.NotStored as no:
        raise NotLetInError(why=no.code) from no


def _enter(name: str, password: str, *, caller: Caller) -> str:
    folded, clock = fold_name(name), datetime.now(UTC)
    tried = (throttles.tried_name(folded), throttles.tried_address(caller.address))
    with db.reading() as look:
        until = throttles.blocked_until(look, tried, now=clock)
        try:
            account = account_named(look, folded)
        except DeskError:
            account = None
    if until is not None:
        raise NotLetInError(wait=max(1, int((until - clock).total_seconds() + 0.999)))
    right = passwords.is_right(account.password_hash if account else None, password)
    if account is None or not right or not account.active:
        with db.writing(origin=origin_of(caller.address, "")) as work:
            for one in tried:
                throttles.count_failure(work, one, now=clock)
            if account is not None:  # what strangers type as names is no matter of the desk's
                remember_account(work, "sign_in_refused", account.id, by=None, now=settings().now())
        log.warning("sign-in refused: account=%s address=%r", account.id if account else "none", caller.address)
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
