"""What supervisors are told above every page: that the ground under the desk gives way."""

import streamlit as st

from rules.verdicts import pressing
from views.ground_words import alarm
from views.plain import plain
from views.visit import Visit
from watch.ground import last_seen
from words import t


def mind(visit: Visit) -> None:
    """A line for supervisors, while something presses."""
    if visit.leads:
        _alarm(visit)


@st.fragment(run_every=60)
def _alarm(visit: Visit) -> None:
    """One line, and the way to the page that says more. What was seen in the last minute is told: nothing is asked."""
    ground = last_seen()
    found = pressing(ground) if ground else ()
    if ground is None or not found:
        return
    visit = visit.again()  # only now: somebody is told something
    said = " ".join(alarm(one, ground) for one in found)
    with st.container(key="alarm"):
        st.page_link(visit.pages["health"], label=plain(t("{alarms} See what to do.", alarms=said)),
                     icon=":material/error:", width="stretch")  # fmt: skip
