"""The calendar page, drawn: the year or a month, the day that is looked at, the effect of what is planned."""

from collections.abc import Callable
from datetime import date

import streamlit as st

import db
from db.queries.agreed import agreed_now
from db.queries.calendar_history import calendar_history
from db.queries.effect import effect
from db.queries.reference import reference
from intake.ics import written_ics
from pages import calendar_acts as acts
from pages.calendar_brought import brought, put_away
from rules.calendar_plans import Act, Plan
from rules.closing_days import Calendar
from rules.steps import Agreed
from views import calendar_state as state
from views.calendar_day import add_form, choose_day, day_actions, day_facts
from views.calendar_effect import effect_panel
from views.calendar_grid import month_grid, year_grid
from views.calendar_lists import history, take_away, year_list
from views.calendar_top import choose_span
from views.visit import Visit
from words import language, t


def grid(calendar: Calendar, shown: date, today: date) -> None:
    """Which stretch is shown, and it: the year, or the month."""
    choose_span(shown, today=today)
    with st.container(key="calendar_grid"):
        if state.by_month():
            st.html(month_grid(calendar, shown, today=today))
        else:
            st.html(year_grid(calendar, shown, today=today))


def side(visit: Visit, calendar: Calendar, planned: Plan | None, shown: date, today: date) -> None:
    """The day, and what can be done; or what is planned, with its effect at this moment."""
    with st.container(key="calendar_side"):
        acts.told()
        if planned is not None and not of_list(planned):
            _planned(visit, calendar, planned, today)
            return
        choose_day(shown, chosen=lambda: state.look_at(st.session_state["calendar_day"] or shown))
        day_facts(calendar, shown, today=today)
        if not visit.acts:
            return
        day_actions(calendar, shown, act=_on(shown))
        if calendar.is_business_day(shown):
            add_form(add=lambda: acts.plan_new(shown))


def below(visit: Visit, calendar: Calendar, planned: Plan | None, shown: date, today: date) -> None:
    """The list of the year, a list that is brought, files, and the history."""
    days = calendar.between(date(shown.year, 1, 1), date(shown.year, 12, 31))
    english, now = language() == "en", visit.now
    with st.container(key="calendar_below"):
        if visit.acts:
            with st.expander(t("Add days from a calendar file"), key="calendar_bring", expanded=state.listed()):
                brought(calendar, today=today)
                if planned is not None and of_list(planned):
                    _planned(visit, calendar, planned, today)
        with st.expander(t("The year as a list and as files"), key="calendar_list"):
            take_away(calendar, shown.year, ics=lambda: written_ics(days, english=english, now=now))
            st.html(year_list(days, today=today))
        with db.reading() as look:
            found = calendar_history(look)
        st.html(history(found, visit, today=today))


def of_list(planned: Plan) -> bool:
    """Whether what is planned comes from a list: its effect stands below it."""
    return planned.act is Act.ADD and state.listed()


def _planned(visit: Visit, calendar: Calendar, planned: Plan, today: date) -> None:
    with db.reading() as look:
        before = agreed_now(look, reference(look))
        told = effect(look, before, Agreed(planned.applied(before.calendar), before.terms), now=visit.now)
    if effect_panel(planned, told, calendar, today=today, leave=state.drop):
        acts.decide(visit, planned)
        if state.plan() is None and of_list(planned):
            put_away()
        st.rerun()


def _on(shown: date) -> Callable[[str, str], None]:
    return lambda code, layer: acts.plan_day(code, layer, shown)
