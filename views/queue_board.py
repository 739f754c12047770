"""The list itself: counters to choose a queue by, the rows with their actions, the pages. It draws what it is given
and says what the person did; every text in it is set as text, never as HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from db.queries.queues import Queue, QueueView
from rules.urgency import USUAL, Bands
from views.look import ICONS
from views.queue_words import Cells
from words import t, tn
from words.numbers import number

KEY = "queue_board"
ACTS = ("queue", "open", "take", "reply", "track", "next", "previous", "clear", "refresh", "back")
ICON = {Queue.OVERDUE: "overdue", Queue.EMERGENCIES: "emergency", Queue.MISSING: "missing", Queue.TODAY: "due_today"}

_mount = st.components.v2.component(
    "desk_queue", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What stands above and below the rows."""

    title: str
    note: str = ""
    empty: str = ""
    cleared: str = ""
    back: str = ""
    pages: str = ""
    has_previous: bool = False
    has_next: bool = False
    stamp: str = ""
    said: str = ""
    refused: str = ""


def name_of(queue: Queue, bands: Bands = USUAL) -> str:
    """What a queue is called; one that reaches further than usual says how far."""
    match queue:
        case Queue.TODAY if bands.today:
            return tn("Due within {n} business day", "Due within {n} business days", bands.today)
        case Queue.NEXT if bands.next > 1:
            return tn("Due within {n} business day", "Due within {n} business days", bands.next)
        case Queue.OVERDUE:
            return t("Overdue answers")
        case Queue.EMERGENCIES:
            return t("H2 emergencies")
        case Queue.MISSING:
            return t("No tracking (> 5 business days)")
        case Queue.TODAY:
            return t("Due today", context="queue")
        case Queue.NEXT:
            return t("Next business day")
        case Queue.MINE:
            return t("Mine")
        case Queue.UNASSIGNED:
            return t("Unassigned")
        case Queue.OPEN:
            return t("All open")
        case Queue.RECEIVED:
            return t("Received", context="queue")
        case Queue.CLOSED:
            return t("Closed", context="queue")
    return t("Promises not kept")


def board(
    counts: Mapping[Queue, int], rows: Sequence[Cells], listing: Listing, *, view: QueueView, searching: bool,
    bands: Bands, act: Callable[[], None], acts: bool = True,
) -> None:  # fmt: skip
    """Draw it; `act` is called when the person did something, told by `acted()`."""
    counters = [
        {"code": str(queue), "label": name_of(queue, bands), "count": number(n),
         "href": _address("queue", queue=str(queue)),
         "icon": ICONS[ICON[queue]] if queue in ICON and n else "", "kind": ICON.get(queue, "") if n else "",
         "current": queue == view.queue and not searching}
        for queue, n in counts.items()
    ]  # fmt: skip
    shared = "" if searching else f"&{urlencode(view.to_query())}"
    data = {
        "counters": counters, "listing": {name: getattr(listing, name) for name in Listing.__slots__},
        "rows": [{**row, "href": f"/inquiry?folio={row['folio']}{shared}"} for row in rows],
        "words": {
            "queues": t("Queues"), "folio": t("Folio"), "when": t("Due", context="queue"), "who": t("Who"),
            "about": t("Reason · case"),
            "city": t("City"), "channel": t("Channel"), "assignee": t("Assigned to"),
            "age": t("Received", context="queue row"),
            "acts": t("Actions"), "take": t("Take"), "reply": t("Answered…"), "track": t("Tracking…"),
            "previous": t("Previous page"), "next": t("Next page"), "refresh": t("Refresh"),
            "keys": t("↑ ↓ row · Enter open · T take · A answered · G tracking") if acts else t("↑ ↓ row · Enter open"),
        },
    }  # fmt: skip
    _mount(key=KEY, data=[data], on_act_change=act)  # in a list: see inside.py


def acted() -> dict[str, str]:
    """What was done, as the browser told it: only texts of a bearable length under the names that are known."""
    told = st.session_state[KEY].act if KEY in st.session_state else None
    if not isinstance(told, Mapping) or told.get("act") not in ACTS:
        return {}
    return {name: str(told.get(name) or "")[:40] for name in ("act", "folio", "version", "queue")}


def _address(page: str, **query: str) -> str:
    return f"/{page}?{urlencode(query)}"
