"""What the doors say: the sign-in and set-up pages in the reader's language."""

from starlette.responses import HTMLResponse

from auth.paper import joined, page
from auth.pieces import field, notice, other_language, refused_because, to_mend
from desk.passwords import LEAST
from words import speaking, t


def sign_in(
    language: str,
    *,
    then: str,
    name: str = "",
    lacks: str = "",
    refused: bool = False,
    wait: int = 0,
    why: str = "",
    done: str = "",
) -> HTMLResponse:
    """The sign-in page; `refused` keeps the typed name and says why without saying which part was wrong. `why` is no
    fault of theirs: the code of what keeps the desk from saving. `done` is what brought them here."""
    with speaking(language):
        problem = refused_because(wait, why) if refused else ""
        said = {"bye": t("You have signed out."), "changed": t("Your new password is set. Sign in with it."),
                "late": t("This took too long. Sign in once more.")}.get(done, "")  # fmt: skip
        lacking = t("Write your password.") if lacks == "password" else ""
        form = joined(
            [
                field("name", t("Name"), value=name, kind="text", complete="username", focus=not name,
                       problem=t("Write your name.") if lacks == "name" else ""),
                field("password", t("Password"), kind="password", complete="current-password", focus=bool(name),
                       problem=problem or lacking),
            ]
        )  # fmt: skip
        status = 503 if why else 429 if wait else 401 if refused else 200
        return page(
            "sign-in", language=language, title=t("Sign in"), status=status,
            heading=t("Sign in"), form=form, then=then, button=t("Sign in"),
            notice=notice(said) if said else "", other=other_language("/sign-in", language, then),
            forgotten=t("Forgot your password? Your supervisor can give you a link to choose a new one."),
        )  # fmt: skip


def set_up(
    language: str, *, name: str = "", display_name: str = "", problems: dict[str, str] | None = None
) -> HTMLResponse:
    """The page of the first administrator, with every problem of what was sent beside its field."""
    with speaking(language):
        said = {one: to_mend(one, code) for one, code in (problems or {}).items()}
        first = next((one for one in ("display_name", "name", "password") if one in said), "display_name")
        hint = t("At least {least} characters. A few words in a row are easy to remember.", least=LEAST)
        form = joined(
            [
                field("display_name", t("Your name"), value=display_name, kind="text", complete="name",
                       problem=said.get("display_name", ""), hint=t("As your colleagues will see it."),
                       focus=first == "display_name"),
                field("name", t("Sign-in name"), value=name, kind="text", complete="username",
                       problem=said.get("name", ""), hint=t("Short, without spaces."), focus=first == "name"),
                field("password", t("Password"), kind="password", complete="new-password",
                       problem=said.get("password", ""), hint=hint, focus=first == "password"),
            ]
        )  # fmt: skip
        return page(
            "set-up", language=language, title=t("Set up"), status=422 if said else 200, heading=t("Set up Ventanilla"),
            lead=t("Nobody has an account here yet. This one will be an administrator's."),
            form=form, button=t("Create account and sign in"), other=other_language("/set-up", language, "/"),
        )  # fmt: skip
