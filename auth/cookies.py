"""The one cookie of the desk: the session's token."""

from starlette.requests import cookie_parser

from config import settings


def name() -> str:
    """Behind TLS `__Host-…`: no other host and no plain connection can set it."""
    return "__Host-ventanilla" if settings().secure_cookies else "ventanilla"


def read(header: str | None) -> str | None:
    """The token of a Cookie header; None without one, or for one that is not of ours."""
    token = cookie_parser(header).get(name(), "") if header else ""
    return token if 20 <= len(token) <= 100 and token.isascii() else None


def give(token: str) -> str:
    """The Set-Cookie header for a new session. Strict: it travels from no other site's page, not even by a link.

    (A link from elsewhere still opens: the gate lets the browser ask once more, from our own page.)
    """
    return _written(token, lasts=settings().absolute_hours * 3600)


def take_away() -> str:
    """The Set-Cookie header that removes it."""
    return _written("", lasts=0)


def _written(value: str, *, lasts: int) -> str:
    secure = "; Secure" if settings().secure_cookies else ""
    return f"{name()}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"
