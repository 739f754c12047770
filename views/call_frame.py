"""Around the call form: what was saved, what must be mended, saving, clearing, the keyboard, the surviving draft."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

import streamlit as st

from rules.codes import Channel, Lang
from rules.problems import Problem
from views import call_state as form
from views.call_kept import kept, take_back
from views.call_keys import help_dialog
from views.look import Html, chip, icon, number
from words import t, tn
from words.numbers import number as digits
from words.problems import problem, refusal


def restore(account_id: int, *, now: datetime) -> None:
    """Give back what stood in the form before a reload or a restart; then what every call begins with."""
    if draft := kept(account_id):
        take_back(draft, now=now)
        st.rerun()  # as the form it was: it may have been saved already
    if not form.typed("channel"):
        form.put("channel", str(Channel.PHONE))
    if not form.typed("language"):
        form.put("language", str(Lang.ES))


def turn(folio: str) -> None:
    """The call in the form was saved: say its folio, and begin an empty one."""
    st.session_state["call_saved"], st.session_state["call_saved_lang"] = folio, form.typed("language")
    form.turn_page(saved=True)


def refused(why: str, *, number: str = "") -> None:
    """Remember why the form could not be saved (empty when it can): from now on problems stand beside their fields.
    `number` is that of a bug, in the log."""
    if why:
        st.session_state["call_refused"], st.session_state["call_failed"] = why, number
        st.session_state["call_attempt"] = int(st.session_state.get("call_attempt", 0)) + 1
    else:
        st.session_state.pop("call_refused", None)


def top() -> bool:
    """One line that never moves what is below it: the last folio, or what was recovered. True: find an inquiry."""
    saved = st.session_state.get("call_saved")
    cleared = st.session_state.get("call_cleared") if not form.begun() else None  # it never overwrites a call
    restored = st.session_state.get("call_restored") == form.token()
    if saved and not form.typed("line") and not form.typed("reason"):
        link = f'<a href="/inquiry?folio={quote(saved)}" target="_blank" rel="noopener">{number(saved)}</a>'
        told = f'<span class="saved">{icon("check_circle")} {escape(t("Saved"))} {link}</span>'
    elif restored:
        told = chip("waiting", t("Unfinished: this is what was typed before."))
    else:
        told = f"<b>{escape(t('Log an inquiry'))}</b>"
    with st.container(horizontal=True, vertical_alignment="center", key="call_top"):
        st.html(Html(f'<p class="top" role="status">{told}</p>'), width="stretch")
        if cleared:
            st.button(t("Bring back"), key="call_back", on_click=form.bring_back, type="tertiary")
        st.button(t("Empty · Alt+N"), key="call_new", on_click=_empty, type="tertiary")
        find = st.button(t("Find · Ctrl+K"), key="call_find", type="tertiary")
        st.button(t("Keys · ?"), key="call_help", on_click=_ask_help, type="tertiary")
    if st.session_state.pop("call_asked_help", None):
        help_dialog()
    return find


def beside(problems: Sequence[Problem], odd: Sequence[Problem]) -> Callable[[str], None]:
    """What is drawn below a field: its problem once saving was tried, else what should be read back."""
    wrong: Mapping[str, Problem] = {one.field: one for one in problems} if st.session_state.get("call_refused") else {}
    asked = {one.field: one for one in odd}

    def draw(field: str) -> None:
        if found := wrong.get(field):
            said = problem(field, found.code, **{name: digits(over) for name, over in found.values.items()})
            st.html(Html(f'<p class="problem" role="alert">{icon("error")} {escape(said)}</p>'))
        elif found := asked.get(field):
            st.html(Html(f'<p class="odd">{icon("help")} {escape(problem(field, found.code, **found.values))}</p>'))

    return draw


def bottom(problems: Sequence[Problem], *, save: Callable[..., None], args: tuple[Any, ...]) -> None:
    """Save, and beside it why it could not be."""
    why = st.session_state.get("call_refused")
    if st.session_state.get("call_tried") == form.token() and not why:
        why = "unsaved"
    told = ""
    if why == "problems" and problems:
        n = len(problems)
        told = tn("{n} thing to mend, then save again.", "{n} things to mend, then save again.", n)
    elif why == "unsaved":
        told = t("This was not saved yet. Save again.")
    elif why and why != "problems":
        told = refusal(why, line=form.typed("line"), number=st.session_state.get("call_failed", ""))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="call_bottom"):
        st.html(Html(f'<p class="problem" role="alert">{icon("error")} {escape(told)}</p>' if told else "<p></p>"),
                width="stretch")  # fmt: skip
        st.button(t("Save · Ctrl+Enter"), key="call_save", on_click=save, args=args, type="primary")


def _empty() -> None:
    form.turn_page(saved=False)


def _ask_help() -> None:
    st.session_state["call_asked_help"] = "1"
