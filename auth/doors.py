"""The doors: sign in, sign out, set up, language, health. Real HTML forms: no script ever touches the cookie."""

from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

import db
from auth import cookies, doors_own, doorways, doorways_own, sessions
from auth.doors_first import first_account
from auth.entering import NotLetInError, SecondStepError, enter
from auth.files import Files
from auth.forms import back, language_of, safe_next
from auth.guests import guest_of
from auth.posted import caller_of, posted
from auth.threads import in_thread
from config import settings
from db.origin import Origin
from desk.accounts import account_named, anybody, set_language
from desk.sign_ins import Visitor
from words import LANGUAGES

HEALTHY_WITHIN = 2.0
DONE = ("bye", "changed", "late")
"""Why somebody comes to the sign-in page: they signed out, chose a new password, or were too late with a code."""


def routes() -> list[BaseRoute]:
    """Every address of the doors, for the front door to put before the pages."""
    return [
        Route("/sign-in", sign_in, methods=["GET", "POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/set-up", first_account, methods=["GET", "POST"]),
        Route("/language", language, methods=["POST"]),
        *doors_own.routes(),
        Route("/healthz", health),
        Mount("/assets", Files()),
    ]


async def sign_in(request: Request) -> Response:
    """The sign-in page, and what its form sends. One text for an unknown name, a wrong password, a closed account."""
    if not await in_thread(sessions.set_up):
        return RedirectResponse("/set-up" + _kept_language(request), 303)
    if request.method == "GET":
        if guest_of(request).visitor:
            return RedirectResponse(safe_next(request.query_params.get("next")), 303)
        done = next((one for one in DONE if one in request.query_params), "")
        return doorways.sign_in(language_of(request), then=safe_next(request.query_params.get("next")), done=done)
    form = await posted(request)
    if isinstance(form, Response):
        return form
    spoken, then = language_of(request, given=form.get("lang")), safe_next(form.get("next"))
    name, password = form.get("name", "")[:200], form.get("password", "")
    if not name.strip() or not password:
        return doorways.sign_in(spoken, then=then, name=name, lacks="password" if name.strip() else "name")
    try:
        token = await in_thread(lambda: enter(name, password, caller=caller_of(request)), queue="enter", width=2)
    except SecondStepError as more:
        return doorways_own.code(spoken, pending=more.pending, then=then)
    except NotLetInError as no:
        return doorways.sign_in(spoken, then=then, name=name, refused=True, wait=no.wait, why=no.why)
    return RedirectResponse(then, 303, headers={"set-cookie": cookies.give(token)})


async def sign_out(request: Request) -> Response:
    """End the session; the browser also forgets what pages kept in its storage."""
    guest = guest_of(request)
    await in_thread(sessions.close, guest.session)
    told = {"set-cookie": cookies.take_away(), "clear-site-data": '"storage"'}
    spoken = guest.visitor.language if guest.visitor else settings().language
    return RedirectResponse(f"/sign-in?bye&lang={spoken}", 303, headers=told)


async def language(request: Request) -> Response:
    """Change the language of the account, and go back to the page it was asked on."""
    form = await posted(request)
    if isinstance(form, Response):
        return form
    chosen, guest = form.get("language", ""), guest_of(request)
    if chosen not in LANGUAGES or guest.visitor is None:
        return PlainTextResponse("Unknown language", 400)
    await in_thread(_speak, guest.visitor, chosen, caller_of(request).origin)
    sessions.forget(guest.session)
    return RedirectResponse(back(request), 303)


async def health(_request: Request) -> Response:
    """Whether the desk can answer: the process runs and its database does, within two seconds."""
    with anyio.move_on_after(HEALTHY_WITHIN):
        try:
            await in_thread(_ask, queue="health", width=2, abandon=True)
            return JSONResponse({"ok": True}, headers={"cache-control": "no-store"})
        except Exception:  # noqa: S110  # whatever it is, the answer is the same and tells a stranger nothing
            pass
    return JSONResponse({"ok": False}, 503, headers={"cache-control": "no-store"})


def _ask() -> None:
    with db.reading() as look:
        anybody(look)


def _speak(visitor: Visitor, chosen: str, origin: Origin) -> None:
    with db.writing(origin=origin) as work:
        account = account_named(work, visitor.name)
        set_language(work, account, language=chosen, now=settings().now(), by=account.id)


def _kept_language(request: Request) -> str:
    chosen = request.query_params.get("lang", "")
    return f"?lang={quote(chosen)}" if chosen in LANGUAGES else ""
