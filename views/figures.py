"""The figures of the day: what it is, how many, against what, and the list behind it one click away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

import streamlit as st

from views.look import ICONS, Html, icon, stamp
from views.plain import plain
from views.visit import Visit
from words import t


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. `change` and `against` say since when; `tone` as in look.ICONS; `means` defines it."""

    name: str
    label: str
    value: str
    change: str = ""
    against: str = ""
    tone: str = ""
    means: str
    query: Mapping[str, str]


def figures(shown: Sequence[Figure], visit: Visit) -> None:
    """A row of figures; the whole of each is the link to its list."""
    with st.container(key="figures", horizontal=True):
        for one in shown:
            with st.container(key=f"figure_{one.name}"):
                st.page_link(visit.pages["queue"], label=plain(one.label), icon="", help=plain(one.means),
                             query_params=dict(one.query))  # fmt: skip
                st.html(_figure(one))


class Means(Protocol):
    """What has a name and a definition."""

    @property
    def label(self) -> str: ...

    @property
    def means(self) -> str: ...


def meanings(shown: Sequence[Means]) -> None:
    """How each figure is counted, for whoever asks; by keyboard and by touch too."""
    with st.popover(t("How it is counted"), icon=":material/help:", type="tertiary"):
        pairs = "".join(f"<dt>{escape(one.label)}</dt><dd>{escape(one.means)}</dd>" for one in shown)
        st.html(f'<dl class="meanings">{pairs}</dl>')


def head(title: str, said: str) -> None:
    """The title of a page and when what it shows was read."""
    st.html(f'<div class="day-head"><h1>{escape(title)}</h1>{stamp(said)}</div>')


def _figure(one: Figure) -> Html:
    tone = f' class="figure-value tone-{escape(one.tone)}"' if one.tone else ' class="figure-value"'
    mark = icon(ICONS[one.tone]) if one.tone in ICONS else ""
    change = f"<b>{escape(one.change)}</b> " if one.change else ""
    return Html(f'<p{tone}>{mark}{escape(one.value)}</p><p class="figure-against">{change}{escape(one.against)}</p>')
