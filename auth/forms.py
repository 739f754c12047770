"""What a browser sends to the doors, read with care: forms, addresses to go on to, languages."""

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from config import settings
from words import LANGUAGES

LARGEST = 16_384
LONGEST_ADDRESS = 2_000
DOORS = (
    "/sign-in", "/sign-out", "/set-up", "/language", "/password", "/reset", "/second-step", "/two-step", "/healthz",
    "/assets", "/_stcore", "/static", "/media",
)  # fmt: skip


class TooLargeError(Exception):
    """More than any of our forms can hold."""


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a posted form, the last one of each name. TooLargeError before the rest of it is read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise TooLargeError
    given = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    return {name: value.replace("\x00", "") for name, value in given}


def safe_next(address: str | None) -> str:
    """Where to go on: a page of this desk, never another site; "/" for anything doubtful."""
    given = address or ""
    if len(given) > LONGEST_ADDRESS or not given.startswith("/") or given.startswith(("//", "/\\")):
        return "/"
    if not given.isprintable() or "\\" in given:
        return "/"
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith(DOORS):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def back(request: Request) -> str:
    """The page a form was sent from, by its Referer; our policy makes browsers tell it to ourselves only."""
    parts = urlsplit(request.headers.get("referer", ""))
    if parts.netloc != request.headers.get("host"):
        return "/"
    return safe_next(parts.path + (f"?{parts.query}" if parts.query else ""))


def language_of(request: Request, *, given: str | None = None) -> str:
    """The language of a stranger: what they chose, else the first of their browser's that we speak, else our own."""
    for asked in (given, request.query_params.get("lang")):
        if asked in LANGUAGES:
            return asked
    ranked = []
    for place, part in enumerate(request.headers.get("accept-language", "")[:500].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), place, tag[:2].lower()))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(ranked) if tag in LANGUAGES), settings().language)
