"""What the emergencies' page reads, and what its buttons do: one verb, one transaction, with the versions shown."""

from datetime import date

import streamlit as st
from sqlmodel import Session

from db.queries.calendar import calendar
from db.queries.emergencies import on_duty, open_emergencies
from db.queries.reference import Reference, reference
from desk.merging import merge_into
from pages.queue_acts import run, take_row
from rules.codes import Reason
from rules.matching import suggest
from rules.zones import local_date
from views import queue_state as state
from views.emergencies_board import Seen
from views.plain import plain
from views.visit import Visit
from words import t


def see(look: Session, visit: Visit) -> tuple[Seen, tuple[str, ...]]:
    """Everything the page shows, and who is on duty today."""
    known = reference(look)
    found = open_emergencies(look, now=visit.now, account_id=visit.account_id)
    matches = suggest(half for one in found if (half := one.alone))
    seen = Seen(found, matches, known, calendar(look), visit.account_id, visit.now, acts=visit.acts)
    return seen, _duty(look, known, local_date(visit.now, visit.zone))


def act(visit: Visit, what: str, folio: str, version: int = 0, into: str = "", into_version: int = 0) -> None:
    """A press of a button."""
    st.session_state.pop(state.REFUSED, None)
    st.session_state.pop(state.SAID, None)
    if what == "reply":
        state.do("reply", folio)
        st.session_state["queue_whole"] = True
    elif what == "take":
        take_row(visit, folio, version)
    elif what == "join":
        me, now = visit.account_id, visit.again().now
        run(folio, "joined", lambda work: merge_into(work, folio, into=into, by=me, now=now, version=version,
                                                     into_version=into_version))  # fmt: skip


def said() -> str:
    """What was just done, once."""
    what, _, folio = str(st.session_state.pop(state.SAID, None) or "").partition("|")
    words = {
        "taken": t("{folio}: it is yours.", folio=folio), "replied": t("{folio}: answer recorded.", folio=folio),
        "joined": t("{folio} goes on in the e-mail's inquiry.", folio=folio),
    }  # fmt: skip
    return words.get(what, "")


def refused() -> None:
    """Why something was not done."""
    if (why := st.session_state.get(state.REFUSED)) and not state.doing()[0]:
        st.error(plain(why))


def _duty(look: Session, known: Reference, today: date) -> tuple[str, ...]:
    """Of the promises of an emergency: the cases that come by mail and voice mail."""
    cases = (one for one in known.subcases_of(Reason.GROUP) if "voicemail" in one.channels)
    codes = dict.fromkeys(one.promise_code for one in cases if one.promise_code)
    return tuple(dict.fromkeys(name for code in codes for name in on_duty(look, code, today)))
