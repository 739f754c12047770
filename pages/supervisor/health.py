"""The health of the desk: does the ground hold?"""

import streamlit as st

from rules.verdicts import judge
from views.figures import head
from views.ground import every_fact, verdict
from views.visit import Visit
from watch.ground import look_down
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    live(visit)


@st.fragment(run_every=10)
def live(visit: Visit) -> None:
    visit = visit.again()
    ground = look_down(visit.now)
    judged = judge(ground)
    with st.container(key="ground"):
        head(t("Health", context="page"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
        verdict(judged)
        every_fact(judged, ground, zone=visit.zone)
