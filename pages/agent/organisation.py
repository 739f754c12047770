"""One organisation: what is it owed, and were its promises kept?"""

import streamlit as st

import db
from db.queries import organisations
from db.queries.calendar import calendar
from db.queries.colleagues import colleagues
from db.queries.organisation_standing import standing
from db.queries.reference import reference
from pages.organisation_search import choose
from views.organisation_figures import organisation_figures, organisation_head
from views.organisation_lists import all_inquiries, owed, representatives
from views.visit import Visit
from words import t
from words.dates import clock

TRAIL = "org_trail"


def page(visit: Visit) -> None:
    asked = st.query_params.get("id", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    with db.reading() as look:
        one = organisations.company(look, number) if number else None
        if one is None:
            choose(look, unknown=bool(asked), now=visit.now)
            return
        trail = _trail(number)
        open_now, stands = organisations.promised(look, number), standing(look, number, now=visit.now)
        people = organisations.representatives(look, number)
        shown = organisations.inquiries(look, number, cursor=trail[-1] if trail else "")
        known, days, names = reference(look), calendar(look), {each.id: each.name for each in colleagues(look)}
    organisation_head(one, t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    organisation_figures(stands, [each.due_at for each in open_now], now=visit.now)
    left, right = st.columns([7, 5], gap="large")
    with left:
        owed(open_now, known, days, names, now=visit.now)
    with right:
        representatives(people)
    all_inquiries(shown, known, now=visit.now, turn=_turn, back=_back if trail else None)


def _trail(number: int) -> list[str]:
    """Where the pages turned so far begin, of this organisation."""
    of, *cursors = str(st.session_state.get(TRAIL) or "").split()[:1000] or ["0"]
    if of != str(number):
        st.session_state[TRAIL] = str(number)
        return []
    return cursors


def _turn(cursor: str) -> None:
    st.session_state[TRAIL] = f"{st.session_state.get(TRAIL, '')} {cursor}"


def _back() -> None:
    st.session_state[TRAIL] = str(st.session_state.get(TRAIL, "")).rpartition(" ")[0]
