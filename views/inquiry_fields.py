"""The fields that the forms of an inquiry are made of, with their labels. Each keeps what it holds under its key."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from db.queries.reference import Subcase
from rules.actions import Action
from views.inquiry_memory import STAYS, key
from views.inquiry_scene import Scene
from views.plain import plain
from words import either, t
from words.dates import typed_format


def line(scene: Scene, action: str, name: str, *, filled: str = "") -> None:
    """One line of text."""
    words = {
        "subject": t("Subject"), "why": t("Why, in a few words"), "callback_phone": t("Call-back number"),
        "tracking_number": t("Tracking number (empty clears it)"), "reason_text": t("Reason of the emergency"),
        "company": t("Company"), "into": t("Folio of the inquiry that goes on"),
    }  # fmt: skip
    widget = _first(scene, action, name, filled)
    st.text_input(words[name], key=widget, on_change="ignore", persist_state=STAYS, autocomplete="off")


def text(scene: Scene, action: str) -> None:
    """Several lines of text."""
    words = {
        Action.REPLY: t("What was answered"), Action.MESSAGE: t("What the customer wrote or said"),
        Action.NOTE: t("Note among ourselves; it answers nobody"), Action.VOICEMAIL: t("What the message says"),
        Action.MAIL: t("What the e-mail says"),
    }  # fmt: skip
    widget = key(scene.folio, action, "text")
    st.text_area(words[action], key=widget, height=104, on_change="ignore", persist_state=STAYS)


def at(scene: Scene, action: str) -> None:
    """A moment on the inquiry's own clock; empty is now."""
    words = {
        Action.REPLY: t("When, {place} time (empty: now)", place=plain(scene.place)),
        Action.VOICEMAIL: t("Left, {place} time (empty: now)", place=plain(scene.place)),
        Action.MESSAGE: t("Received, {place} time (empty: now)", place=plain(scene.place)),
        Action.MAIL: t("Received, {place} time (empty: now)", place=plain(scene.place)),
    }
    widget = key(scene.folio, action, "at")
    st.datetime_input(words[action], value=None, key=widget, format=typed_format(), step=60, on_change="ignore",
                      persist_state=STAYS)  # fmt: skip


def on(scene: Scene, action: str, name: str, *, filled: date | None) -> None:
    """A day of the last years, judged by the desk."""
    words = {"issued_on": t("Visa issued on"), "interviewed_on": t("Interview on")}
    widget = key(scene.folio, action, name)
    st.session_state.setdefault(widget, filled)
    st.date_input(words[name], key=widget, format=typed_format(), min_value=date(scene.today.year - 3, 1, 1),
                  max_value=date(scene.today.year + 1, 12, 31), on_change="ignore", persist_state=STAYS)  # fmt: skip


def pick(
    scene: Scene, action: str, name: str, options: Mapping[str, str], *, filled: str = "", asks: bool = False
) -> str:
    """One of a list, by code; `asks` reruns the page at once, for a field that others depend on."""
    words = {
        "channel": t("Channel"), "then": t("Then"), "to": t("To"), "carrier": t("Courier"), "reason": t("Reason"),
        "settled_why": t("Why it needs no tracking number"), "mailbox": t("Mailbox it belongs in"),
        "subcase": t("Case"), "contact": t("Which answer"),
    }  # fmt: skip
    widget = _first(scene, action, name, filled if filled in options else None)
    if st.session_state[widget] not in options:
        st.session_state[widget] = filled if filled in options else None
    st.selectbox(words[name], list(options), key=widget, format_func=lambda code: options.get(code, code),
                 placeholder=t("Choose"), on_change="rerun" if asks else "ignore", persist_state=STAYS)  # fmt: skip
    return str(st.session_state[widget] or "")


def several(scene: Scene, action: str, options: Mapping[str, str]) -> None:
    """Any number of a list, by code."""
    widget = key(scene.folio, action, "contacts")
    st.session_state.setdefault(widget, [])
    st.multiselect(t("Messages about the second matter"), list(options), key=widget, on_change="ignore",
                   format_func=lambda code: options.get(code, code), persist_state=STAYS,
                   placeholder=t("None: the first message tells both"))  # fmt: skip


def reason_and_case(scene: Scene, action: str, *, filled: str = "") -> None:
    """A reason, and then one of its cases."""
    left, right = st.columns([5, 7], vertical_alignment="top")
    reasons = {code: scene.reason(code) for code, row in scene.known.reasons.items() if row.active}
    with left:
        chosen = pick(scene, action, "reason", reasons, filled=filled, asks=True)
    with right:
        case(scene, action, list(scene.known.subcases_of(chosen)))


def case(scene: Scene, action: str, cases: list[Subcase]) -> None:
    """One of some cases; the only one is chosen."""
    named = {one.code: either(one.label_es, one.label_en) for one in cases}
    pick(scene, action, "subcase", named, filled=next(iter(named)) if len(named) == 1 else "")


def _first(scene: Scene, action: str, name: str, filled: str | None) -> str:
    widget = key(scene.folio, action, name)
    st.session_state.setdefault(widget, filled)
    return widget
