"""What the buttons of the call screen do: log the form once, whatever is clicked or dropped; log it as out of scope."""

from datetime import datetime

import streamlit as st

import db
from db.queries.callers import KnownPerson
from db.queries.folios import folio_of
from desk.errors import DeskError
from desk.inquiries import log_inquiry
from desk.looks import RECALLED, recall
from desk.once import in_flight
from pages.calling import agreed, judge
from pages.failing import failed
from rules.problems import InquiryDraft
from rules.scope import case_of
from views import call_frame, call_history
from views import call_state as form
from views.call_talk import case_scope, scope_items
from views.visit import Visit


def log_once(visit: Visit, draft: InquiryDraft, *, now: datetime) -> None:
    """Save in one transaction; what a refusal says is kept for the form, and so is everything that was typed.

    `call_tried` is the last thing told to Streamlit before the write: should this run be cut off after it, the next one
    finds the folio in the database.
    """
    me = visit.account_id
    st.session_state["call_tried"] = draft.client_key
    refused: DeskError | db.NotStored | None = None
    with in_flight(draft.client_key):
        try:
            with db.writing() as work:
                log_inquiry(work, draft, by=me, now=now)
        except (DeskError, db.NotStored) as error:
            refused = error
    if refused is not None:
        st.session_state.pop("call_tried", None)
        call_frame.refused(refused.code)


def saved_folio() -> str | None:
    """The folio of the form on the screen, when it was saved already: a moment ago, or just before a restart of the
    server that came back as unfinished. Waits for a save that is under way."""
    token = form.token()
    if token not in (st.session_state.get("call_tried"), st.session_state.get("call_restored")):
        return None
    with in_flight(token), db.reading() as look:
        return folio_of(look, token)


def save(visit: Visit, token: str) -> None:
    """What the Save button does, before the page is drawn again."""
    if token != form.token():
        return  # a second click on a form that was saved already
    now = visit.again().now
    try:
        with db.reading() as look:
            draft, problems, _ = judge(agreed(look), now=now)
        call_frame.refused("problems" if problems else "")
        if not problems:
            log_once(visit, draft, now=now)
    except Exception as bug:  # whether it was saved after all, the next run asks the database
        call_frame.refused("failed", **failed(bug).details)


def complete(visit: Visit, person: KnownPerson) -> None:
    """Fill the form with what is known of somebody. Contact data are seen whole by that, so it is remembered first."""
    seen = [name for name in call_history.lacking(person) if name in RECALLED]
    me, now = visit.account_id, visit.again().now
    try:
        if seen:
            with db.writing() as work:
                recall(work, person.id, fields=seen, by=me, now=now)
    except (DeskError, db.NotStored) as error:
        call_frame.refused(error.code)
    else:
        call_history.complete(person)


def out_of_scope(scope_code: str) -> None:
    """One key: what the caller asks for is not ours to do. Reason and case follow: those the page has for it, or while
    no reason is chosen the item's own reason with its first case (where to look instead)."""
    with db.reading() as look:
        known = agreed(look).known
    item = next(one for one in scope_items(known) if one.code == scope_code)
    case = case_of(item, [case_scope(one) for one in known.subcases.values() if one.active])
    if case is not None:
        form.put("reason", case.reason_code)
        form.put("subcase", case.code)
    elif not form.typed("reason"):
        form.put("reason", item.reason_codes[0])
        form.put("subcase", next((one.code for one in known.subcases_of(item.reason_codes[0])), None))
    form.put("outcome", "out_of_scope")
    form.touch("outcome")
