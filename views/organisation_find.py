"""No organisation to show: a box to find one by its name, and the way to each that was found."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from db.queries.organisations import Company, Waiting
from rules.zones import local_date
from views.keys import keys, reach
from views.look import Html, chip, empty, quiet, table
from views.organisation_link import organisation_link
from words import t
from words.dates import day
from words.labels import label
from words.numbers import number

BOX = "org_find"


def typed() -> str:
    """What was typed into the box."""
    return str(st.session_state.get(BOX) or "").strip()


def find(*, unknown: bool) -> None:
    """The box; `unknown`: the address named one that does not exist."""
    if unknown:
        st.warning(t("There is no such organisation."))
    st.subheader(t("Find an organisation"))
    with st.container(width=420):
        st.text_input(t("Name"), key=BOX, placeholder=t("Agrícola…"), autocomplete="off")
    keys([reach("Ctrl+K", BOX)], focus=BOX)


def results(companies: Sequence[Company]) -> None:
    """The way to each of them."""
    if not companies:
        st.html(empty(t("No organisation found. Try fewer letters.")))
        return
    items = "".join(f"<li>{organisation_link(one.id, one.name)} {quiet(label('group_kind', one.kind))}</li>"
                    for one in companies)  # fmt: skip
    st.html(Html(f'<ul class="inq-others">{items}</ul>'))



def owed_answers(companies: Sequence[Waiting], *, now: datetime) -> None:
    """While nothing is looked for: those that wait for an answer, the most overdue first."""
    if not companies:
        st.html(empty(t("No organisation waits for an answer.")))
        return
    rows = [
        (organisation_link(one.company.id, one.company.name), label("group_kind", one.company.kind),
         number(one.waiting), chip("overdue", number(one.overdue)) if one.overdue else number(0),
         day(local_date(one.next_due, one.zone), today=local_date(now, one.zone)))
        for one in companies
    ]  # fmt: skip
    columns = (t("Organisation"), t("Kind"), t("Waiting", context="organisations"), t("Overdue"), t("Oldest due"))
    st.html(table(columns, rows, caption=t("Waiting for an answer"), figures=(2, 3)))
