"""What the doors say to whoever has an account: choose a password, the code of the second step, turn it on and off."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of

import segno
from starlette.responses import HTMLResponse

from auth.paper import Markup, filled, joined, page
from auth.pieces import code_field, field, hidden, new_password, other_language, refused_because, to_mend
from words import speaking, t


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form comes back: codes by field, seconds to wait, or what keeps the desk from saving."""

    problems: Mapping[str, str] = field_of(default_factory=dict)
    wait: int = 0
    why: str = ""

    @property
    def status(self) -> int:
        return 503 if self.why else 429 if self.wait else 422 if self.problems else 200

    def said(self, name: str) -> str:
        """What stands beside a field; what stopped everything stands beside the first one."""
        if name in self.problems:
            return to_mend(name, self.problems[name])
        return refused_because(self.wait, self.why) if name == "old" and (self.wait or self.why) else ""


AS_IT_IS = Refused()


def password(language: str, *, then: str, forced: bool, no: Refused = AS_IT_IS) -> HTMLResponse:
    """The form that changes one's own password; `forced` while nothing else opens."""
    with speaking(language):
        wrong = no.said("password")
        old = field("old", t("The password you have"), kind="password", complete="current-password",
                    problem=no.said("old"), focus=not wrong)  # fmt: skip
        lead = t("Somebody else chose the password you have. Choose one that only you know.") if forced else t(
            "Wherever else you are signed in, you will have to sign in again.")  # fmt: skip
        form = joined([old, new_password(wrong, focus=bool(wrong))])
        return _door(
            "/password", language, title=t("Change password"), form=form, kept=hidden(next=then), button=t("Change it"),
            lead=lead, status=no.status, foot=_leave() if forced else _back(),
        )  # fmt: skip


def reset(language: str, *, token: str, name: str, no: Refused = AS_IT_IS) -> HTMLResponse:
    """The form behind a one-time link."""
    with speaking(language):
        wrong = no.said("password") or no.said("old")
        return _door(
            "/reset", language, title=t("New password"), lead=t("For {name}. The link works once.", name=name),
            form=new_password(wrong, focus=True), kept=hidden(token=token, lang=language), button=t("Set it"),
            status=no.status, foot=other_language("/reset", language, "/", token=token),
        )  # fmt: skip


def link_ended(language: str, *, other: bool = False) -> HTMLResponse:
    """A link that opens nothing; `other` when somebody else is signed in here."""
    with speaking(language):
        said = t("Somebody else is signed in here. Sign out first, then open the link again.") if other else t(
            "A link works once, for an hour. Ask your supervisor for a new one.")  # fmt: skip
        return _door(
            "/reset", language, title=t("This link does not work"), lead=said, form=Markup(), kept=Markup(), button="",
            status=403 if other else 410, foot=_leave() if other else _back("/sign-in"),
        )  # fmt: skip


def code(language: str, *, pending: str, then: str, no: Refused = AS_IT_IS) -> HTMLResponse:
    """The second step of signing in."""
    with speaking(language):
        hint = t("Six figures, from the application on your telephone.")
        return _door(
            "/second-step", language, title=t("Second step"), lead="",
            form=code_field(no.said("old") or no.said("code"), focus=True, hint=hint),
            kept=hidden(pending=pending, next=then, lang=language), button=t("Sign in"),
            status=401 if no.problems else no.status, foot=_back("/sign-in"),
            below=t("Telephone lost? An administrator can turn the second step off."),
        )  # fmt: skip


def two_step(language: str, *, on: bool, secret: str = "", link: str = "", no: Refused = AS_IT_IS) -> HTMLResponse:
    """The second step of one's own account: turn it on (password, then the first code), or off (both)."""
    with speaking(language):
        wrong = no.said("code")
        asked = field("old", t("Password"), kind="password", complete="current-password",
                      problem=no.said("old"), focus=not wrong)  # fmt: skip
        proof = code_field(wrong, focus=bool(secret or wrong))
        if secret:
            step, lead = "confirm", t("Add this to the application on your telephone, then write the code it shows.")
            form, button = joined([_secret(secret, link), proof]), t("Turn it on")
        elif on:
            step, lead = "off", t("It is on: signing in asks for a code from your telephone.")
            form, button = joined([asked, proof]), t("Turn it off")
        else:
            step, button = "begin", t("Go on")
            lead, form = t("Signing in will ask for a code from your telephone as well as for your password."), asked
        return _door(
            "/two-step", language, title=t("Second step"), lead=lead, form=form, kept=hidden(step=step), button=button,
            status=no.status, foot=_back(),
        )  # fmt: skip


def _door(
    path: str, language: str, *, title: str, lead: str, form: Markup, kept: Markup, button: str, foot: Markup,
    status: int = 200, below: str = "",
) -> HTMLResponse:  # fmt: skip
    return page(
        "door", language=language, title=title, status=status, path=path, heading=title, form=form, hidden=kept,
        lead=filled("lead", text=lead) if lead else "", button=filled("button", text=button) if button else "",
        below=filled("quiet", text=below) if below else "", foot=foot,
    )  # fmt: skip


def _secret(secret: str, link: str) -> Markup:
    """As a picture for the telephone's camera, as text to type, as a link for an application on this machine."""
    code = segno.make(link, error="m")
    drawn = code.svg_inline(omitsize=True, border=3, dark="#000", light="#fff", title=t("QR code"))
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return filled("secret", qr=Markup(drawn), secret=grouped, link=link, open=t("Open it on this device"),
                  **{"or": t("Or type it:")})  # fmt: skip


def _back(path: str = "/own") -> Markup:
    return filled("back", path=path, text=t("Back to signing in") if path == "/sign-in" else t("Back to your account"))


def _leave() -> Markup:
    return filled("leave", text=t("Sign out"))
