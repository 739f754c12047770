"""What the doors ask of every form before they look at it."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from auth.entering import Caller
from auth.forms import TooLargeError, read_form
from auth.guests import guest_of
from auth.threads import waiting

LONGEST_QUEUE = 60


async def posted(request: Request) -> dict[str, str] | Response:
    """The fields of a form, or the answer to one that cannot be read now."""
    if waiting("enter") > LONGEST_QUEUE:
        return PlainTextResponse("Busy", 503, headers={"retry-after": "5"})
    try:
        return await read_form(request)
    except TooLargeError:
        return PlainTextResponse("Too large", 413)


def caller_of(request: Request) -> Caller:
    """Where a form came from."""
    address = request.client.host if request.client else ""
    return Caller(address, request.headers.get("user-agent", ""), guest_of(request).session)
