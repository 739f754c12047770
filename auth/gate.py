"""The gate: in front of every request and every websocket, before anything of Streamlit is asked.

Host, origin, session, in this order. A stranger gets the sign-in pages, their files and the health check; nothing
else answers, not even Streamlit's own health, media, uploads and metrics. Who is let in carries the hash of their
session in a header that nobody can send from outside; Streamlit binds its own session to it.
"""

import html
import logging
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auth import cookies, sessions
from auth.guests import GUEST, Guest
from auth.headers import headers_for
from auth.hosts import host_is_ours, origin_is_ours
from auth.logbook import reference
from auth.shell import Dresser
from auth.threads import in_thread
from config import settings
from words import t

IDENTITY = b"x-ventanilla-session"
OURS = b"x-ventanilla-"
STRANGERS = frozenset({"/sign-in", "/set-up", "/reset", "/second-step"})
PAGES = STRANGERS | {"/password", "/two-step"}
OPEN = STRANGERS | {"/healthz", "/readyz"}
FIRST = OPEN | {"/password", "/sign-out", "/language"}
"""All that opens while one's password is known to somebody else."""
FILES = "/assets/"
HOMES = {"agent": "/log", "supervisor": "/today", "administrator": "/today", "auditor": "/today"}
CONDITIONS = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
log = logging.getLogger("ventanilla.gate")


class Gate:
    """Pure ASGI: other kinds of middleware never see a websocket. `acted` tells a person's frame from a timer's."""

    def __init__(self, app: ASGIApp, *, acted: Callable[[bytes], bool]) -> None:
        self.app, self.acted = app, acted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        refused = refusal(scope["type"], asked)
        host = asked.get("host") if refused is None or refused.status_code != 400 else None
        send = Armoured(send, headers_for(host, door=scope["path"] in PAGES))
        try:
            if refused is None:
                await self._let_in(scope, asked, receive, send)
            else:
                await _turn_away(refused, scope, receive, send)
        except Exception as error:
            number = reference(log, "a request failed", error, path=scope["path"])
            if not send.started:
                await _turn_away(PlainTextResponse(f"Error {number}", 500), scope, receive, send)

    async def _let_in(self, scope: Scope, asked: Headers, receive: Receive, send: Send) -> None:
        token = cookies.read(asked.get("cookie"))
        session = sessions.hash_of(token) if token else ""
        visitor = (sessions.recent(session) or await in_thread(sessions.recall, session)) if session else None
        page = scope["type"] == "http" and "text/html" in asked.get("accept", "")
        headers = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OURS)]
        if visitor is None:
            path = scope["path"]
            if scope["type"] == "websocket" or not (path in OPEN or path.startswith(FILES)):
                await _turn_away(sign_in_first(scope, asked, page=page), scope, receive, send)
                return
            await self.app({**scope, "headers": headers, GUEST: Guest()}, receive, send)
            return
        headers.append((IDENTITY, session.encode()))
        if page or scope["type"] == "websocket":
            sessions.came_from(session, (scope.get("client") or ("",))[0])
        inside = {**scope, "headers": headers, GUEST: Guest(visitor, session)}
        if visitor.must_change and not (scope["path"] in FIRST or scope["path"].startswith(FILES)):
            await _turn_away(elsewhere(scope, "/password", page=page), scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self.app(inside, self._listening(receive, session), send)
        elif page and scope["path"] == HOMES.get(visitor.role):
            query = scope["query_string"].decode("latin-1")  # Streamlit knows a first page by no other address than "/"
            await _turn_away(RedirectResponse("/" + (f"?{query}" if query else ""), 303), scope, receive, send)
        elif page and scope["path"] not in PAGES:
            await in_thread(sessions.touch, session)
            inside["headers"] = [(name, value) for name, value in headers if name not in CONDITIONS]
            no_script = html.escape(t("Ventanilla needs JavaScript.", lang=visitor.language))
            await self.app(inside, receive, Dresser(send, language=visitor.language, no_script=no_script))
        else:
            await self.app(inside, receive, send)

    def _listening(self, receive: Receive, session: str) -> Receive:
        """A `receive` that notices what a person does, so that a page that only refreshes itself grows idle."""

        async def listen() -> Message:
            message = await receive()
            frame = message.get("bytes") if message["type"] == "websocket.receive" else None
            if frame and sessions.due(session) and self.acted(frame):
                try:
                    await in_thread(sessions.touch, session)
                except Exception as error:
                    reference(log, "an action could not be noted", error)
            return message

        return listen


def refusal(kind: str, asked: Headers) -> Response | None:
    """The answer to a request under a foreign name or from a foreign page; None for one that may be looked at."""
    host, origin = asked.get("host", ""), asked.get("origin")
    if not host_is_ours(host, allowed=settings().hosts):
        log.warning("refused host %r", host)
        return PlainTextResponse("Unknown host", 400)
    if origin is None and kind == "http":
        return None
    if origin is None or not origin_is_ours(origin, host=host, secure=settings().secure_cookies):
        log.warning("refused origin %r under host %r: a proxy must pass the Host header on", origin, host)
        return PlainTextResponse("Foreign origin", 403)
    return None


def sign_in_first(scope: Scope, asked: Headers, *, page: bool) -> Response:
    """Where a stranger is sent: to the sign-in page when a person reads the answer, else nowhere."""
    answer = elsewhere(scope, "/sign-in", page=page)
    if page and asked.get("sec-fetch-site") == "cross-site" and scope["method"] == "GET":
        # Followed from another site, the browser kept our strict cookie back. Asked from a page of ours, it brings it.
        to = html.escape(answer.headers["location"])
        return HTMLResponse(f'<!doctype html><meta http-equiv="refresh" content="0;url={to}">')
    return answer


def elsewhere(scope: Scope, to: str, *, page: bool) -> Response:
    """The way to a door, and from there back to the page that was asked for; for what no person reads, none."""
    if not page:
        return PlainTextResponse("Sign in first", 401)
    if scope["method"] == "GET" and scope["path"] != "/":
        query = scope["query_string"].decode("latin-1")
        to += "?next=" + quote(scope["path"] + (f"?{query}" if query else ""), safe="/")
    return RedirectResponse(to, 303)


async def _turn_away(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    answer.headers["cache-control"] = "no-store"
    await answer(scope, receive, send)


class Armoured:
    """A `send` that puts the security headers on every answer and knows whether one has begun."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self.send, self.headers, self.started = send, headers, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            told = MutableHeaders(raw=list(message["headers"]))
            for name, value in self.headers:
                told[name.decode()] = value.decode()
            message = {**message, "headers": told.raw}
        self.started = self.started or message["type"] in {"http.response.start", "websocket.accept"}
        await self.send(message)
