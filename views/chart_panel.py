"""A chart as a panel: what it shows, of when and by which clock; the table beside it; the mark that was clicked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from views.look import Html, empty, table
from words import t, tn
from words.numbers import number

PICKED = "picked"
Mark = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One chart: `spec` as drawn, what `title` says is shown, and in words for whoever cannot see it."""

    name: str
    title: str
    note: str
    alt: str
    spec: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    opens: Callable[[Mark], Mapping[str, str]]
    """The list behind a mark, as the address of the queue says it."""
    nothing: str = ""
    figures: Sequence[int] = (1,)


def panel(shown: Panel) -> Mapping[str, str] | None:
    """Draw it; the list behind the mark that was clicked just now, once, else None."""
    with st.container(key=f"panel_{shown.name}"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"panel_head_{shown.name}"):
            st.html(f'<div class="panel-head"><h3>{escape(shown.title)}</h3><p>{escape(shown.note)}</p></div>')
            as_table = st.toggle(t("Table"), key=f"table_{shown.name}", persist_state="page")
        if not shown.rows:
            st.html(empty(shown.nothing or t("Nothing was counted in this period.")))
            return None
        if as_table:
            st.html(_table(shown))
            return None
        mark = _mark(shown)
        return shown.opens(mark) if mark else None


def told(frame: pd.DataFrame, columns: Iterable[str]) -> list[tuple[str, ...]]:
    """Rows of a frame as a table says them: whole numbers with the reader's separators."""
    shown = (frame[name] for name in columns)
    return [
        tuple(number(v) if isinstance(v, int | float) else str(v) for v in row)
        for row in zip(*(column.tolist() for column in shown), strict=True)
    ]


def most_of(frame: pd.DataFrame, *, name: str = "name", n: int = 3) -> str:
    """What a chart says in one breath: "Tijuana 214, Monterrey 120, Puebla 80"."""
    totals = frame.groupby(name, sort=False)["n"].sum().sort_values(ascending=False, kind="stable").head(n)
    return ", ".join(f"{which} {number(int(count))}" for which, count in totals.items() if count)


def _mark(shown: Panel) -> Mark | None:
    """The picked mark, told once: a rerun that still carries the same selection is not another click."""
    key, handled = f"chart_{shown.name}", f"handled_{shown.name}"
    event = st.vega_lite_chart(
        spec=dict(shown.spec), key=key, on_select="rerun", selection_mode=PICKED, alt=shown.alt, width="stretch"
    )
    marks = event.selection.get(PICKED) or []
    said = str(marks[0]) if marks else ""
    if not said or st.session_state.get(handled) == said:
        if not said:
            st.session_state.pop(handled, None)
        return None
    st.session_state[handled] = said
    return dict(marks[0])


def _table(shown: Panel) -> Html:
    caption = f"{shown.title}. {shown.note}"
    made = table(shown.columns, shown.rows, caption=caption, figures=shown.figures)
    return Html(f'<div class="panel-table" tabindex="0" role="region" aria-label="{escape(caption)}">{made}</div>')


def counted(n: int) -> str:
    """How many, said."""
    return tn("{n} inquiry", "{n} inquiries", n)
