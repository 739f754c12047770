"""Which month the sheet shows: chosen once, kept in the address, so that a link shares it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import streamlit as st

from db.queries.promise_rows import Month, month_of
from views.promise_month import Sheet
from views.promise_print import document, file_name
from words import language, t
from words.dates import month as month_named

MOST = 60
"""Months offered: five years back."""
PARTS = ("sheet", "settings")


def months(first: date | None, *, today: date) -> tuple[date, ...]:
    """The first days of the months since a first one, the latest first; this one at least."""
    found = [today.replace(day=1)]
    while first is not None and found[-1] > first and len(found) < MOST:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return tuple(found)


def asked_month(text: str, offered: Sequence[date], *, now: datetime, zones: tuple[str, ...]) -> Month:
    """The month of an address; without one this month, or the last while no day of this one is over."""
    chosen = next((on for on in offered if f"{on:%Y-%m}" == text), None)
    month = month_of(chosen or offered[0], now=now, zones=zones)
    if chosen is None and not month.counts and len(offered) > 1:
        return month_of(offered[1], now=now, zones=zones)
    return month


def part() -> str:
    """Which part of the page an address asks for."""
    asked = st.query_params.get("part", "")
    return asked if asked in PARTS else PARTS[0]


def choose_part() -> None:
    """Sheet or settings."""
    named = {"sheet": t("Month"), "settings": t("Settings")}
    st.session_state["promise_part"] = part()
    st.segmented_control(t("Part"), PARTS, key="promise_part", required=True, format_func=named.__getitem__,
                         on_change=_remember, label_visibility="collapsed")  # fmt: skip


def choose_month(sheet: Sheet, offered: Sequence[date]) -> None:
    """The months, and the sheet as a file."""
    options = [f"{on:%Y-%m}" for on in offered]
    st.session_state["promise_month"] = f"{sheet.month.first:%Y-%m}"
    st.selectbox(t("Month"), options, key="promise_month", on_change=_remember, label_visibility="collapsed",
                 width=220, format_func=lambda code: month_named(date.fromisoformat(f"{code}-01")))  # fmt: skip
    lang = language()
    st.download_button(t("As a file"), lambda: document(sheet, lang=lang), file_name=file_name(sheet), mime="text/html",
                       icon=":material/download:", key="promise_file", on_click="ignore",
                       help=t("One HTML page that prints on one sheet; Ctrl+P prints this page."))  # fmt: skip


def _remember() -> None:
    state, query = st.session_state, {"part": "", "month": st.query_params.get("month", "")}
    query["part"] = "" if state.get("promise_part", PARTS[0]) == PARTS[0] else str(state["promise_part"])
    if "promise_month" in state:
        query["month"] = str(state["promise_month"] or "")
    st.query_params.from_dict({name: value for name, value in query.items() if value})


