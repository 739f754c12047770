"""The emergencies: which is next, and what does it lack?"""

from functools import partial

import streamlit as st

import db
from db.queries.reference import reference
from db.queries.search import by_folio
from pages.emergency_acts import act, refused, said, see
from pages.queue_acts import save_reply
from views import queue_state as state
from views.emergencies_board import NEXT_REPLY, NEXT_TAKE, board
from views.emergencies_top import calm, top
from views.keys import keys, reach
from views.plain import plain
from views.queue_dialogs import answered
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    listing(visit)
    if state.doing()[0] == "reply":
        st.dialog(plain(t("Answered")), on_dismiss=state.done)(dialog)(visit)
    else:
        keys([reach("Alt+T", NEXT_TAKE), reach("Alt+R", NEXT_REPLY)])


@st.fragment(run_every=20)
def listing(visit: Visit) -> None:
    """The list reads itself anew; nothing is joined unless somebody presses it."""
    visit = visit.again()
    with db.reading() as look:
        seen, duty = see(look, visit)
    with st.container(key="emergencies", gap="small"):
        top(seen, duty, visit, said=said())
        refused()
        board(seen, act=partial(act, visit))
        if not seen.open:
            calm()
    if st.session_state.pop("queue_whole", None):
        st.rerun()  # the dialog stands outside this fragment


def dialog(visit: Visit) -> None:
    """An answer recorded without leaving the page."""
    with db.reading() as look:
        row, known = by_folio(look, state.doing()[1]), reference(look)
    if row is None:
        state.done()
        st.rerun()
    else:
        answered(row, known, now=visit.again().now, save=partial(save_reply, visit))
