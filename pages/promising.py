"""What the page of the promises knows, and what its forms do: one verb in one transaction each."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from sqlmodel import Session

import db
from db.queries.calendar import calendar
from db.queries.promise_rows import before
from db.queries.promise_sheet import first_month, kept_in, missing_now
from db.queries.reference import forget, reference
from desk.errors import DeskError
from desk.once import in_flight
from pages.failing import failed
from rules.zones import local_date
from views.promise_chooser import asked_month, months
from views.promise_month import Sheet
from views.promise_words import notice
from views.visit import Visit
from words.problems import refusal

REFUSED, SAVED = "promise_refused", "promise_saved"


def see_months(look: Session, visit: Visit) -> tuple[date, ...]:
    """The months there is anything of, the latest first."""
    return months(first_month(look), today=local_date(visit.now, visit.zone))


def see_sheet(look: Session, visit: Visit, offered: tuple[date, ...]) -> Sheet:
    """A month and the one before it: a dozen small statements, whatever the size of the desk."""
    known, days, now = reference(look), calendar(look), visit.now
    zones = known.zones()
    month = asked_month(st.query_params.get("month", ""), offered, now=now, zones=zones)
    then = before(month, now=now, zones=zones)
    return Sheet(
        month=month, before=then, kept=kept_in(look, month, now=now), kept_before=kept_in(look, then, now=now),
        missing=missing_now(look, now=now, today=local_date(now, visit.zone), calendar=days), known=known,
        calendar=days, zone=visit.zone, now=now,
    )  # fmt: skip


def refuse(what: str, code: str, **details: object) -> None:
    """What stands beside the form of this name at the next run."""
    st.session_state[REFUSED] = f"{what}|{refusal(code, **details)}"
    st.session_state.pop(SAVED, None)


def told(what: str) -> None:
    """What the form of this name was told, once: that it is done, or why not."""
    for key in (REFUSED, SAVED):
        about, _, said = str(st.session_state.get(key) or "").partition("|")
        if about == what:
            st.session_state.pop(key)
            st.html(notice(said, refused=key == REFUSED))


def save(what: str, verb: Callable[[Session], object], said: str) -> None:
    """Do it; what a refusal says, or that it is done, stands beside the form at the next run."""
    refused: Exception | None = None
    with in_flight(f"promises {what}"):
        try:
            with db.writing() as work:
                verb(work)
        except Exception as error:
            refused = error
    tell(what, refused, said)


def tell(what: str, refused: Exception | None, said: str) -> None:
    """How it ended, for the next run."""
    if refused is None:
        forget()
        st.session_state[SAVED] = f"{what}|{said}"
        st.session_state.pop(REFUSED, None)
        return
    error = refused if isinstance(refused, (DeskError, db.NotStored)) else failed(refused)
    refuse(what, error.code, **error.details)
