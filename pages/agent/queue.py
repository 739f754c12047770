"""The queues: what is next?"""

from functools import partial

import streamlit as st

import db
from db.queries.colleagues import colleagues
from db.queries.reference import reference
from db.queries.search import by_folio
from pages.queue_acts import act, save_reply, save_tracking
from pages.queue_list import draw
from views import queue_state as state
from views.keys import keys, reach
from views.plain import plain
from views.queue_dialogs import answered, tracking
from views.queue_filters import filters
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    what, folio = state.doing()
    if what == "open":
        state.done()
        visit.go("inquiry", folio=folio, **({} if state.searched() else state.view().to_query()))
    with db.reading() as look:
        known, people = reference(look), colleagues(look)
    filters(state.view(), known, people)
    listing(visit)
    if what in ("reply", "track"):
        titled = st.dialog(plain(t("Answered") if what == "reply" else t("Tracking number")), on_dismiss=state.done)
        titled(dialog)(visit)
    else:
        find = state.asked_to_find()
        keys([reach("Ctrl+K", state.SEARCH)], focus=state.SEARCH if find else "", token=find and str(visit.now))


@st.fragment(run_every=20)
def listing(visit: Visit) -> None:
    """The list reads itself anew; what is typed or chosen elsewhere stays as it is."""
    visit = visit.again()
    with db.reading() as look:
        draw(visit, look, act=partial(act, visit))
    if st.session_state.pop("queue_whole", None):
        st.rerun()  # the boxes outside this fragment, or a dialog, have something to show


def dialog(visit: Visit) -> None:
    """One action on one row; it closes when the verb went through."""
    what, folio = state.doing()
    with db.reading() as look:
        row, known = by_folio(look, folio), reference(look)
    if row is None or what not in ("reply", "track"):
        state.done()
        st.rerun()
    elif what == "reply":
        answered(row, known, now=visit.again().now, save=partial(save_reply, visit))
    else:
        tracking(row, known, save=partial(save_tracking, visit))
