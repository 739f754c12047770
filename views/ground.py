"""The ground of the desk on a page: the verdict in words, then every fact with its sign, its word and what to do."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from rules.ground import Ground, Judged, Verdict
from rules.verdicts import worst
from views.ground_words import advice, name_of, value_of
from views.look import Html, chip, icon, table
from words import t, tn

SIGN = {Verdict.GOOD: "check_circle", Verdict.WARN: "warning", Verdict.BAD: "error"}


def verdict(judged: Sequence[Judged]) -> None:
    """How it stands, in one sentence, and what needs somebody."""
    amiss = [one for one in judged if one.verdict is not Verdict.GOOD]
    state = worst(judged)
    names = ", ".join(name_of(one.fact).lower() for one in amiss)
    said = tn("{n} thing needs attention: {names}.", "{n} things need attention: {names}.", len(amiss), names=names)
    said = said if amiss else t("All is well.")
    st.html(f'<p class="verdict verdict-{escape(state)}" role="status">{icon(SIGN[state])} {escape(said)}</p>')


def every_fact(judged: Sequence[Judged], ground: Ground, *, zone: str) -> None:
    """The table of facts."""
    rows = [
        (chip(f"fact_{one.verdict}", word(one.verdict)), name_of(one.fact), _standing(one, ground, zone=zone))
        for one in judged
    ]
    st.html(table((t("State"), t("What", context="fact"), t("How it stands")), rows,
                  caption=t("Read from this machine and its database; every 10 seconds.")))  # fmt: skip


def word(state: Verdict) -> str:
    """The word beside the sign."""
    return {Verdict.GOOD: t("Well"), Verdict.WARN: t("Attention"), Verdict.BAD: t("Urgent")}[state]


def _standing(one: Judged, ground: Ground, *, zone: str) -> Html:
    value, todo = value_of(one.fact, ground, zone=zone), advice(one, ground)
    said = f'<span class="fact-todo">{escape(todo)}</span>' if todo else ""
    return Html(f'<span class="fact-value">{escape(value)}</span>{said}')
