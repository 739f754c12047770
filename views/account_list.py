"""Everybody who has an account, in one table; a click on a row opens it beside."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from db.queries.accounts import Person
from views.account_words import state_of
from views.visit import Visit
from words import t
from words.dates import moment
from words.labels import label

CHOSEN, TABLE = "account_chosen", "accounts_table"
NEW = "new"
ROW, HEADER, MOST = 35, 37, 16


def chosen(people: Sequence[Person]) -> Person | None:
    """Whose account is open; nobody's before a click."""
    return next((one for one in people if str(one.id) == st.session_state.get(CHOSEN)), None)


def is_new() -> bool:
    """Whether the form of a new account is open."""
    return bool(st.session_state.get(CHOSEN) == NEW)


def everybody(people: Sequence[Person], visit: Visit, *, choose: Callable[[str], None]) -> None:
    """The table. What was clicked is remembered by the account's number: rows move when somebody joins."""
    shown = pd.DataFrame(
        {
            t("Name"): [f"{one.display_name} · {one.name}" for one in people],
            t("Role"): [label("role", one.role) for one in people],
            t("Last sign-in"): [moment(one.last_in, visit.zone) if one.last_in else t("never") for one in people],
            t("Sessions"): [one.sessions for one in people],
            t("State"): [state_of(one) for one in people],
        }
    )

    def clicked() -> None:
        found = st.session_state[TABLE]["selection"]
        rows = [*found["rows"], *(row for row, _ in found["cells"])]
        choose(str(people[rows[0]].id) if rows and rows[0] < len(people) else "")

    wide = {t("Name"): 190, t("Role"): 96, t("Last sign-in"): 124, t("Sessions"): 62, t("State"): 134}
    st.dataframe(
        shown, key=TABLE, hide_index=True, width="stretch", row_height=ROW, on_select=clicked,
        selection_mode=["single-row", "single-cell"], height=HEADER + 1 + ROW * min(max(len(people), 3), MOST),
        column_config={name: st.column_config.Column(width=width) for name, width in wide.items()},
    )  # fmt: skip
