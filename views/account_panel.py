"""One account opened: what is known of it, what may be done to it, where it is signed in; and the form of a new one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from db.queries.accounts import OpenSignIn, Person
from rules.codes import Role
from rules.roles import GIVES, may, may_touch
from views.account_words import LANGUAGES, person_head, sign_in_said
from views.plain import plain
from views.visit import Visit
from words import t
from words.labels import label


@dataclass(frozen=True, slots=True)
class Acts:
    """What the buttons of the panel do, each to the account that is open."""

    link: Callable[[], None]
    leave: Callable[[], None]
    come_back: Callable[[], None]
    second_step_off: Callable[[], None]
    role: Callable[[], None]
    email: Callable[[], None]
    end: Callable[[str], None]


def account_panel(person: Person, sign_ins: Sequence[OpenSignIn], visit: Visit, *, acts: Acts, mine: str) -> None:
    """Somebody's account. What this visitor may not do to it is not offered."""
    me = person.id == visit.account_id
    touch = not me and may_touch(visit.role, person.role)
    with st.container(key="account_panel"):
        st.html(person_head(person, visit))
        if touch:
            _buttons(person, visit, acts)
            _fields(person, visit, acts)
        elif not me:
            st.text(t("Only an administrator can change this account."))
        sessions(sign_ins, visit, may_end=me or touch, end=acts.end, mine=mine)


def new_account(visit: Visit, *, make: Callable[[], None], leave: Callable[[], None]) -> None:
    """The form of a new account: who, what they may do, how they come in."""
    with st.container(key="account_panel"), st.form("account_new", border=False):
        st.html(f'<div class="account-head"><h2>{escape(t("New account"))}</h2></div>')
        st.text_input(t("Name"), key="account_new_shown", max_chars=80, autocomplete="off",
                      help=t("As your colleagues will see it."))  # fmt: skip
        st.text_input(t("Sign-in name"), key="account_new_name", max_chars=40, autocomplete="off",
                      help=t("Short, without spaces."))  # fmt: skip
        roles = [str(one) for one in GIVES.get(Role(visit.role), ())]
        left, right = st.columns(2)
        left.selectbox(t("Role"), roles, key="account_new_role", format_func=lambda code: label("role", code))
        right.selectbox(t("Language"), list(LANGUAGES), key="account_new_language", format_func=LANGUAGES.__getitem__)
        st.text_input(t("First password"), key="account_new_password", max_chars=256, type="password",
                      autocomplete="new-password", placeholder=t("Leave it empty to get a link"),
                      help=t("They change it at the first sign-in. With a link they choose it."))  # fmt: skip
        with st.container(horizontal=True):
            st.form_submit_button(t("Make the account"), type="primary", on_click=make)
            st.form_submit_button(t("Leave it"), on_click=leave)


def link_shown(link: str, *, name: str, until: str, done: Callable[[], None]) -> None:
    """A one-time link, to be given to one person."""
    with st.container(key="account_link"):
        st.text(t("For {name}, until {clock}. Give it to nobody else:", name=name, clock=until))
        st.code(link, language=None, wrap_lines=True)
        st.button(t("I have passed it on"), on_click=done, key="account_link_done")


def _buttons(person: Person, visit: Visit, acts: Acts) -> None:
    with st.container(horizontal=True, key="account_buttons"):
        if person.active:
            st.button(t("Link for a new password"), icon=":material/link:", on_click=acts.link, key="account_reset")
            st.button(t("Leaves the desk"), icon=":material/person_off:", on_click=acts.leave, key="account_leave",
                      help=t("No sign-in any more. The work they did keeps their name."))  # fmt: skip
        else:
            st.button(t("Comes back"), icon=":material/person_add:", on_click=acts.come_back, key="account_back")
        if person.second_step and may(visit.role, "turn_off_second_step"):
            st.button(t("Turn the second step off"), icon=":material/phonelink_off:", on_click=acts.second_step_off,
                      key="account_step_off", help=t("For a telephone that was lost."))  # fmt: skip


def _fields(person: Person, visit: Visit, acts: Acts) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="account_fields"):
        if may(visit.role, "change_role"):
            roles = [str(one) for one in Role]
            st.selectbox(t("Role"), roles, index=roles.index(person.role), key=f"account_role_{person.id}",
                         format_func=lambda code: label("role", code), width=180)  # fmt: skip
            st.button(t("Change the role"), on_click=acts.role, key="account_role_set")
        st.text_input(t("E-mail"), value=person.email, key=f"account_email_{person.id}", max_chars=200, width=240,
                      autocomplete="off")  # fmt: skip
        st.button(t("Save the address"), on_click=acts.email, key="account_email_set")


def sessions(
    sign_ins: Sequence[OpenSignIn], visit: Visit, *, may_end: bool, end: Callable[[str], None], mine: str
) -> None:
    """Where somebody is signed in, each with its way out."""
    st.html(f'<h3 class="account-part">{escape(t("Signed in"))}</h3>')
    if not sign_ins:
        st.text(t("Nowhere at the moment."))
    for one in sign_ins:
        with st.container(horizontal=True, vertical_alignment="center", key=f"account_session_{one.mark}"):
            st.html(sign_in_said(one, visit, mine=mine))
            if may_end and not (mine and mine.startswith(one.mark)):
                st.button(plain(t("End it")), on_click=end, args=(one.mark,), key=f"account_end_{one.mark}")
