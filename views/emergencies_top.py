"""The head of the emergencies: how many are open, how many lack something, and who is on duty."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from db.queries.emergencies import MOST
from rules.emergencies import Half
from views.emergencies_board import Seen
from views.figures import head
from views.look import Html, empty, icon, quiet
from views.plain import plain
from views.visit import Visit
from words import t, tn
from words.dates import clock


def top(seen: Seen, duty: Sequence[str], visit: Visit, *, said: str) -> None:
    """The title, and in one line the duty, what is open, and what was just done: nothing below it moves for that."""
    head(t("H2 emergencies"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    st.html(_line(seen, duty, said))
    if len(seen.open) == MOST:
        st.page_link(page=visit.pages["queue"], label=plain(t("There are more: see all in the queue")),
                     query_params={"queue": "emergencies"})  # fmt: skip


def calm() -> None:
    """No emergency is open."""
    st.html(empty(t("No emergency is open.")))


def _line(seen: Seen, duty: Sequence[str], said: str) -> Html:
    owed = sum(one.clock is not None for one in seen.open)
    alone = sum(one.alone is not None and one.alone.half is Half.VOICEMAIL for one in seen.open)
    counted = [
        tn("{n} open", "{n} open", len(seen.open)), tn("{n} owes an answer", "{n} owe an answer", owed),
        tn("{n} without its e-mail", "{n} without its e-mail", alone),
    ]  # fmt: skip
    who = t("On duty today: {names}", names=", ".join(duty)) if duty else t("Nobody is on duty today")
    mark = icon("person") if duty else icon("person_off")
    done = f'<span class="inq-saved" role="status">{icon("check")} {escape(said)}</span>' if said else ""
    return Html(f'<p class="emg-top"><b>{mark} {escape(who)}</b> {quiet("· " + " · ".join(counted))} {done}</p>')
