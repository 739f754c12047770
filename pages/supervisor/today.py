"""The supervisor's day: what needs me now?"""

import streamlit as st

import db
from charts import bars, days
from pages.supervising import Day, see_day
from views.attention import attention
from views.chart_day import cities_today, due_ahead, month_by_reason
from views.chart_meanings import chart_meanings
from views.chart_memory import DAY
from views.chart_panel import Panel, panel
from views.day_figures import day_figures
from views.figures import figures, head, meanings
from views.visit import Visit
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    live(visit)


@st.fragment(run_every=30)
def live(visit: Visit) -> None:
    """All of it comes from one look at the desk, so that no two figures contradict each other."""
    visit = visit.again()
    with db.reading() as look:
        day = see_day(look, visit)
    head(t("Today", context="page"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    shown = day_figures(
        day.live, day.counts, now=visit.now, zone=visit.zone, next_day=day.next_day, west=day.west,
        bands=day.bands,
    )
    figures(shown, visit)
    month, ahead, cities = DAY.of(lambda: charts_of(day), *day.values, same=day.same)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chosen = panel(month)
    with right:
        chosen = panel(ahead) or chosen
    left, right = st.columns([3, 2], gap="medium")
    with left:
        attention(day.pressing, day.names, visit, calendar=day.calendar, next_due=day.next_due)
        meanings([*shown, *chart_meanings((month, ahead, cities))])
    with right:
        chosen = panel(cities) or chosen
    if chosen:
        visit.go("queue", **chosen)


def charts_of(day: Day) -> tuple[Panel, Panel, Panel]:
    """The month, what falls due, the cities today."""
    return (
        month_by_reason(day.counts, day.names, day.said, calendar=day.calendar, draw=days.by_reason),
        due_ahead(day.due, day.live.get("overdue", 0), day.said, calendar=day.calendar, draw=bars.columns),
        cities_today(day.counts, day.names, day.said, draw=bars.against),
    )
