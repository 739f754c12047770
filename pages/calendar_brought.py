"""A calendar file that was brought: read once, kept as text in the session while it is looked through."""

import json
from datetime import date

import streamlit as st

from intake.ics import read_ics
from intake.refusals import NotReadError
from pages.calendar_acts import plan, refuse, told
from rules.calendar_plans import Act
from rules.closing_days import Calendar
from rules.codes import Layer
from rules.ics_review import Reviewed, review
from views.calendar_lists import bring, review_table
from views.plain import plain
from words import t, tn

DAYS, TITLE, TOLD = "calendar_days", "calendar_title", "calendar_list_told"


def brought(calendar: Calendar, *, today: date) -> None:
    """Where a file is dropped; then its days, and the way to their effect."""
    bring(taken=take)
    told(TOLD)
    kept = st.session_state.get(DAYS)
    if not kept:
        return
    title = str(st.session_state.get(TITLE) or "")
    rows = [(date.fromisoformat(on), str(name), bool(repeats)) for on, name, repeats in json.loads(kept)]
    found = review([(on, name) for on, name, _ in rows], calendar, source=title)
    chosen = review_table(found, today=today, key=f"calendar_review_{len(kept)}")
    if any(repeats for _, _, repeats in rows):
        st.caption(t("Some events repeat: only the dates written in the file were read."))
    with st.container(horizontal=True):
        st.button(plain(tn("See what closing {n} day would do", "See what closing {n} days would do", len(chosen))),
                  type="primary", key="calendar_see_list", on_click=look_at, args=(found, chosen, title),
                  disabled=not chosen)  # fmt: skip
        st.button(t("Put the list away"), key="calendar_put_away", on_click=put_away)


def take() -> None:
    """Read the file; one clear sentence when it cannot be."""
    file = st.session_state.get("calendar_file")
    put_away()
    if file is None:
        return
    try:
        days = read_ics(file.getvalue())
    except NotReadError as error:
        refuse(error.code, where=TOLD, **error.details)
        return
    st.session_state[DAYS] = json.dumps([[one.on.isoformat(), one.name, one.repeats] for one in days])
    st.session_state[TITLE] = file.name[:100]


def put_away() -> None:
    """Look at no list."""
    for key in (DAYS, TITLE):
        st.session_state.pop(key, None)


def look_at(found: tuple[Reviewed, ...], chosen: list[int], title: str) -> None:
    """Plan to close the chosen days."""
    plan(Act.ADD, Layer.OWN, days=tuple(found[n].day for n in chosen), why=title)
