"""Volumes: what changed?"""

import streamlit as st

import db
from charts import bars, days, heat
from db.queries.reference import reference
from pages.supervising import Stretch, see_volumes
from rules.zones import local_date
from views import chart_flow, chart_volumes
from views.chart_day import by_day
from views.chart_meanings import chart_meanings
from views.chart_memory import VOLUMES
from views.chart_names import Names
from views.chart_panel import Panel, panel
from views.chart_span import asked, choose
from views.figures import head, meanings
from views.visit import Visit
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    today = local_date(visit.now, visit.zone)
    with db.reading() as look:
        names = Names(reference(look))
        span = asked(st.query_params, today=today, names=names)
        seen = see_volumes(look, visit, span)
    head(t("Volumes", context="page"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    choose(span, today=today, names=names)
    st.text(chart_volumes.total(seen.counts, span))
    drawn = VOLUMES.of(lambda: rows(seen), *seen.values, same=seen.same)
    meanings(chart_meanings(one for pair in drawn for one in pair))
    for pair in drawn:
        for place, shown in zip(st.columns(2, gap="medium"), pair, strict=True):
            with place:
                if chosen := panel(shown):
                    visit.go("queue", **chosen)


def rows(seen: Stretch) -> list[tuple[Panel, Panel]]:
    """Two charts side by side: what came, about what, from where, when, and what became of it."""
    what, names, said, span = seen.counts, seen.names, seen.said, seen.span
    still = sum(n for _, n in seen.still)
    return [
        (by_day(what, names, said, span, calendar=seen.calendar, draw=days.by_reason),
         chart_flow.flow(what, said, span, open_now=still, draw=days.flow)),
        (chart_volumes.by_hour(what, said, span, draw=heat.heat),
         chart_flow.promises(what, said, span, draw=bars.shares)),
        (chart_flow.ageing(seen.still, said, calendar=seen.calendar, draw=bars.columns),
         chart_flow.missing_by_age(seen.gone, said, calendar=seen.calendar, draw=bars.columns)),
        (chart_volumes.by_city(what, names, said, span, draw=bars.bars),
         chart_volumes.reasons_by_city(what, names, said, span, draw=heat.heat)),
        (chart_volumes.by_case(what, names, said, span, draw=bars.bars),
         chart_volumes.by_line(what, names, said, span, draw=bars.bars)),
        (chart_volumes.by_channel(what, names, said, span, draw=bars.bars),
         chart_volumes.by_outcome(what, names, said, span, draw=bars.bars)),
    ]  # fmt: skip
