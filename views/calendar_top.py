"""Which stretch of the calendar is shown: a year or a month, and the way to the one before and after."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from views import calendar_state as state
from words import t
from words.dates import month


def choose_span(shown: date, *, today: date) -> None:
    """Year or month; back, its name, onwards; and back to today."""
    named = {state.YEAR: t("Year"), state.MONTH: t("Month")}
    with st.container(key="calendar_bar", horizontal=True, vertical_alignment="center"):
        st.session_state["calendar_by"] = state.MONTH if state.by_month() else state.YEAR
        st.segmented_control(t("Shown"), list(named), key="calendar_by", required=True, on_change=_by,
                             format_func=named.__getitem__, label_visibility="collapsed")  # fmt: skip
        st.button(t("Before"), key="calendar_back", icon=":material/chevron_left:", on_click=_go, args=(shown, -1))
        span = month(shown) if state.by_month() else str(shown.year)
        st.html(f'<p class="cal-span">{escape(span)}</p>')
        st.button(t("After"), key="calendar_on", icon=":material/chevron_right:", icon_position="right", on_click=_go,
                  args=(shown, 1))  # fmt: skip
        st.button(t("Today"), key="calendar_today", type="tertiary", on_click=state.look_at, args=(today,))


def _by() -> None:
    st.query_params["by"] = str(st.session_state.get("calendar_by") or state.YEAR)


def _go(shown: date, way: int) -> None:
    if not state.by_month():
        state.look_at(shown.replace(day=min(shown.day, 28), year=shown.year + way))
        return
    edge = shown.replace(day=1) - timedelta(days=1) if way < 0 else shown.replace(day=28) + timedelta(days=4)
    state.look_at(edge.replace(day=min(shown.day, 28)))
