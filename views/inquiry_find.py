"""No inquiry to show: a clear sentence, and a box to find one by its folio."""

from collections.abc import Callable

import streamlit as st

from rules.folio import folio_problem, parse_folio
from views.keys import keys, reach
from views.plain import plain
from words import t
from words.problems import problem, refusal


def wanted(query: str) -> str:
    """The folio that a link or a person asks for, as it is stored; empty when it is none."""
    folio = parse_folio(query[:80])
    return folio.text if folio else ""


def find(query: str, *, opened: Callable[[str], None]) -> None:
    """Say why there is nothing, and ask for a folio; `opened` opens the one that was typed."""
    asked = " ".join(query[:80].split())
    if asked:
        wrong = folio_problem(asked)
        st.warning(plain(problem("folio", wrong) if wrong else refusal("unknown_folio", folio=wanted(asked))))
    st.subheader(t("Find an inquiry by its folio"))
    with st.container(width=420, key="inq_find_box"), st.form("inq_find_form", border=False):
        st.text_input(t("Folio"), key="inq_find", placeholder="26-104233-7", autocomplete="off")
        if st.form_submit_button(t("Find"), type="primary"):
            opened(str(st.session_state["inq_find"]))
    keys([reach("Ctrl+K", "inq_find")], focus="inq_find")
