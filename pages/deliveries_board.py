"""What the board shows: read in one go, put into words."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

from db.queries.calendar import calendar
from db.queries.deliveries import COUNTED_TO, MOST, PAGE, DeliveryRow, counts, found, total
from db.queries.deliveries import board as rows_of
from db.queries.reference import reference
from views import deliveries_state as state
from views.deliveries_board import Listing, board
from views.deliveries_filters import within
from views.deliveries_words import cells
from views.visit import Visit
from words import t, tn
from words.dates import clock
from words.labels import label
from words.numbers import number


def draw(visit: Visit, look: Session, *, act: Callable[[], None]) -> None:
    """The states, the rows of the view or of the search, and their pages. Six queries at most."""
    known, days, now = reference(look), calendar(look), visit.now
    view, query, trail = within(state.view(), known), state.searched(), state.trail()
    counted = counts(look, now=now)
    if query:
        rows, following = found(look, query), ""
        everyone, most = len(rows), MOST
        listing = {"title": t("Search"), "cleared": t("End the search"),
                   "empty": t("No delivery found. Try the folio, the DS-160 or fewer words.")}  # fmt: skip
    else:
        rows, following = rows_of(look, view, now=now, cursor=trail[-1] if trail else "")
        most = COUNTED_TO
        everyone = counted[view.state]
        if view.filtered:  # what stands whole on its first page is counted already
            everyone = total(look, view, now=now) if following or trail else len(rows)
        listing = {"title": label(view.state), "cleared": t("Remove the filters") if view.filtered else "",
                   "empty": _empty(filtered=view.filtered)}  # fmt: skip
    st.session_state["deliveries_next"] = following
    why, refused = str(st.session_state.get(state.WHY) or ""), state.refused()
    said, odd = _said()
    board(
        counted,
        [cells(row, known=known, calendar=days, now=now, refused=refused.get(row.folio, ""), why=row.folio == why,
               acts=visit.acts)
         for row in rows],
        Listing(**{**listing, "empty": "" if rows else listing["empty"]}, said=said, odd=odd,
                note=_how_many(everyone, most), **_pages(rows, everyone, following=following, paged=not query),
                stamp=t("read {clock}", clock=clock(now, visit.zone, seconds=True))),
        view=view, most=COUNTED_TO, searching=bool(query), act=act,
    )  # fmt: skip


def _empty(*, filtered: bool) -> str:
    return t("Nothing here with these filters.") if filtered else t("Nothing here now.")


def _pages(rows: tuple[DeliveryRow, ...], everyone: int, *, following: str, paged: bool) -> dict[str, object]:
    if not paged or not rows:
        return {}
    before = len(state.trail()) * PAGE
    more = "+" if everyone == COUNTED_TO else ""
    said = t("{first}–{last} of {total}", first=number(before + 1), last=number(before + len(rows)),
             total=f"{number(everyone)}{more}")  # fmt: skip
    return {"pages": said, "has_previous": before > 0, "has_next": bool(following)}


def _how_many(n: int, most: int) -> str:
    return t("{n} or more", n=number(n)) if n >= most else tn("{n} delivery", "{n} deliveries", n)


def _said() -> tuple[str, str]:
    """What was just done, and what to read back of it."""
    what, _, rest = str(st.session_state.get(state.SAID) or "").partition("|")
    folio, _, odd = rest.partition("|")
    match what:
        case "tracked":
            return t("{folio}: tracking number saved.", folio=folio), odd
        case "ready":
            return t("{folio}: ready for collection.", folio=folio), ""
        case "settled":
            return t("{folio}: settled.", folio=folio), ""
    return "", ""
