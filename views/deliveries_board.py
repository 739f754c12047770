"""The board itself: the states to choose by, the rows with a field for the number of each, the pages. It draws what it
is given and says what the person did; every text in it is set as text, never as HTML."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from db.queries.deliveries_view import BoardView
from rules.deliveries import DeliveryState
from views import deliveries_state as state
from views.deliveries_words import Cells
from views.look import ICONS
from words import t
from words.labels import label
from words.numbers import number

KEY = "deliveries_board"
ACTS = ("state", "open", "track", "ready", "settle", "why", "next", "previous", "clear", "refresh")
ALARMS = {DeliveryState.MISSING: "missing", DeliveryState.SOON: "due_today", DeliveryState.PASSED: "overdue"}
MOST_TYPED, LONGEST = 50, 80

_mount = st.components.v2.component(
    "desk_deliveries", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What stands above and below the rows."""

    title: str
    note: str = ""
    empty: str = ""
    cleared: str = ""
    pages: str = ""
    has_previous: bool = False
    has_next: bool = False
    stamp: str = ""
    said: str = ""
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number somebody typed into a row, and the version of the row on the screen."""

    folio: str
    version: int
    number: str

    @property
    def key(self) -> str:
        """By which the browser knows that it was heard."""
        return f"{self.folio}|{self.number}"


def board(
    counts: Mapping[DeliveryState, int], rows: Sequence[Cells], listing: Listing, *, view: BoardView, most: int,
    searching: bool, act: Callable[[], None],
) -> None:  # fmt: skip
    """Draw it; `act` is called when the person did something, told by `acted()`. More than `most` are "most+"."""
    counters = [
        {"code": str(one), "label": label(one), "count": f"{number(n)}{'+' if n >= most else ''}",
         "href": f"/deliveries?{urlencode({'state': str(one)})}", "kind": ALARMS.get(one, "") if n else "",
         "icon": ICONS[ALARMS[one]] if one in ALARMS and n else "", "current": one == view.state and not searching}
        for one, n in counts.items()
    ]  # fmt: skip
    data = {
        "counters": counters, "listing": asdict(listing), "heard": state.heard(),
        "rows": [{**row, "href": f"/inquiry?{urlencode({'folio': str(row['folio'])})}"} for row in rows],
        "words": {
            "states": t("States of the deliveries"), "folio": t("Folio"), "when": t("State"), "who": t("Who"),
            "issued": t("Visa issued"), "city": t("City"), "courier": t("Courier"),
            "number": t("Tracking number"), "acts": t("Actions"), "why": t("Why"), "ready": t("Ready…"),
            "settle": t("Settle…"), "saving": t("saving…"), "days": t("Why it is due that day"),
            "previous": t("Previous page"), "next": t("Next page"), "refresh": t("Refresh"),
            "keys": t("Type or scan a number, Enter saves it and goes to the next row · ↑ ↓ row"),
        },
    }  # fmt: skip
    _mount(key=KEY, data=[data], on_act_change=act)  # in a list: see inside.py


def acted() -> dict[str, str]:
    """What was done, as the browser told it: only texts of a bearable length under the names that are known."""
    told = _told()
    if told.get("act") not in ACTS:
        return {}
    return {name: str(told.get(name) or "")[:40] for name in ("act", "folio", "state")}


def typed() -> tuple[Typed, ...]:
    """The numbers that were typed and not yet confirmed, in the order they were typed; a repeated one is harmless."""
    try:
        entries = json.loads(str(_told().get("typed") or "[]")[: MOST_TYPED * 4 * LONGEST])
        read = [Typed(str(one["folio"])[:40], int(one["version"]), str(one["number"])[:LONGEST]) for one in entries]
    except (ValueError, TypeError, KeyError):
        return ()
    return tuple(read[:MOST_TYPED])


def _told() -> Mapping[str, object]:
    told = st.session_state[KEY].act if KEY in st.session_state else None
    return told if isinstance(told, Mapping) else {}
