"""The deliveries: which passports have not come back, and where are the others?"""

from functools import partial

import streamlit as st

import db
from db.queries.deliveries import one
from db.queries.reference import reference
from pages.deliveries_acts import act, save_ready, save_settled
from pages.deliveries_board import draw
from pages.deliveries_list import courier_list
from views import deliveries_state as state
from views.deliveries_dialogs import ready, settle
from views.deliveries_filters import filters
from views.keys import keys, reach
from views.plain import plain
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    what, folio = state.doing()
    if what == "open":
        state.done()
        visit.go("inquiry", folio=folio)
    with db.reading() as look:
        known = reference(look)
    if visit.acts and state.at_list():
        courier_list(visit, known)
    else:
        filters(state.view(), known, acts=visit.acts)
        board(visit)
    if what in ("ready", "settle"):
        title = t("Ready for collection") if what == "ready" else t("Settle the delivery")
        st.dialog(plain(title), on_dismiss=state.done)(dialog)(visit)
    elif not state.at_list():
        keys([reach("Ctrl+K", state.SEARCH)])


@st.fragment(run_every=30)
def board(visit: Visit) -> None:
    """The board reads itself anew; what is typed in its rows stays."""
    with db.reading() as look:
        draw(visit.again(), look, act=partial(act, visit))
    if st.session_state.pop("deliveries_whole", None):
        st.rerun()  # the boxes outside this fragment, or a dialog, have something to show


def dialog(visit: Visit) -> None:
    what, folio = state.doing()
    with db.reading() as look:
        row = one(look, folio)
    if row is None or what not in ("ready", "settle"):
        state.done()
        st.rerun()
    elif what == "ready":
        ready(row, now=visit.again().now, save=partial(save_ready, visit))
    else:
        settle(row, save=partial(save_settled, visit))
