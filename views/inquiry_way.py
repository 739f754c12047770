"""The way through the queue from an inquiry: the one before, the one after, and back to the list."""

import streamlit as st

from db.queries.queues import Neighbours, QueueView
from views.plain import plain
from views.visit import Visit
from words import t
from words.numbers import number


def way(visit: Visit, view: QueueView, around: Neighbours) -> None:
    """Draw the two buttons, the place in the queue and the way back; the filters stay in the address."""
    place = t("{n} of {total}", n=number(around.position), total=number(around.total))
    st.page_link(page=visit.pages["queue"], label=plain(place) if around.position else t("No longer in the queue"),
                 icon=":material/list_alt:", query_params=view.to_query())  # fmt: skip
    st.button(t("Previous · Alt+J"), key="inq_previous", disabled=around.previous_folio is None, on_click=_open,
              args=(around.previous_folio,))  # fmt: skip
    st.button(t("Next · Alt+K"), key="inq_next", disabled=around.next_folio is None, on_click=_open,
              args=(around.next_folio,))  # fmt: skip


def _open(folio: str) -> None:
    st.query_params["folio"] = folio
