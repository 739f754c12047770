"""What the doors say: the sign-in and set-up pages in the reader's language."""

from urllib.parse import quote

from starlette.responses import HTMLResponse

from auth.paper import Markup, filled, joined, page
from desk.passwords import LEAST, MOST
from words import speaking, t, tn
from words.problems import refusal

NAMES_OF_LANGUAGES = {"es": "Español", "en": "English"}


def sign_in(
    language: str,
    *,
    then: str,
    name: str = "",
    lacks: str = "",
    refused: bool = False,
    wait: int = 0,
    why: str = "",
    bye: bool = False,
) -> HTMLResponse:
    """The sign-in page; `refused` keeps the typed name and says why without saying which part was wrong. `why` is no
    fault of theirs: the code of what keeps the desk from saving."""
    with speaking(language):
        problem = _refused(wait, why) if refused else ""
        lacking = t("Write your password.") if lacks == "password" else ""
        form = joined(
            [
                _field("name", t("Name"), value=name, kind="text", complete="username", focus=not name,
                       problem=t("Write your name.") if lacks == "name" else ""),
                _field("password", t("Password"), kind="password", complete="current-password", focus=bool(name),
                       problem=problem or lacking),
            ]
        )  # fmt: skip
        status = 503 if why else 429 if wait else 401 if refused else 200
        return page(
            "sign-in", language=language, title=t("Sign in"), status=status,
            heading=t("Sign in"), form=form, then=then, button=t("Sign in"),
            notice=_notice(t("You have signed out.")) if bye else "", other=_other("/sign-in", language, then),
            forgotten=t("Forgot your password? Your supervisor can give you a new one."),
        )  # fmt: skip


def set_up(
    language: str, *, name: str = "", display_name: str = "", problems: dict[str, str] | None = None
) -> HTMLResponse:
    """The page of the first administrator, with every problem of what was sent beside its field."""
    with speaking(language):
        said = {field: _problem(field, code) for field, code in (problems or {}).items()}
        first = next((field for field in ("display_name", "name", "password") if field in said), "display_name")
        hint = t("At least {least} characters. A few words in a row are easy to remember.", least=LEAST)
        form = joined(
            [
                _field("display_name", t("Your name"), value=display_name, kind="text", complete="name",
                       problem=said.get("display_name", ""), hint=t("As your colleagues will see it."),
                       focus=first == "display_name"),
                _field("name", t("Sign-in name"), value=name, kind="text", complete="username",
                       problem=said.get("name", ""), hint=t("Short, without spaces."), focus=first == "name"),
                _field("password", t("Password"), kind="password", complete="new-password",
                       problem=said.get("password", ""), hint=hint, focus=first == "password"),
            ]
        )  # fmt: skip
        return page(
            "set-up", language=language, title=t("Set up"), status=422 if said else 200, heading=t("Set up Ventanilla"),
            lead=t("Nobody has an account here yet. This one will be an administrator's."),
            form=form, button=t("Create account and sign in"), other=_other("/set-up", language, "/"),
        )  # fmt: skip


def _field(
    name: str, label: str, *, kind: str, complete: str, value: str = "", problem: str = "", hint: str = "",
    focus: bool = False,
) -> Markup:  # fmt: skip
    """A labelled input with its hint, and its problem where the eye is."""
    told = " ".join(f"{name}-{part}" for part, said in (("hint", hint), ("problem", problem)) if said)
    more = Markup(
        (" autofocus" if focus else "")
        + (f' aria-describedby="{told}"' if told else "")
        + (' aria-invalid="true"' if problem else "")
    )
    return filled(
        "field", name=name, label=label, kind=kind, complete=complete, value=value, more=more,
        hint=filled("hint", id=f"{name}-hint", text=hint) if hint else "",
        problem=filled("problem", id=f"{name}-problem", text=problem) if problem else "",
        extra=filled("password", show=t("Show"), hide=t("Hide"), caps=t("Caps Lock is on."))
        if kind == "password" else "",
    )  # fmt: skip


def _refused(wait: int, why: str) -> str:
    if why == "busy":
        return refusal(why)
    if why:
        return t("Nobody can sign in now: the disk of the desk takes nothing. Tell your supervisor.")
    if wait:
        return tn("Too many attempts. Try again in {n} second.", "Too many attempts. Try again in {n} seconds.", wait)
    return t("This name and password do not match.")


def _problem(field: str, code: str) -> str:
    match field, code:
        case "display_name", "missing":
            return t("Write your name.")
        case "name", "missing":
            return t("Write a sign-in name.")
        case "name", _:
            return t("Use up to 40 letters, figures, dots and hyphens, without spaces.")
        case "display_name", _:
            return t("Use up to 80 letters.")
        case _, "password_short":
            return t("This is too short: use at least {least} characters.", least=LEAST)
        case _, "password_long":
            return t("This is too long: use at most {most} characters.", most=MOST)
        case _, "password_name":
            return t("This contains the sign-in name. Choose something else.")
        case _, "password_common":
            return t("This is easy to guess. Put a few words together that do not belong together.")
    return t("Check this.")


def _notice(text: str) -> Markup:
    return filled("notice", text=text)


def _other(path: str, language: str, then: str) -> Markup:
    """The link to the same page in the other language, named in that language."""
    other = "en" if language == "es" else "es"
    return filled("other", path=path, other=other, name=NAMES_OF_LANGUAGES[other], then=quote(then, safe="/"))
