"""Which days, which reason, which city: chosen once, kept in the address, so that a link shares the view."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from db.queries.reports import Span
from views.chart_names import Names
from views.plain import plain
from words import t
from words.dates import typed_format

PERIODS = ("7", "30", "90", "365", "own")
USUAL = "30"
MOST_DAYS = 1100
"""Three years: what a chart of days can still show."""


def asked(query: Mapping[str, str], *, today: date, names: Names) -> Span:
    """The span an address asks for; whatever is unknown in it is ignored."""
    period = query.get("period", USUAL)
    days = int(period) if period in PERIODS and period != "own" else int(USUAL)
    first, last = today - timedelta(days=days - 1), today
    if period == "own":
        given = sorted(filter(None, (_day(query.get(name, "")) for name in ("from", "to"))))
        if given:
            last = min(given[-1], today)
            first = max(min(given[0], last), last - timedelta(days=MOST_DAYS))
    reason = query.get("reason", "")
    city = query.get("city", "")
    return Span(first=first, last=last, reason=reason if reason in names.known.reasons else "",
                city=city if city in names.known.cities else "")  # fmt: skip


def choose(span: Span, *, today: date, names: Names) -> None:
    """The chooser; every choice goes into the address, and the page is drawn by it at once."""
    _fill(span, today=today)
    places = st.columns([4, 3, 2, 3], vertical_alignment="bottom")
    named = {"own": t("From – to"), **{days: t("{n} days", n=days) for days in PERIODS[:-1]}}
    with places[0]:
        st.segmented_control(t("Period"), PERIODS, key="span_period", required=True,
                             format_func=lambda code: plain(named[code]), on_change=_remember)  # fmt: skip
    with places[1]:
        st.date_input(t("From – to"), key="span_days", max_value=today, format=typed_format(), on_change=_own)
    with places[2]:
        st.selectbox(t("Reason"), list(names.known.reasons), key="span_reason", index=None, placeholder=t("All"),
                     format_func=names.reason, on_change=_remember)  # fmt: skip
    with places[3]:
        st.selectbox(t("City"), list(names.known.cities), key="span_city", index=None, placeholder=t("All"),
                     format_func=names.city, on_change=_remember)  # fmt: skip


def _fill(span: Span, *, today: date) -> None:
    """The fields say what the address says; what somebody is just choosing is already in it."""
    asked_for = st.query_params.get("period", USUAL)
    st.session_state["span_period"] = asked_for if asked_for in PERIODS else USUAL
    picked = st.session_state.get("span_days")
    if not (isinstance(picked, tuple) and len(picked) == 1):  # half a choice: the second day is still to come
        st.session_state["span_days"] = (span.first, span.last)
    st.session_state["span_reason"] = span.reason or None
    st.session_state["span_city"] = span.city or None


def _own() -> None:
    if len(st.session_state["span_days"] or ()) == 2:
        st.session_state["span_period"] = "own"
        _remember()


def _remember() -> None:
    """What was chosen, in the address; a period of its own keeps the days it had."""
    state = st.session_state
    period, days = state["span_period"] or USUAL, state["span_days"] or ()
    query = {"period": period, "reason": state["span_reason"] or "", "city": state["span_city"] or ""}
    if period == "own" and len(days) == 2:
        query |= {"from": days[0].isoformat(), "to": days[1].isoformat()}
    st.query_params.from_dict({name: value for name, value in query.items() if value})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
