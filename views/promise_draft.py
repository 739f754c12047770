"""A term that somebody is about to decide or to take back: kept as text while its effect is looked at."""

from dataclasses import dataclass
from datetime import date, time

import streamlit as st

from rules.terms import Term

KEY = "promise_draft"
SET, TAKE_BACK = "set", "take_back"


@dataclass(frozen=True, slots=True)
class Draft:
    """`seen` is the version of the promise's terms when the effect was asked for."""

    what: str
    term: Term
    seen: str


def draft() -> Draft | None:
    """What is being looked at; None when nothing is, or when what is kept cannot be read."""
    parts = str(st.session_state.get(KEY) or "").split("|", 6)
    if len(parts) != 7 or parts[0] not in (SET, TAKE_BACK):
        return None
    what, code, on, days, closes, lenient, seen = parts
    return Draft(what, Term(code, date.fromisoformat(on), int(days), time.fromisoformat(closes), lenient == "1"), seen)


def keep(what: str, term: Term, *, seen: str) -> None:
    """Look at the effect of this one next."""
    st.session_state[KEY] = "|".join((
        what, term.promise_code, term.holds_from.isoformat(), str(term.business_days), f"{term.closes:%H:%M}",
        str(int(term.lenient)), seen,
    ))  # fmt: skip


def drop() -> None:
    """Look at none."""
    st.session_state.pop(KEY, None)
