"""The pieces of the doors' pages: labelled fields, what is wrong with them, notices."""

from urllib.parse import quote

from auth.paper import Markup, filled, joined
from desk.passwords import LEAST, MOST
from words import t, tn
from words.problems import refusal

NAMES_OF_LANGUAGES = {"es": "Español", "en": "English"}


def field(
    name: str, label: str, *, kind: str, complete: str, value: str = "", problem: str = "", hint: str = "",
    focus: bool = False, figures: bool = False,
) -> Markup:  # fmt: skip
    """A labelled input with its hint, and its problem where the eye is."""
    told = " ".join(f"{name}-{part}" for part, said in (("hint", hint), ("problem", problem)) if said)
    more = Markup(
        (" autofocus" if focus else "")
        + (' inputmode="numeric" maxlength="12"' if figures else "")
        + (f' aria-describedby="{told}"' if told else "")
        + (' aria-invalid="true"' if problem else "")
    )
    return filled(
        "field", name=name, label=label, kind=kind, complete=complete, value=value, more=more,
        hint=filled("hint", id=f"{name}-hint", text=hint) if hint else "",
        problem=filled("problem", id=f"{name}-problem", text=problem) if problem else "",
        extra=filled("password", id=name, show=t("Show"), hide=t("Hide"), caps=t("Caps Lock is on."))
        if kind == "password" else "",
    )  # fmt: skip


def refused_because(wait: int, why: str) -> str:
    """Why nobody was let in, without saying which part was wrong."""
    if why == "busy":
        return refusal(why)
    if why:
        return t("Nobody can sign in now: the disk of the desk takes nothing. Tell your supervisor.")
    if wait:
        return tn("Too many attempts. Try again in {n} second.", "Too many attempts. Try again in {n} seconds.", wait)
    return t("This name and password do not match.")


def to_mend(field: str, code: str) -> str:
    """What to mend in a field."""
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
        case _, "password_same":
            return t("This is the password you have. Choose another one.")
        case _, "password_wrong":
            return t("This is not your password.")
        case _, "code_wrong":
            return t("This code is not right, or it was used already. Wait for the next one.")
        case _, "password_common":
            return t("This is easy to guess. Put a few words together that do not belong together.")
    return t("Check this.")


def notice(text: str) -> Markup:
    """What was just done."""
    return filled("notice", text=text)


def other_language(path: str, language: str, then: str, *, token: str = "") -> Markup:
    """The link to the same page in the other language, named in that language."""
    other = "en" if language == "es" else "es"
    return filled("other", path=path, other=other, name=NAMES_OF_LANGUAGES[other], then=quote(then, safe="/"),
                  more=Markup(f"&amp;token={quote(token, safe='')}" if token else ""))  # fmt: skip


def new_password(said: str, *, focus: bool) -> Markup:
    """The field of a password to be chosen."""
    hint = t("At least {least} characters. A few words in a row are easy to remember.", least=LEAST)
    return field("password", t("New password"), kind="password", complete="new-password", problem=said, hint=hint,
                 focus=focus)  # fmt: skip


def code_field(said: str, *, focus: bool, hint: str = "") -> Markup:
    """The field of the six figures a telephone shows."""
    return field("code", t("Code"), kind="text", complete="one-time-code", problem=said, focus=focus, hint=hint,
                 figures=True)  # fmt: skip


def hidden(**values: str) -> Markup:
    """What the form brings back."""
    return joined([filled("hidden", name=name, value=value) for name, value in values.items()])
