"""The calendar: which days count, who says so, and what changing that would do."""

import streamlit as st

from pages import calendar_acts as acts
from pages.calendar_shown import below, grid, side
from rules.zones import local_date
from views import calendar_state as state
from views.calendar_layers import layers
from views.figures import head
from views.visit import Visit
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    state.begin()
    today, calendar, planned = local_date(visit.now, visit.zone), acts.in_force(), state.plan()
    shown = state.shown_day(today)
    wanted = planned.applied(calendar) if planned else calendar
    head(t("Calendar", context="page"), t("version {named} · upd. {clock}", named=calendar.version,
                                          clock=clock(visit.now, visit.zone, seconds=True)))  # fmt: skip
    layers(calendar, wanted, shown.year, switch=acts.switch if visit.acts else None)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        grid(calendar, shown, today)
    with right:
        side(visit, calendar, planned, shown, today)
    below(visit, calendar, planned, shown, today)
