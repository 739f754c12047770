"""Trying to get in: who tries, how long they have to wait, and what is counted of a failure."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import db
from config import settings
from db.origin import Origin, origin_of
from desk import throttles
from desk.accounts import Account
from desk.events import remember_account

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


@contextmanager
def kept() -> Iterator[None]:
    """A disk that does not take it lets nobody in, and says so."""
    try:
        yield
    except db.NotStored as no:
        raise NotLetInError(why=no.code) from no


def blocked(tried: Sequence[throttles.Tried], *, clock: datetime) -> int:
    """How many seconds no attempt is looked at; 0 when one may be made now."""
    with db.reading() as look:
        until = throttles.blocked_until(look, tried, now=clock)
    return max(1, int((until - clock).total_seconds() + 0.999)) if until is not None else 0


def count(
    tried: Sequence[throttles.Tried], *, caller: Caller, account: Account | None, clock: datetime
) -> None:
    """One failure more. What strangers type as names is no matter of the desk's: it fills no book."""
    with db.writing(origin=caller.origin) as work:
        for one in tried:
            throttles.count_failure(work, one, now=clock)
        if account is not None:
            remember_account(work, "sign_in_refused", account.id, by=None, now=settings().now())
    log.warning("sign-in refused: account=%s address=%r", account.id if account else "none", caller.address)
