"""What the list shows: read in one go, put into words."""

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st
from sqlmodel import Session

from db.queries.calendar import calendar
from db.queries.colleagues import colleagues
from db.queries.queues import COUNTED_TO, PAGE, Queue, QueueRow, QueueView, bands_of, counts, next_due, page, total
from db.queries.reference import reference
from db.queries.search import MOST, search
from rules.zones import local_date
from views import queue_state as state
from views.queue_board import Listing, board, name_of
from views.queue_filters import told, within
from views.queue_words import cells
from views.visit import Visit
from words import t, tn
from words.dates import clock, near_day, period
from words.numbers import number


def draw(visit: Visit, look: Session, *, act: Callable[[], None]) -> None:
    """The counters, the rows of the view or of the search, and their pages. Six queries at most."""
    known, days = reference(look), calendar(look)
    view = within(state.view(), known, colleagues(look))
    query, trail, me, now = state.searched(), state.trail(), visit.account_id, visit.now
    counted = counts(look, now=now, account_id=me)
    cursor = trail[-1] if trail else ""
    if query:
        found = search(look, query, cursor=cursor)
        rows, following, everyone = found.rows, found.next_cursor, found.total
        listing = {"title": t("Search"), "cleared": t("End the search"), "note": _hits(everyone),
                   "empty": _nothing_found(mistyped=found.mistyped)}  # fmt: skip
    else:
        shown = page(look, view, now=now, account_id=me, cursor=cursor)
        rows, following = shown.rows, shown.next_cursor
        plain = not view.filters and not view.queue.has_period
        if plain:
            everyone = counted[view.queue]
        else:  # what stands whole on its first page is counted already
            everyone = total(look, view, now=now, account_id=me) if following or trail else len(rows)
        note = _of(everyone, counted.get(view.queue)) if view.filters else _hits(everyone, most=COUNTED_TO)
        notes = filter(None, (_days(view, now), told(view, known), note))
        listing = {"title": name_of(view.queue, bands_of(known)), "note": " · ".join(notes),
                   "cleared": t("Remove the filters") if view.filters else "",
                   "back": t("Back to the queues") if view.queue.has_period else "",
                   "empty": "" if rows else _empty(look, view, now)}  # fmt: skip
    if rows:
        listing["empty"] = ""
    elif not view.filters or query:
        listing["note"] = "" if query or not view.queue.has_period else _days(view, now)
    st.session_state["queue_next"] = following
    queue = None if query else view.queue
    board(
        counted, [cells(row, queue=queue, known=known, calendar=days, now=now, me=me, acts=visit.acts) for row in rows],
        Listing(**listing, **_pages(rows, everyone, following=following), said=_said(),
                refused="" if state.doing()[0] else st.session_state.get(state.REFUSED, ""),
                stamp=t("read {clock}", clock=clock(now, visit.zone, seconds=True))),
        view=view, searching=bool(query), bands=bands_of(known), act=act, acts=visit.acts,
    )  # fmt: skip


def _pages(rows: tuple[QueueRow, ...], everyone: int, *, following: str) -> dict[str, object]:
    before = len(state.trail()) * PAGE
    first, last = number(before + 1), number(before + len(rows))
    more = "+" if everyone == COUNTED_TO else ""
    said = t("{first}–{last} of {total}", first=first, last=last, total=f"{number(everyone)}{more}")
    return {"pages": said if rows else "", "has_previous": before > 0, "has_next": bool(following)}


def _hits(n: int, *, most: int = MOST) -> str:
    return t("{n} or more", n=number(n)) if n >= most else tn("{n} inquiry", "{n} inquiries", n)


def _of(n: int, everyone: int | None) -> str:
    if everyone is None:
        return _hits(n, most=COUNTED_TO)
    return t("{n} of {total} with these filters", n=number(n), total=number(everyone))


def _days(view: QueueView, now: datetime) -> str:
    first = view.first or now.date()
    return period(first, view.last or first, today=now.date()) if view.queue.has_period else ""


def _nothing_found(*, mistyped: bool) -> str:
    if mistyped:
        return t("This looks like a folio with one wrong digit. Read it back to the caller.")
    return t("Nothing found, open or closed. Try the phone, the e-mail or fewer words.")


def _empty(look: Session, view: QueueView, now: datetime) -> str:
    if view.filters or view.queue.has_period:
        return t("Nothing here with these filters.") if view.filters else t("Nothing in these days.")
    nothing = t("No overdue answers.") if view.queue == Queue.OVERDUE else t("Nothing here now.")
    coming = next_due(look, now=now)
    if coming is None:
        return t("{nothing} No answer is owed.", nothing=nothing)
    at, zone = coming
    today: date = local_date(now, zone)
    return t("{nothing} The next one is due {day} at {clock}.", nothing=nothing, clock=clock(at, zone),
             day=near_day(local_date(at, zone), today=today))  # fmt: skip


def _said() -> str:
    what, _, folio = str(st.session_state.get(state.SAID) or "").partition("|")
    match what:
        case "taken":
            return t("{folio}: it is yours.", folio=folio)
        case "replied":
            return t("{folio}: answer recorded.", folio=folio)
        case "tracked":
            return t("{folio}: tracking number saved.", folio=folio)
    return ""
