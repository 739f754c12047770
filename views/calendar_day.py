"""One day: what closes it, where that is from, whether it is confirmed; and what can be done about it."""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from rules.calendar_changes import said_of
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer
from views.calendar_grid import LETTERS, UNCONFIRMED, name_of, opened_on
from views.calendar_state import FIRST, LAST
from views.look import Html, chip
from views.plain import plain
from words import t
from words.dates import spoken_day, typed_format
from words.labels import label, short

ADDED = (Layer.OWN, Layer.EXTRAORDINARY)
Act = Callable[[str, str], None]
"""What a button does: the act and the layer, as codes."""


def choose_day(shown: date, *, chosen: Callable[[], None]) -> None:
    """Type a day, or take it from the small calendar of the field."""
    st.session_state["calendar_day"] = shown
    st.date_input(t("Day"), key="calendar_day", on_change=chosen, format=typed_format(),
                  min_value=date(FIRST, 1, 1), max_value=date(LAST, 12, 31))  # fmt: skip


def day_facts(calendar: Calendar, day: date, *, today: date) -> None:
    """What the day is."""
    closings = calendar.all_on(day)
    if day.weekday() > 4:
        what = t("Weekend: it never counts.")
    else:
        what = t("Closed: it does not count.") if closings else t("Business day: it counts.")
    off = [one for layer in Layer if layer not in calendar.layers and (one := said_of(calendar, day, layer))]
    told = [_closing(one, t("closes it")) for one in closings]
    told += [_closing(one, t("switched open")) for one in opened_on(calendar, day)]
    told += [_closing(one, t("its layer is off")) for one in off if one.closed]
    st.html(f'<section class="cal-facts"><p><b>{escape(spoken_day(day, today=today))}</b></p><p>{escape(what)}</p>'
            f"{''.join(told)}</section>")  # fmt: skip


def day_actions(calendar: Calendar, day: date, *, act: Act) -> None:
    """What can be done about each layer's word on the day."""
    with st.container(key="calendar_acts"):
        for one in calendar.all_on(day):
            if one.layer is Layer.OWN:
                _button("remove", one, t("Take back: {name}", name=name_of(one)), act)
            elif day.weekday() < 5:
                _button("open", one, t("Open although: {name}", name=name_of(one)), act)
        for one in opened_on(calendar, day):
            _button("close", one, t("Close again: {name}", name=name_of(one)), act)


def add_form(*, add: Callable[[], None]) -> None:
    """Close a day: what it is called, who says so, why."""
    with st.form("calendar_form", border=False, enter_to_submit=True):
        st.text_input(t("What it is called"), key="calendar_name", max_chars=120, autocomplete="off")
        left, right = st.columns(2)
        left.text_input(t("Source"), key="calendar_source", max_chars=120, autocomplete="off",
                        placeholder=t("Circular, web page…"))  # fmt: skip
        right.selectbox(t("Layer"), [str(one) for one in ADDED], key="calendar_layer",
                        format_func=lambda code: f"{LETTERS[Layer(code)]} · {short('layer', code)}")  # fmt: skip
        st.text_input(t("Why"), key="calendar_why", max_chars=300, autocomplete="off")
        st.form_submit_button(t("See what closing it would do"), on_click=add, type="primary")


def _button(code: str, one: ClosingDay, said: str, act: Act) -> None:
    st.button(plain(said), key=f"calendar_{code}_{one.layer}", on_click=act, args=(code, str(one.layer)),
              icon=":material/undo:" if code != "open" else ":material/event_available:")  # fmt: skip


def _closing(one: ClosingDay, how: str) -> Html:
    sure = chip("unconfirmed", t("not confirmed")) if one.status in UNCONFIRMED else Html("")
    source = f" · {escape(one.source)}" if one.source else ""
    return Html(f'<p class="cal-closing"><b class="cal-letter cal-{escape(one.layer)}">{LETTERS[one.layer]}</b> '
                f"{escape(name_of(one))} {sure}<br><span class='quiet'>{escape(label('layer', one.layer))}{source} · "
                f"{escape(how)}</span></p>")  # fmt: skip
