"""What the board of deliveries shows, as the address says it; what is searched for and typed stays in the session."""

import json
from collections.abc import Mapping, Sequence

import streamlit as st

from db.queries.deliveries_view import BoardView

SEARCH = "deliveries_search"
COURIER = "deliveries_courier"
TRAIL = "deliveries_trail"
DOING = "deliveries_doing"
SAID = "deliveries_said"
REFUSED = "deliveries_refused"
WHY = "deliveries_why"
HEARD = "deliveries_heard"
MOST_HEARD = 100
LIST = "list"


def view() -> BoardView:
    """The state and filters of the address."""
    return BoardView.from_query(st.query_params.to_dict())


def show(view: BoardView) -> None:
    """Write a view into the address, and start at its first page."""
    st.query_params.from_dict(view.to_query())
    for name in (TRAIL, WHY, REFUSED):
        st.session_state.pop(name, None)


def at_list() -> bool:
    """Whether the courier's list is open instead of the board."""
    return st.query_params.get(LIST) == "1"


def open_list() -> None:
    st.query_params.from_dict({**view().to_query(), LIST: "1"})


def close_list() -> None:
    st.query_params.from_dict(view().to_query())


def searched() -> str:
    return str(st.session_state.get(SEARCH) or "").strip()


def stop_searching() -> None:
    st.session_state[SEARCH] = ""


def trail() -> list[str]:
    """Where the pages turned so far begin; the last one is on the screen, none means the first page."""
    return str(st.session_state.get(TRAIL) or "").split()


def turn(cursor: str) -> None:
    """On to the page that begins after a cursor; back one page without."""
    st.session_state[TRAIL] = " ".join([*trail(), cursor] if cursor else trail()[:-1])


def doing() -> tuple[str, str]:
    """The row action whose dialog is open, and its folio."""
    act, _, folio = str(st.session_state.get(DOING) or "").partition("|")
    return act, folio


def do(act: str, folio: str) -> None:
    st.session_state[DOING] = f"{act}|{folio}"


def done() -> None:
    st.session_state.pop(DOING, None)
    st.session_state.pop(REFUSED, None)


def heard() -> list[str]:
    """The numbers from the browser that were dealt with, saved or refused: it need not tell them again."""
    return list(json.loads(st.session_state.get(HEARD) or "[]"))


def hear(told: Sequence[str]) -> None:
    st.session_state[HEARD] = json.dumps([*heard(), *told][-MOST_HEARD:])


def refused() -> Mapping[str, str]:
    """Why a row was not saved, by its folio."""
    return dict(json.loads(st.session_state.get(REFUSED) or "{}"))


def refuse(told: Mapping[str, str]) -> None:
    st.session_state[REFUSED] = json.dumps(dict(told))
