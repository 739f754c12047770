"""What the list shows, as the address says it; and the few words of it that never go there.

The search text may be a name or a telephone number, so it stays in the session: an address is copied, kept in
histories and written to logs.
"""

import streamlit as st

from db.queries.queues import QueueView

SEARCH = "queue_search"
TRAIL = "queue_trail"
DOING = "queue_doing"
SAID = "queue_said"
REFUSED = "queue_refused"


def view() -> QueueView:
    """The queue and filters of the address."""
    return QueueView.from_query(st.query_params.to_dict())


def show(view: QueueView) -> None:
    """Write a view into the address, and start at its first page."""
    st.query_params.from_dict(view.to_query())
    st.session_state.pop(TRAIL, None)


def searched() -> str:
    return str(st.session_state.get(SEARCH) or "").strip()


def stop_searching() -> None:
    st.session_state[SEARCH] = ""
    st.session_state.pop(TRAIL, None)


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
    """Open the dialog of a row action; its clock starts anew."""
    st.session_state[DOING] = f"{act}|{folio}"
    st.session_state.pop(REFUSED, None)
    st.session_state.pop(f"queue_begun_{folio}", None)


def done() -> None:
    st.session_state.pop(DOING, None)
    st.session_state.pop(REFUSED, None)


def asked_to_find() -> str:
    """Whether somebody came here to look for something: the search box is gone to, once."""
    return str(st.query_params.pop("find", ""))
