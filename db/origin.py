"""Where what is being done is done from: told once when somebody arrives, written with every event."""

from contextvars import ContextVar
from dataclasses import dataclass

SHOWN = 12
"""So much of a session's hash is written: enough to tell two apart, nothing to be let in with."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An address and the beginning of a session's hash; both empty for what no page did, such as a command."""

    address: str = ""
    sign_in: str = ""


NOWHERE = Origin()
# Every run of a page has a thread of its own, and a thread begins with none: nobody acts from another's place.
_here: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def origin_of(address: str, session: str) -> Origin:
    """The origin of what is done at an address in a session, by the hash of its token."""
    return Origin(address[:64], session[:SHOWN])


def come_from(origin: Origin) -> None:
    """What this thread writes from now on is done from there."""
    _here.set(origin)


def here() -> Origin:
    """Where this thread writes from."""
    return _here.get()
