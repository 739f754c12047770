"""One's own account: what opens it, where its mail goes, where it is signed in."""

from collections.abc import Callable
from html import escape

import streamlit as st

from db.queries.accounts import Person
from rules.roles import STEPPERS
from views.account_words import LANGUAGES, notice
from views.look import Html, chip, facts, quiet
from views.visit import Visit
from words import t
from words.labels import label


def own_head(person: Person) -> Html:
    """Who one is here."""
    return Html(facts([
        (t("Name"), person.display_name), (t("Sign-in name"), person.name), (t("Role"), label("role", person.role)),
        (t("Language"), LANGUAGES.get(person.language, person.language)),
    ]))  # fmt: skip


def done_before(code: str) -> None:
    """What was just done at one of the doors."""
    said = {
        "password": t("Your password is changed. Every other session has ended."),
        "on": t("The second step is on. From now on signing in asks for a code."),
        "off": t("The second step is off."),
    }.get(code, "")
    if said:
        st.html(notice(said, refused=False))


def ways_in(person: Person) -> Html:
    """The doors to what opens the account. Real pages of the doors: no password passes through this one."""
    rows = [_way("/password", t("Change password"), quiet(t("Every other session ends.")))]
    if person.role in STEPPERS:
        state = chip("", t("on")) if person.second_step else quiet(t("off"))
        name = t("Turn the second step off") if person.second_step else t("Turn the second step on")
        note = quiet(t("A code from your telephone at each sign-in."))
        rows.append(_way("/two-step", name, Html(f"{state} · {note}")))
    return Html(f'<ul class="account-ways">{"".join(rows)}</ul>')


def own_email(person: Person, *, save: Callable[[], None]) -> None:
    """Where the digest goes, for those who get one."""
    with st.form("own_email_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(t("E-mail"), value=person.email, key="own_email", max_chars=200, width=320, autocomplete="email",
                      help=t("What is overdue is told here every morning. Empty: no mail."))  # fmt: skip
        st.form_submit_button(t("Save the address"), on_click=save)


def part(name: str) -> Html:
    """The heading of a part."""
    return Html(f'<h2 class="account-part">{escape(name)}</h2>')


def has_digest(visit: Visit) -> bool:
    """Whether mail is sent to this person at all."""
    return visit.leads


def _way(path: str, name: str, note: Html) -> Html:
    return Html(f'<li><a href="{path}" target="_self">{escape(name)}</a> {note}</li>')
