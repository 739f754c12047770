"""The first door: it makes the first account, and exists only until there is one."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from auth import cookies, doorways, sessions
from auth.entering import set_up
from auth.forms import language_of
from auth.posted import caller_of, posted
from auth.threads import in_thread
from desk.errors import DeskError
from desk.names import account_problems


async def first_account(request: Request) -> Response:
    """The set-up page: it exists only while nobody has an account."""
    if await in_thread(sessions.set_up):
        return PlainTextResponse("Not found", 404)
    if request.method == "GET":
        return doorways.set_up(language_of(request))
    form = await posted(request)
    if isinstance(form, Response):
        return form
    spoken = language_of(request, given=form.get("lang"))
    name, shown, password = form.get("name", ""), form.get("display_name", ""), form.get("password", "")
    problems = account_problems(name, display_name=shown, password=password)
    if problems:
        return doorways.set_up(spoken, name=name[:200], display_name=shown[:200], problems=problems)
    try:
        token = await in_thread(
            lambda: set_up(name, display_name=shown, password=password, language=spoken, caller=caller_of(request)),
            queue="enter",
            width=2,
        )
    except DeskError as error:
        if error.code == "already_set_up":
            return RedirectResponse("/sign-in", 303)
        raise
    return RedirectResponse("/", 303, headers={"set-cookie": cookies.give(token)})
