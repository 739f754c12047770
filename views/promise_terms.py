"""How long the promises are, by whom and from when; the form to decide another term; what that would do."""

from collections.abc import Callable, Sequence
from datetime import date, time
from html import escape

import streamlit as st

from db.queries.effect import Effect
from db.queries.promise_settings import Decided
from db.queries.reference import Reference
from rules.clocks import RESPONSE_CLOCK
from rules.terms import Term
from views.look import Html, quiet, table
from views.plain import plain
from views.promise_draft import SET, Draft
from views.promise_names import promise_name, term_said
from views.visit import Visit
from words import t, tn
from words.dates import day, moment, typed_format

HOURS = tuple(f"{half // 2:02d}:{half % 2 * 30:02d}" for half in range(12, 48))
MOST_DAYS = 60


def clocks(known: Reference) -> list[str]:
    """The promises that have a term."""
    return [code for code, row in known.promises.items() if row.kind == RESPONSE_CLOCK]


def terms_table(found: Sequence[Decided], known: Reference, *, visit: Visit, today: date) -> None:
    """Every term that holds or will, the latest of each promise first."""
    codes = clocks(known)
    shown = sorted((one for one in found if one.term.promise_code in codes),
                   key=lambda one: codes.index(one.term.promise_code))  # fmt: skip
    rows = [(promise_name(known, one.term.promise_code), term_said(one.term), _from(one, found, today), _by(one, visit))
            for one in shown]  # fmt: skip
    st.html(table((t("Promise"), t("Term"), t("For clocks that began"), t("Decided by")), rows, caption=t(
        "The term of a clock is the one that held on the day it began.")))  # fmt: skip


def term_form(known: Reference, *, today: date, look: Callable[[], None]) -> None:
    """Four fields; what it would do is shown before anything is decided."""
    with st.form("promise_term", border=False):
        st.selectbox(t("Promise"), clocks(known), key="term_promise",
                     format_func=lambda code: promise_name(known, code))  # fmt: skip
        places = st.columns([2, 2, 3], vertical_alignment="bottom")
        with places[0]:
            st.number_input(t("Business days"), 1, MOST_DAYS, 3, key="term_days")
        with places[1]:
            st.selectbox(t("Until"), HOURS, index=HOURS.index("20:00"), key="term_closes")
        with places[2]:
            st.date_input(t("For clocks that begin on or after"), value=today, key="term_from",
                          min_value=date(2000, 1, 1), format=typed_format())  # fmt: skip
        st.checkbox(t("Lenient: what comes after closing or on a closed day counts from the next business day"),
                    key="term_lenient")  # fmt: skip
        st.form_submit_button(t("See what it would do"), on_click=look)


def chosen() -> Term | None:
    """What the form holds; None while a field is empty."""
    state = st.session_state
    if not state.get("term_promise") or not state.get("term_days") or not isinstance(state.get("term_from"), date):
        return None
    closes = time.fromisoformat(str(state.get("term_closes") or "20:00"))
    return Term(str(state["term_promise"]), state["term_from"], int(state["term_days"]), closes,
                bool(state.get("term_lenient")))  # fmt: skip


def effect_panel(
    draft: Draft, told: Effect, known: Reference, *, today: date, leave: Callable[[], None]
) -> bool:
    """What would happen, and the two ways out; whether it was just decided."""
    term = draft.term
    name, on = promise_name(known, term.promise_code), day(term.holds_from, today=today)
    said = t("{promise}: without “{term}” from {day} on", promise=name, term=term_said(term), day=on)
    if draft.what == SET:
        said = t("{promise}: {term}, for clocks that begin on or after {day}", promise=name, term=term_said(term),
                 day=on)  # fmt: skip
    lines = "".join(f"<p>{escape(line)}</p>" for line in effect_said(told))
    st.html(f'<div class="promise-effect" role="status"><p><b>{escape(said)}</b></p>{lines}</div>')
    with st.container(horizontal=True):
        sure = st.button(t("Decide it") if draft.what == SET else t("Take it back"), type="primary",
                         key="promise_decide")  # fmt: skip
        st.button(t("Leave it as it is"), on_click=leave, key="promise_leave")
    return sure


def effect_said(told: Effect) -> list[str]:
    """The effect in sentences."""
    lines = [tn("{n} open deadline moves.", "{n} open deadlines move.", told.deadlines) if told.deadlines else
             t("No open deadline moves.")]  # fmt: skip
    if told.freed:
        lines.append(tn("{n} stops being overdue.", "{n} stop being overdue.", told.freed))
    if told.caught:
        lines.append(tn("{n} becomes overdue at once.", "{n} become overdue at once.", told.caught))
    if told.answers:
        lines.append(tn("{n} answer given would read differently; it stays as it was judged.",
                        "{n} answers given would read differently; they stay as they were judged.",
                        told.answers))  # fmt: skip
    lines.append(t("What customers were told first stays beside every deadline."))
    return lines


def _from(one: Decided, found: Sequence[Decided], today: date) -> Html:
    mine = [other.term for other in found if other.term.promise_code == one.term.promise_code]
    if one.term.holds_from == min(term.holds_from for term in mine):
        return quiet(t("from the beginning"))
    return Html(escape(t("from {day}", day=day(one.term.holds_from, today=today))))


def _by(one: Decided, visit: Visit) -> Html:
    if one.at is None:
        return quiet(t("the contact page"))
    return Html(f"{escape(one.by)} {quiet(moment(one.at, visit.zone))}")


def take_back_choice(found: Sequence[Decided], known: Reference, *, today: date, look: Callable[[str], None]) -> None:
    """The terms that can be taken back: all but the first of each promise."""
    codes = clocks(known)
    later = {}
    for code in codes:
        mine = sorted((one.term for one in found if one.term.promise_code == code), key=lambda term: term.holds_from)
        later |= {f"{code}|{term.holds_from.isoformat()}": term for term in mine[1:]}
    for key, term in later.items():
        said = t("Take back: {promise}, {term}, from {day}", promise=promise_name(known, term.promise_code),
                 term=term_said(term), day=day(term.holds_from, today=today))  # fmt: skip
        st.button(plain(said), key=f"back_{key}", type="tertiary", icon=":material/undo:", on_click=look, args=(key,))
