"""How the desk looks beyond its theme, and the small pieces of HTML that Streamlit has no words for.

Every value is escaped here and nowhere else: callers pass plain text and get HTML for st.html.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

SHEETS = sorted(Path(__file__).parent.glob("*.css"), key=lambda sheet: (sheet.stem != "look", sheet.stem))
CSS = f"<style>\n{''.join(sheet.read_text(encoding='utf-8') for sheet in SHEETS)}</style>"

ICONS = {
    "overdue": "error",
    "due_today": "schedule",
    "due_next": "event_upcoming",
    "later": "calendar_today",
    "met": "check_circle",
    "met_late": "history",
    "open": "radio_button_unchecked",
    "waiting": "hourglass_empty",
    "closed": "task_alt",
    "answers": "call",
    "shut": "phone_disabled",
    "emergency": "emergency_home",
    "missing": "package_2",
    "on_way": "local_shipping",
    "internal": "flag",
    "unconfirmed": "help",
    "fact_good": "check_circle",
    "fact_warn": "warning",
    "fact_bad": "error",
}
"""The kinds of chips: the bands of rules.urgency, the statuses of an inquiry, and a few facts. Colours in look.css."""


class Html(str):
    """HTML made here. The pieces that hold others (facts, table) leave it as it is and escape everything else."""


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a count: what it is called, what stands below it, and `off`, `counted`, `due`, `late` or nothing."""

    day: str
    note: str = ""
    kind: str = ""


def look() -> None:
    """Put on the style sheet; once per run, first thing. A style alone takes no room on the page."""
    st.html(CSS)


def icon(name: str) -> Html:
    """A Material symbol beside a word; screen readers pass over it."""
    return Html(f'<span class="icon" aria-hidden="true" translate="no">{escape(name)}</span>')


def chip(kind: str, word: str) -> Html:
    """A status: its icon, its word, its colour. An unknown kind is a plain chip without an icon."""
    mark, kind = (icon(ICONS[kind]), kind) if kind in ICONS else ("", "other")
    return Html(f'<span class="chip chip-{kind}">{mark}{escape(word)}</span>')


def keycap(combination: str) -> Html:
    """A key to press, printed beside what it does: keycap("Alt+P")."""
    return Html(f"<kbd>{escape(combination)}</kbd>")


def number(text: str) -> Html:
    """A folio or another number read aloud: 0 and O, 1 and l told apart, never broken over two lines."""
    return Html(f'<span class="number">{escape(text)}</span>')


def quiet(text: str) -> Html:
    """What is there for whoever looks for it."""
    return Html(f'<span class="quiet">{escape(text)}</span>')


def say(sentence: str, *, id: str = "say") -> Html:
    """The sentence to read out. The shortcut that copies it names its id: views.keys.copy("Alt+P", "#say")."""
    return Html(f'<p class="say" id="{escape(id)}">{escape(sentence)}</p>')


def copy_button(word: str, selector: str, *, combination: str = "") -> Html:
    """A button that copies the text of an element without asking the server; views.keys must be on the page."""
    hint = keycap(combination) if combination else ""
    return Html(f'<button type="button" class="copy" data-copy="{escape(selector)}">{escape(word)} {hint}</button>')


def day_strip(days: Iterable[Step], *, label: str) -> Html:
    """The days that were counted, as a list; `label` tells a screen reader what they are."""
    items = "".join(
        f'<li class="{escape(day.kind)}"><b>{escape(day.day)}</b>{escape(day.note) or "&nbsp;"}</li>' for day in days
    )
    return Html(f'<ol class="strip" aria-label="{escape(label)}">{items}</ol>')


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names and their values, one below the other."""
    rows = "".join(f"<dt>{_shown(name)}</dt><dd>{_shown(value)}</dd>" for name, value in pairs)
    return Html(f'<dl class="facts">{rows}</dl>')


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, figures: Sequence[int] = ()) -> Html:
    """A real table, for few rows or beside a chart for whoever cannot see it; `figures` are the columns of numbers."""
    side = [' class="figure"' if n in figures else "" for n in range(len(columns))]
    head = "".join(f'<th scope="col"{at}>{_shown(name)}</th>' for at, name in zip(side, columns, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{at}>{_shown(value)}</td>' for at, value in zip(side, row, strict=True))}</tr>"
        for row in rows
    )
    return Html(
        f'<table class="list"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def empty(sentence: str) -> Html:
    """What a list or a chart says when there is nothing in it."""
    return Html(f'<p class="empty">{escape(sentence)}</p>')


def stamp(text: str) -> Html:
    """When what is shown was read: "act. 11:42:05"."""
    return Html(f'<p class="stamp">{escape(text)}</p>')


def _shown(value: str) -> str:
    return value if isinstance(value, Html) else escape(value)
