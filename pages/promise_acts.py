"""What the forms of the promises' settings do."""

from datetime import date, timedelta

import streamlit as st

import db
from db.queries.reference import load
from desk.errors import DeskError
from desk.promises import check_term, set_promise_term, withdraw_promise_term
from desk.promises_beside import end_duty, end_internal_target, put_on_duty, set_internal_target, set_warning_bands
from pages.promising import refuse, save, tell
from pages.recounting import carried_out
from rules.terms import Term, version_of
from rules.urgency import Bands
from rules.zones import local_date
from views.promise_draft import SET, TAKE_BACK, draft, drop, keep
from views.promise_terms import chosen
from views.visit import Visit
from words import t

__all__ = [
    "decide", "put_bands", "put_duty", "put_target", "refuse", "see_back", "see_term", "stop_duty", "stop_target",
]  # fmt: skip


def see_term() -> None:
    """Look at what the term of the form would do."""
    term = chosen()
    if term is None:
        refuse("term", "problems")
        return
    try:
        check_term(term)
    except DeskError as error:
        refuse("term", error.code, **error.details)
        return
    terms = _terms()
    if term in terms:
        refuse("term", "term_same")
    else:
        keep(SET, term, seen=version_of(terms, term.promise_code))


def see_back(key: str) -> None:
    """Look at what taking a term back would do; `key` is its promise and its first day."""
    code, _, on = key.partition("|")
    terms = _terms()
    for term in terms:
        if (term.promise_code, term.holds_from.isoformat()) == (code, on):
            keep(TAKE_BACK, term, seen=version_of(terms, code))


def decide(visit: Visit) -> None:
    """What was looked at is decided; a second click finds nothing to decide any more."""
    one, now = draft(), visit.again().now
    if one is None:
        return
    drop()
    verb = set_promise_term if one.what == SET else withdraw_promise_term
    said = t("Decided. Open deadlines follow it.") if one.what == SET else t("Taken back. Open deadlines follow it.")
    tell("term", carried_out(lambda work, told: verb(work, one.term, by=visit.account_id, now=now, seen=one.seen,
                                                     told=told)), said)  # fmt: skip


def put_duty(visit: Visit) -> None:
    """Put somebody on duty."""
    state, now = st.session_state, visit.again().now
    code, who, first, last = (state.get(f"duty_{name}") for name in ("promise", "who", "from", "to"))
    if not code or not who or not isinstance(first, date):
        refuse("duty", "problems")
        return
    save("duty", lambda work: put_on_duty(work, str(code), int(who), holds_from=first, by=visit.account_id, now=now,
                                          holds_to=last if isinstance(last, date) else None),
         t("On duty."))  # fmt: skip


def stop_duty(visit: Visit, number: int) -> None:
    """Yesterday was the last day."""
    now = visit.again().now
    yesterday = local_date(now, visit.zone) - timedelta(days=1)
    save("duty", lambda work: end_duty(work, number, last=yesterday, by=visit.account_id, now=now), t("Ended."))


def put_target(visit: Visit) -> None:
    """Set an internal target."""
    state, now = st.session_state, visit.again().now
    case, days, first = (state.get(f"target_{name}") for name in ("case", "days", "from"))
    if not case or not days or not isinstance(first, date):
        refuse("target", "problems")
        return
    reason, _, subcase = str(case).partition("|")
    save("target", lambda work: set_internal_target(work, reason, subcase, business_days=int(days), holds_from=first,
                                                    by=visit.account_id, now=now),
         t("Set. It is shown as an internal target, never as a promise."))  # fmt: skip


def stop_target(visit: Visit, number: int) -> None:
    """Nobody asks it any more."""
    now = visit.again().now
    save("target", lambda work: end_internal_target(work, number, by=visit.account_id, now=now), t("Ended."))


def put_bands(visit: Visit) -> None:
    """How far ahead the counters of the queue reach."""
    state, now = st.session_state, visit.again().now
    bands = Bands(int(state.get("bands_today") or 0), int(state.get("bands_next") or 0))
    save("bands", lambda work: set_warning_bands(work, bands, by=visit.account_id, now=now), t("Set."))


def _terms() -> tuple[Term, ...]:
    with db.reading() as look:
        known = load(look)
        look.expunge_all()
        return known.terms
