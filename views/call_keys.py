"""The keyboard of the call screen, and the list of its keys."""

from collections.abc import Collection, Sequence
from html import escape

import streamlit as st

from rules.codes import Channel
from rules.problems import Problem
from views import call_state as form
from views.keys import Binding, copy, keys, pick, reach, submit
from views.look import Html, keycap
from words import t

WIDGET = {"received_at": "received"}  # the widget of a problem's field, where their names differ


def keyboard(problems: Sequence[Problem]) -> None:
    """Every key of this page; after a save the first field is gone to, after a refusal the first that needs mending."""
    first = "mailbox" if form.typed("channel") == Channel.EMAIL else "line"
    if st.session_state.get("call_refused") and problems:
        first = WIDGET.get(problems[0].field, problems[0].field)
    # A new form, another channel or a new refusal is gone to once; mending the last problem moves nobody.
    attempt = f"{form.typed('channel')}{st.session_state.get('call_attempt', '')}"
    keys(_bindings(), focus=form.key(first), token=form.token() + attempt, bare=[form.key("line"), form.key("city")])


def help_dialog() -> None:
    """The keys, in words, in the language of now."""
    st.dialog(t("Keys of this page"), width="small")(_list_keys)()


def _list_keys() -> None:
    rows = "".join(f"<dt>{keycap(combination)}</dt><dd>{escape(said)}</dd>" for combination, said in _told())
    st.html(Html(f'<dl class="facts">{rows}</dl>'))


def _bindings() -> Collection[Binding]:
    key = form.key
    channel = [Binding(combination=f"Alt+{letter}", act="pick", key=key("channel"), option=n)
               for n, letter in enumerate("TCV", 1)]  # fmt: skip
    spoken = [Binding(combination=f"Alt+{letter}", act="pick", key=key("language"), option=n)
              for n, letter in enumerate("SE", 1)]  # fmt: skip
    first = "mailbox" if form.typed("channel") == Channel.EMAIL else "line"
    return [
        *pick(key("reason"), options=6), *channel, *spoken, reach("Alt+L", key(first)), reach("Alt+W", key("phone")),
        reach("Alt+M", key("notes")), reach("Alt+O", key("outcome")), reach("Alt+0", "call_cannot"),
        copy("Alt+P", "#say, #script0"), copy("Alt+B", "#refer, #redirect"), reach("Alt+N", "call_new"),
        reach("Ctrl+K", "call_find"), reach("?", "call_help"), submit("call_save", again=True),
    ]  # fmt: skip


def _told() -> list[tuple[str, str]]:
    return [
        ("Ctrl+Enter", t("Save the call")), ("Alt+1 … 6", t("Choose the reason")),
        ("Alt+T C V", t("Phone, e-mail, voice mail")),
        ("Alt+L", t("Go to the line or mailbox")), ("Alt+S E", t("The caller speaks Spanish or English")),
        ("Alt+W", t("Go to who is calling")), ("Alt+M", t("Go to the notes")), ("Alt+O", t("Go to the outcome")),
        ("Alt+0", t("Out of scope: the first thing we cannot do")), ("Alt+P", t("Copy the sentence to say")),
        ("Alt+B", t("Copy where to send the caller")), ("Alt+N", t("Empty the form")), ("Ctrl+K", t("Find an inquiry")),
        ("?", t("This list")),
    ]  # fmt: skip
