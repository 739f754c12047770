"""What the calendar page does: a change is planned, its effect seen, then decided."""

from datetime import date
from typing import Any

import streamlit as st

import db
from db.queries import calendar as calendars
from db.queries.calendar import load_calendar
from db.queries.effect import Effect
from desk.errors import DeskError
from pages.calendar_carrying import begin
from pages.failing import failed
from rules.calendar_plans import Act, Plan
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer
from views import calendar_state as state
from views.calendar_day import ADDED
from views.calendar_effect import notice
from views.visit import Visit
from words import t, tn
from words.dates import spoken_day
from words.problems import refusal

TOLD = "calendar_told"
SOON = 0.15
"""Seconds after which whoever waits is shown how far it is."""


def switch(layer: str) -> None:
    """Plan a layer on, or off."""
    wanted = bool(st.session_state.get(f"calendar_layer_{layer}"))
    plan(Act.LAYER_ON if wanted else Act.LAYER_OFF, Layer(layer))


def plan_day(code: str, layer: str, on: date) -> None:
    """Plan something for one day."""
    plan(Act(code), Layer(layer), on)


def plan_new(on: date, sources: str = "") -> None:
    """Plan to close the day with what the form holds."""
    name, source = state.typed("name").strip(), state.typed("source").strip() or sources
    layer = state.typed("layer") or str(Layer.OWN)
    if not name:
        refuse("day_name", most=120)
    elif layer in ADDED:
        day = ClosingDay(on, Layer(layer), name, name, source, str(Layer.OWN))
        plan(Act.ADD, Layer(layer), on, days=(day,), why=state.typed("why").strip())


def plan(act: Act, layer: Layer, on: date = date.min, *, days: tuple[ClosingDay, ...] = (), why: str = "") -> None:
    """Look at the effect of a change next."""
    state.keep(Plan(act, in_force().version, layer, on, days, why))


def in_force() -> Calendar:
    """The calendar of this moment."""
    with db.reading() as look:
        return load_calendar(look)


def decide(visit: Visit, one: Plan) -> None:
    """Carry out what was looked at. While it takes long, a bar says how far it is; nothing here is in its way."""
    running = begin(one, by=visit.account_id, now=visit.again().now)
    if not running.over.wait(SOON):
        bar = st.progress(0.0, t("Counting open deadlines again…"))
        while not running.over.wait(SOON):
            bar.progress(value=running.share)
        bar.empty()
    calendars.forget()
    if running.changed is not None:
        state.clear()
        st.session_state[TOLD] = "+" + _said(running.changed.effect)
    elif isinstance(running.refused, DeskError):
        state.drop()
        refuse(running.refused.code, **running.refused.details)
    elif isinstance(running.refused, db.NotStored):
        refuse(running.refused.code)
    elif running.refused is not None:
        error = failed(running.refused)
        refuse(error.code, **error.details)


def refuse(code: str, *, where: str = TOLD, **details: Any) -> None:
    """What stands there at the next run."""
    said = {name: spoken_day(value) if isinstance(value, date) else value for name, value in details.items()}
    st.session_state[where] = "-" + refusal(code, **said)


def told(where: str = TOLD) -> None:
    """What was done a moment ago, or why not; once."""
    if said := str(st.session_state.pop(where, "")):
        st.html(notice(said[1:], refused=said[0] == "-"))


def _said(told: Effect) -> str:


    return tn("Decided: {n} open deadline moved.", "Decided: {n} open deadlines moved.", told.deadlines)
