"""What was brought as a courier's list: read once, and kept as text in the session while it is looked through."""

import hashlib
import json
from collections.abc import Callable

import streamlit as st

from db.queries.reference import Reference
from intake.lists import Table, read_list, read_paste
from intake.refusals import NotReadError
from rules.courier_list import ListLine, Row, lines_of
from rules.courier_list_columns import WrongColumnsError, columns_of
from views import deliveries_list as view
from views import deliveries_state as state
from views.deliveries_list_words import not_read
from views.deliveries_words import formats_of

ROWS, TITLE, REFUSED, SAID = "courier_rows", "courier_title", "courier_refused", "courier_said"


def take_file(token: str) -> None:
    """Read the file that was brought; what it said before is forgotten."""
    brought = st.session_state.get(f"{view.FILE}_{token}")
    if brought is None:
        _forget()
    else:
        _take(lambda: read_list(brought.getvalue()), title=brought.name)


def take_paste(token: str) -> None:
    """Read what was pasted."""
    pasted = str(st.session_state.get(f"{view.PASTE}_{token}") or "")
    if pasted.strip():
        _take(lambda: read_paste(pasted), title="")
    else:
        _forget()


def brought_lines(known: Reference) -> tuple[ListLine, ...]:
    """The lines of the first sheet whose columns are understood; else what the first sheet lacks is said."""
    wrong: WrongColumnsError | None = None
    for table in json.loads(st.session_state[ROWS]):
        rows = [Row(line, tuple(cells), frozenset(merged)) for line, cells, merged in table]
        try:
            found = columns_of(rows, formats=formats_of(known))
            return lines_of(found.rows, found.at)
        except WrongColumnsError as error:
            wrong = wrong or error
    assert wrong is not None
    raise wrong


def digest() -> str:
    """By which the same list is known again, without a word of it."""
    return hashlib.sha256(str(st.session_state.get(ROWS) or "").encode()).hexdigest()[:16]


def _take(read: Callable[[], tuple[Table, ...]], *, title: str) -> None:
    _forget()
    try:
        tables = read()
    except NotReadError as error:
        st.session_state[REFUSED] = not_read(error.code, error.details)
        return
    kept = [[[row.line, list(row.cells), sorted(row.merged)] for row in table.rows] for table in tables]
    st.session_state[ROWS] = json.dumps(kept, ensure_ascii=False)
    st.session_state[TITLE] = title


def leave() -> None:
    """Back to the board; what the list said is not kept."""
    _forget()
    state.close_list()


def _forget() -> None:
    for name in (ROWS, TITLE, REFUSED, SAID):
        st.session_state.pop(name, None)
