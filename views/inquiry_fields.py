"""The fields that the actions of an inquiry are made of: text, time, choice. Each keeps what it holds under its key."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from views.inquiry_memory import key
from views.inquiry_scene import Scene
from views.plain import plain
from words import t
from words.dates import typed_format


def line(scene: Scene, action: str, name: str, label: str, *, filled: str = "") -> None:
    """One line of text."""
    widget = _first(scene, action, name, filled)
    st.text_input(plain(label), key=widget, on_change="ignore", persist_state="page", autocomplete="off")


def text(scene: Scene, action: str, label: str, *, name: str = "text") -> None:
    """Several lines of text."""
    st.text_area(plain(label), key=key(scene.folio, action, name), height=104, on_change="ignore", persist_state="page")


def at(scene: Scene, action: str, label: str) -> None:
    """A moment on the inquiry's own clock; empty is now."""
    st.datetime_input(plain(label), value=None, key=key(scene.folio, action, "at"), format=typed_format(), step=60,
                      on_change="ignore", persist_state="page")  # fmt: skip


def on(scene: Scene, action: str, name: str, label: str, *, filled: date | None) -> None:
    """A day, not after today where the inquiry is."""
    widget = key(scene.folio, action, name)
    if widget not in st.session_state:
        st.session_state[widget] = filled
    st.date_input(plain(label), key=widget, format=typed_format(), min_value=date(scene.today.year - 3, 1, 1),
                  max_value=date(scene.today.year + 1, 12, 31), on_change="ignore", persist_state="page")  # fmt: skip


def pick(
    scene: Scene, action: str, name: str, label: str, options: Mapping[str, str], *, filled: str = "", asks: bool = False
) -> str:
    """One of a list, by code; `asks` reruns the page at once, for a field that others depend on."""
    widget = _first(scene, action, name, filled if filled in options else None)
    if st.session_state[widget] not in options:
        st.session_state[widget] = None
    st.selectbox(plain(label), _codes(options), key=widget, format_func=lambda code: options.get(code, code),
                 placeholder=t("Choose"), on_change="rerun" if asks else "ignore", persist_state="page")  # fmt: skip
    return str(st.session_state[widget] or "")


def _first(scene: Scene, action: str, name: str, filled: str | None) -> str:
    widget = key(scene.folio, action, name)
    if widget not in st.session_state:
        st.session_state[widget] = filled
    return widget


def _codes(options: Mapping[str, str]) -> Sequence[str]:
    return list(options)
