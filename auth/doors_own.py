"""The doors of whoever has an account: change the password, choose one with a link, the second step."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from auth import changing, cookies, doorways_own
from auth.doorways_own import Refused
from auth.entering import finish
from auth.forms import language_of, safe_next
from auth.guests import guest_of
from auth.posted import caller_of, posted
from auth.sessions import Visitor
from auth.threads import in_thread
from auth.trying import NotLetInError
from desk.errors import DeskError
from desk.second_step import link_of
from rules.roles import STEPPERS

OWN = "/own"


def routes() -> list[BaseRoute]:
    """The addresses of these doors."""
    return [
        Route("/password", password, methods=["GET", "POST"]),
        Route("/reset", reset, methods=["GET", "POST"]),
        Route("/second-step", second_step, methods=["GET", "POST"]),
        Route("/two-step", two_step, methods=["GET", "POST"]),
    ]


async def password(request: Request) -> Response:
    """Change one's own password: the old one is asked for, every other session ends."""
    visitor = _visitor(request)
    then = safe_next(request.query_params.get("next")) if visitor.must_change else OWN
    if request.method == "GET":
        return doorways_own.password(visitor.language, then=then, forced=visitor.must_change)
    form = await posted(request)
    if isinstance(form, Response):
        return form
    old, new = form.get("old", ""), form.get("password", "")
    then = safe_next(form.get("next"))
    try:
        change = lambda: changing.change_password(visitor, old, new, caller=caller_of(request))  # noqa: E731
        await in_thread(change, queue="enter", width=2)
    except (DeskError, NotLetInError) as no:
        return doorways_own.password(visitor.language, then=then, forced=visitor.must_change, no=_told(no))
    return RedirectResponse(f"{OWN}?done=password" if then == OWN else then, 303)


async def reset(request: Request) -> Response:
    """Choose a password with a one-time link; whose it is decides the link alone."""
    form: dict[str, str] | Response = dict(request.query_params) if request.method == "GET" else await posted(request)
    if isinstance(form, Response):
        return form
    spoken, token = language_of(request, given=form.get("lang")), form.get("token", "")
    visitor = guest_of(request).visitor
    account = await in_thread(changing.owner, token[:100])
    if account is None:
        return doorways_own.link_ended(spoken)
    if visitor is not None and visitor.account_id != account.id:
        return doorways_own.link_ended(visitor.language, other=True)
    if request.method == "GET":
        return doorways_own.reset(spoken, token=token, name=account.display_name)
    new = form.get("password", "")
    try:
        await in_thread(lambda: changing.reset(token, new, caller=caller_of(request)), queue="enter", width=2)
    except DeskError as no:
        if no.code == "link_ended":
            return doorways_own.link_ended(spoken)
        return doorways_own.reset(spoken, token=token, name=account.display_name, no=_told(no))
    except NotLetInError as no:
        return doorways_own.reset(spoken, token=token, name=account.display_name, no=_told(no))
    return RedirectResponse(f"/sign-in?changed&lang={spoken}", 303, headers={"set-cookie": cookies.take_away()})


async def second_step(request: Request) -> Response:
    """The code, after the right password; only then there is a session."""
    if request.method == "GET":
        return RedirectResponse("/sign-in", 303)
    form = await posted(request)
    if isinstance(form, Response):
        return form
    spoken, then = language_of(request, given=form.get("lang")), safe_next(form.get("next"))
    pending, given = form.get("pending", "")[:100], form.get("code", "")[:20]
    try:
        token = await in_thread(lambda: finish(pending, given, caller=caller_of(request)), queue="enter", width=2)
    except DeskError:
        return RedirectResponse(f"/sign-in?late&lang={spoken}", 303)
    except NotLetInError as no:
        return doorways_own.code(spoken, pending=pending, then=then, no=_told(no))
    return RedirectResponse(then, 303, headers={"set-cookie": cookies.give(token)})


async def two_step(request: Request) -> Response:
    """One's own second step, on and off."""
    visitor = _visitor(request)
    if visitor.role not in STEPPERS:
        return RedirectResponse(OWN, 303)
    account = await in_thread(changing.mine, visitor)
    on, spoken = account.totp_on_at is not None, visitor.language
    if request.method == "GET":
        return doorways_own.two_step(spoken, on=on)
    form = await posted(request)
    if isinstance(form, Response):
        return form
    step, old, code, caller = form.get("step", ""), form.get("old", ""), form.get("code", "")[:20], caller_of(request)
    try:
        if step == "begin":
            account = await in_thread(lambda: changing.begin(visitor, old, caller=caller), queue="enter", width=2)
            return doorways_own.two_step(spoken, on=False, secret=account.totp_secret, link=link_of(account))
        if step == "confirm":
            await in_thread(lambda: changing.confirm(visitor, code, caller=caller))
        else:
            await in_thread(lambda: changing.end(visitor, old, code, caller=caller), queue="enter", width=2)
    except (DeskError, NotLetInError) as no:
        secret = account.totp_secret if step == "confirm" and not on else ""
        return doorways_own.two_step(spoken, on=on, secret=secret, link=link_of(account) if secret else "",
                                     no=_told(no))  # fmt: skip
    return RedirectResponse(f"{OWN}?done={'on' if step == 'confirm' else 'off'}", 303)


def _visitor(request: Request) -> Visitor:
    visitor = guest_of(request).visitor
    assert visitor is not None, "the gate lets nobody else in here"
    return visitor


def _told(no: DeskError | NotLetInError) -> Refused:
    if isinstance(no, DeskError):
        return Refused({str(no.details.get("field", "code")): no.code})
    return Refused(wait=no.wait, why=no.why) if no.wait or no.why else Refused({"code": "code_wrong"})
