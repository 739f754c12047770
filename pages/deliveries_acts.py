"""What is done from the board: one verb in one transaction, with the version of the row that was on the screen."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

import db
from db.queries.deliveries import BoardView, one
from db.queries.reference import reference
from desk.deliveries import set_collectable, set_tracking, settle_delivery
from desk.errors import DeskError
from desk.once import in_flight
from pages.failing import failed
from rules.carriers import tidy_tracking
from rules.courier_list_carriers import carrier_of
from views import deliveries_state as state
from views.deliveries_board import Typed, acted, typed
from views.deliveries_dialogs import chosen_why, typed_day
from views.deliveries_words import formats_of, odd
from views.visit import Visit
from words.problems import refusal


def act(visit: Visit) -> None:
    """What the person did on the board, before it is drawn again."""
    told = acted()
    what, folio = told.get("act"), told.get("folio", "")
    # What stands outside the board (boxes, dialogs, another page) has to be drawn again too.
    st.session_state["deliveries_whole"] = what in ("state", "clear", "open", "ready", "settle")
    if what not in (None, "refresh", "why", "track"):
        st.session_state.pop(state.SAID, None)
    match what:
        case "state":
            state.show(BoardView.from_query(state.view().to_query() | {"state": told["state"]}))
            state.stop_searching()
        case "clear":
            state.show(BoardView(state=state.view().state))
            state.stop_searching()
        case "next":
            state.turn(st.session_state.get("deliveries_next", ""))
        case "previous":
            state.turn("")
        case "why":
            st.session_state[state.WHY] = "" if st.session_state.get(state.WHY) == folio else folio
        case "open" | "ready" | "settle":
            state.do(what, folio)
        case "track":
            track(visit, typed())


def track(visit: Visit, entries: tuple[Typed, ...]) -> None:
    """Enter the numbers that were typed, each in a transaction of its own; what is there already was saved before."""
    me, now, usual = visit.account_id, visit.again().now, str(st.session_state.get(state.COURIER) or "")
    refused, said = dict(state.refused()), ""
    for entry in entries:
        with in_flight(f"delivery {entry.folio}"):
            with db.reading() as look:
                row, known = one(look, entry.folio), reference(look)
            if row is not None and row.tracking_number == tidy_tracking(entry.number):
                refused.pop(entry.folio, None)
                continue
            code = carrier_of(tidy_tracking(entry.number), named="", usual=usual, formats=formats_of(known))

            def verb(work: Session, entry: Typed = entry, code: str = code) -> object:
                return set_tracking(work, entry.folio, carrier_code=code, tracking_number=entry.number, by=me, now=now,
                                    version=entry.version)  # fmt: skip

            problem = _written(verb)
        if problem:
            refused[entry.folio] = problem
        else:
            refused.pop(entry.folio, None)
            doubt = odd(tidy_tracking(entry.number), code, known)
            said = f"tracked|{entry.folio}|{f'{entry.folio}: {doubt}' if doubt else ''}"
    state.refuse(refused)
    state.hear([entry.key for entry in entries])
    if said:
        st.session_state[state.SAID] = said


def save_ready(visit: Visit, folio: str, version: int) -> None:
    """The day of the open dialog."""
    _of_a_dialog(visit, "ready", folio, version)


def save_settled(visit: Visit, folio: str, version: int) -> None:
    """The reason of the open dialog."""
    _of_a_dialog(visit, "settle", folio, version)


def _of_a_dialog(visit: Visit, what: str, folio: str, version: int) -> None:
    if state.doing() != (what, folio):
        return  # a second click: the first one closed the dialog
    who = {"by": visit.account_id, "now": visit.again().now, "version": version}
    with db.reading() as look:
        row = one(look, folio)
    on, why = (typed_day(row), chosen_why(row)) if row else (None, "")
    with in_flight(f"delivery {folio}"):
        problem = _written(lambda work: set_collectable(work, folio, on=on, **who) if what == "ready"
                           else settle_delivery(work, folio, why=why, **who))  # fmt: skip
    if problem:
        state.refuse({folio: problem})
    else:
        state.done()
        st.session_state[state.SAID] = f"{'ready' if what == 'ready' else 'settled'}|{folio}"


def _written(verb: Callable[[Session], object]) -> str:
    """Run a verb; what it was refused for, in words, empty when it went through."""
    refused: DeskError | db.NotStored
    try:
        with db.writing() as work:
            verb(work)
        return ""
    except (DeskError, db.NotStored) as error:
        refused = error
    except Exception as bug:
        refused = failed(bug)
    return refusal(refused.code, **refused.details)
