"""The layers: each with its letter, its name and how many days it closes in the year; switched by its box."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from rules.closing_days import Calendar
from rules.codes import Layer
from views.calendar_grid import LETTERS
from views.plain import plain
from words import tn
from words.labels import label


def layers(calendar: Calendar, wanted: Calendar, year: int, *, switch: Callable[[str], None] | None) -> None:
    """A row of boxes. One that was just changed stands as it is wanted, until that is decided or left;
    without `switch` they only tell."""
    with st.container(key="calendar_layers", horizontal=True):
        for layer in Layer:
            key = f"calendar_layer_{layer}"
            st.session_state[key] = layer in wanted.layers
            days = days_of(calendar, layer, year)
            counted = tn("{n} day", "{n} days", days)
            st.checkbox(plain(f"{LETTERS[layer]} · {label('layer', layer)} · {counted}"), key=key, on_change=switch,
                        args=(str(layer),), disabled=switch is None)  # fmt: skip


def days_of(calendar: Calendar, layer: Layer, year: int) -> int:
    """How many dates a layer closes in a year, as if it were on."""
    alone = replace(calendar, layers=frozenset({layer}))


    return len(alone.between(date(year, 1, 1), date(year, 12, 31)))
