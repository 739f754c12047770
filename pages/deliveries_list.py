"""A courier's list, from the file to the desk: read, looked through with somebody, entered in one transaction."""

import uuid
from functools import partial

import streamlit as st

import db
from db.queries.deliveries_known import known_for
from db.queries.reference import Reference
from desk.errors import DeskError
from desk.once import in_flight
from desk.tracking_list import MOST, Tracked, enter_tracking_list
from pages.deliveries_brought import REFUSED, ROWS, SAID, TITLE, brought_lines, digest, leave, take_file, take_paste
from pages.failing import failed
from rules.courier_list_columns import WrongColumnsError
from rules.courier_list_match import judge, wanted
from rules.courier_list_verdicts import Judged, Verdict
from views import deliveries_list as view
from views.deliveries_list_words import wrong_columns
from views.deliveries_words import formats_of
from views.keys import keys, submit
from views.plain import plain
from views.visit import Visit
from words import tn
from words.problems import refusal

LOOKED_AT = "courier_list"


def courier_list(visit: Visit, known: Reference) -> None:
    """Bring it, look through it, enter it."""
    token = st.session_state.setdefault(LOOKED_AT, uuid.uuid4().hex)
    view.bring(known, token=token, read_file=partial(take_file, token), read_paste=partial(take_paste, token),
               leave=leave)  # fmt: skip
    if refused := st.session_state.get(REFUSED):
        st.error(plain(refused))
    if said := st.session_state.get(SAID):
        st.success(plain(said))
    if not st.session_state.get(ROWS):
        return
    try:
        told = look_through(known)
    except WrongColumnsError as wrong:
        st.error(plain(wrong_columns(wrong)))
        return
    view.said(told, title=str(st.session_state.get(TITLE) or ""))
    matched = [one for one in told if one.verdict is Verdict.MATCHED]
    if matched:
        st.button(plain(tn("Enter {n} tracking number · Ctrl+Enter", "Enter {n} tracking numbers · Ctrl+Enter",
                           min(len(matched), MOST))), type="primary", key="courier_enter",
                  on_click=enter, args=(visit, token, tuple(map(_tracked, matched[:MOST])), len(told)))  # fmt: skip
        keys([submit("courier_enter")])
    view.choose(told, known, token=digest())  # what was chosen in another list is not chosen in this one
    view.lists(told, known)


def look_through(known: Reference) -> tuple[Judged, ...]:
    """The lines of the list, each with its verdict by the desk of now and by what was chosen. WrongColumnsError."""
    lines = brought_lines(known)
    with db.reading() as look:
        desk = known_for(look, wanted(lines))
    usual = str(st.session_state.get(view.COURIER) or "")
    return judge(lines, desk, formats=formats_of(known), usual=usual, chosen=view.choices(digest()))


def enter(visit: Visit, token: str, listed: tuple[Tracked, ...], lines: int) -> None:
    """Enter what was matched, as it was on the screen; a second click finds everything there."""
    me, now, told = visit.account_id, visit.again().now, digest()
    refused: DeskError | db.NotStored | None = None
    st.session_state.pop(SAID, None)
    try:
        with in_flight(f"courier list {token}"), db.writing() as work:
            done = enter_tracking_list(work, listed, lines=lines, digest=told, by=me, now=now)
    except (DeskError, db.NotStored) as error:
        refused = error
    except Exception as bug:
        refused = failed(bug)
    if refused is not None:
        st.session_state[REFUSED] = refusal(refused.code, **refused.details)
        return
    st.session_state.pop(REFUSED, None)
    left = tn("{n} had changed meanwhile and was left alone.", "{n} had changed meanwhile and were left alone.",
              len(done.changed)) if done.changed else ""  # fmt: skip
    entered = tn("{n} tracking number entered.", "{n} tracking numbers entered.", len(done.entered))
    st.session_state[SAID] = f"{entered} {left}".strip()


def _tracked(one: Judged) -> Tracked:
    assert one.to is not None
    return Tracked(folio=one.to.folio, version=one.to.version, tracking_number=one.line.number,
                   carrier_code=one.carrier_code)  # fmt: skip
