"""What narrows the audit: what it is about, who did it, in which days, to which inquiry."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from db.queries.audit_view import AuditView
from db.queries.colleagues import Colleague
from rules.audit import About
from rules.folio import parse_folio
from views import audit_state as state
from views.plain import plain
from words import t
from words.dates import typed_format
from words.labels import label

KEYS = {"about": "audit_about", "person": "audit_person", "from": "audit_from", "to": "audit_to",
        "folio": "audit_folio"}  # fmt: skip


def filters(view: AuditView, people: Sequence[Colleague]) -> None:
    """Draw them; a choice is written into the address."""
    names = {one.id: one.name for one in people}
    values = {"about": view.about or None, "person": view.person if view.person in names else None,
              "from": view.first, "to": view.last}  # fmt: skip
    for name, value in values.items():
        st.session_state[KEYS[name]] = value
    typed = str(st.session_state.get(KEYS["folio"]) or "")
    if not typed or parse_folio(typed[:80]) or view.folio:  # a mistyped one stays as it is, to be mended
        st.session_state[KEYS["folio"]] = view.folio
    with st.container(key="audit_filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(t("About"), [str(one) for one in About], index=None, key=KEYS["about"], on_change=_narrow,
                     placeholder=t("Everything", context="audit"), width=240,
                     format_func=lambda code: label("about", code))  # fmt: skip
        st.selectbox(t("Who did it"), list(names), index=None, key=KEYS["person"], on_change=_narrow, width=200,
                     placeholder=t("Anybody", context="audit"), format_func=lambda id: plain(names.get(id, "")))
        st.date_input(t("From", context="day"), key=KEYS["from"], on_change=_narrow, format=typed_format(), width=136)
        st.date_input(t("To", context="day"), key=KEYS["to"], on_change=_narrow, format=typed_format(), width=136)
        st.text_input(t("Folio"), key=KEYS["folio"], on_change=_narrow, width=136, autocomplete="off",
                      placeholder="26-000000-0")  # fmt: skip
        if view.filters:
            st.button(t("Remove the filters"), key="audit_clear", on_click=_clear, type="tertiary")
    typed = str(st.session_state.get(KEYS["folio"]) or "")
    if typed and not view.folio:
        st.warning(t("This is not a folio: a folio looks like 26-000123-4."))


def _narrow() -> None:
    said = {name: st.session_state.get(key) for name, key in KEYS.items()}
    state.narrow({name: value.isoformat() if isinstance(value, date) else str(value or "")
                  for name, value in said.items()})  # fmt: skip


def _clear() -> None:
    st.session_state[KEYS["folio"]] = ""
    state.show(AuditView())
