"""What the calendar page looks at: a year or a month, a day, a plan. The address carries the day; it is checked."""

import json
from datetime import date

import streamlit as st

from rules.calendar_plans import Plan

PLAN, PUT = "calendar_plan", "calendar_put"
FIRST, LAST = 2000, 2099
YEAR, MONTH = "year", "month"


def shown_day(today: date) -> date:
    """The day that is looked at: that of the address, or today."""
    try:
        asked = date.fromisoformat(st.query_params.get("day", ""))
    except ValueError:
        return today
    return asked if FIRST <= asked.year <= LAST else today


def by_month() -> bool:
    """Whether one month is shown, and not the year."""
    return bool(st.query_params.get("by", "") == MONTH)


def look_at(day: date) -> None:
    """Look at another day next."""
    if FIRST <= day.year <= LAST:
        st.query_params["day"] = day.isoformat()


def plan() -> Plan | None:
    """The change whose effect is looked at."""
    kept = st.session_state.get(PLAN)
    return Plan.read(kept) if kept else None


def keep(one: Plan) -> None:
    """Look at the effect of this change next."""
    st.session_state[PLAN] = one.written()


def drop() -> None:
    """Look at none; what was typed into the form stands there again."""
    one = plan()
    st.session_state.pop(PLAN, None)
    if one and len(one.days) == 1:
        day = one.days[0]
        put(name=day.name_es, source=day.source, why=one.why, layer=str(day.layer))


def begin() -> None:
    """Before anything is drawn: what was put into the form meanwhile stands there now."""
    fields = json.loads(st.session_state.pop(PUT, "{}"))
    st.session_state.update({f"calendar_{name}": value for name, value in fields.items()})


def typed(field: str) -> str:
    """What stands in a field of the form."""
    return str(st.session_state.get(f"calendar_{field}") or "")


def put(**fields: str) -> None:
    """Put something into fields of the form, from the next run on: they may be drawn already."""
    st.session_state[PUT] = json.dumps(fields)


def clear() -> None:
    """Nothing is typed and nothing looked at."""
    st.session_state.pop(PLAN, None)
    put(name="", source="", why="")


def listed() -> bool:
    """Whether a list is looked through."""
    return bool(st.session_state.get("calendar_days"))
