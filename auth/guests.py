"""Who the gate let in, as the doors see it."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from auth.sessions import Visitor

GUEST = "ventanilla.guest"


@dataclass(frozen=True, slots=True)
class Guest:
    """The visitor and the hash of their session; neither for a stranger."""

    visitor: Visitor | None = None
    session: str = ""


def guest_of(request: HTTPConnection) -> Guest:
    """Who sent this request, as the gate wrote it down."""
    guest: Guest = request.scope[GUEST]
    return guest
