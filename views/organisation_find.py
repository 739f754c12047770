"""No organisation to show: a box to find one by its name, and the way to each that was found."""

from collections.abc import Sequence

import streamlit as st

from db.queries.organisations import Company
from views.keys import keys, reach
from views.look import Html, empty, quiet
from views.organisation_link import organisation_link
from words import t
from words.labels import label

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

