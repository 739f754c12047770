"""What is done from a list: one verb in one transaction, with the version of the row that was on the screen."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st
from sqlmodel import Session

import db
from db.queries.queues import QueueRow, QueueView
from db.queries.search import by_folio
from desk.deliveries import set_tracking
from desk.errors import DeskError
from desk.moves import assign, take
from desk.once import in_flight
from desk.replies import record_reply
from pages.failing import failed
from rules.codes import Channel, Status
from views import queue_state as state
from views.queue_board import acted
from views.queue_dialogs import typed
from views.visit import Visit
from words.problems import refusal


def act(visit: Visit) -> None:
    """What the person did in the list, before it is drawn again."""
    told = acted()
    folio, version = told.get("folio", ""), told.get("version", "")
    # What stands outside the list (boxes, dialogs, another page) has to be drawn again too.
    st.session_state["queue_whole"] = told.get("act") not in (None, "take", "next", "previous", "refresh")
    st.session_state.pop(state.REFUSED, None)
    if told.get("act") not in (None, "refresh"):
        st.session_state.pop(state.SAID, None)
    match told.get("act"):
        case "queue":
            state.show(QueueView.from_query(state.view().to_query() | {"queue": told["queue"], "from": "", "to": ""}))
            state.stop_searching()
        case "clear":
            state.show(QueueView(queue=state.view().queue, first=state.view().first, last=state.view().last))
            state.stop_searching()
        case "back":
            state.show(QueueView())
        case "next":
            state.turn(st.session_state.get("queue_next", ""))
        case "previous":
            state.turn("")
        case "take" if version.isdecimal():
            take_row(visit, folio, int(version))
        case "open" | "reply" | "track" as what:
            state.do(what, folio)


def take_row(visit: Visit, folio: str, version: int) -> None:
    """Take what nobody has, or what a colleague had when this row was drawn."""
    me, now = visit.account_id, visit.again().now
    with db.reading() as look:
        row = by_folio(look, folio)
    if row is None or row.assignee_id == me:
        return  # the second of two clicks
    if row.assignee_id is None or row.version != version:  # changed since: a colleague who was faster keeps it
        run(folio, "taken", lambda work: take(work, folio, by=me, now=now))
    else:
        run(folio, "taken", lambda work: assign(work, folio, to=me, by=me, now=now, version=version))


def save_reply(visit: Visit, folio: str, version: int) -> None:
    """Record the answer of the open dialog."""
    if state.doing() != ("reply", folio):
        return  # a second click: the first one closed the dialog
    me, now, fields = visit.account_id, visit.again().now, typed(folio)
    with db.reading() as look:
        row = by_folio(look, folio)
    at = _moment(fields, row)
    channel = str(fields["channel"] or Channel.EMAIL)
    then = Status.CLOSED if fields["then"] == Status.CLOSED else Status.WAITING
    note = str(fields["note"] or "")
    run(folio, "replied", lambda work: record_reply(work, folio, channel=channel, by=me, now=now, version=version,
                                                     at=at, text=note, then=then))  # fmt: skip


def save_tracking(visit: Visit, folio: str, version: int) -> None:
    """Enter the number of the open dialog."""
    if state.doing() != ("track", folio):
        return
    me, now, fields = visit.account_id, visit.again().now, typed(folio)
    number, carrier = str(fields["number"] or "").strip(), str(fields["carrier"] or "")
    if not number:
        st.session_state[state.REFUSED] = refusal("missing", field="tracking_number")
        return
    run(folio, "tracked", lambda work: set_tracking(work, folio, carrier_code=carrier, tracking_number=number, by=me,
                                                     now=now, version=version))  # fmt: skip


def _moment(fields: object, row: QueueRow | None) -> datetime | None:
    """The time of the answer when it was changed; None, this very moment, when it was left as it stood."""
    values = fields if isinstance(fields, dict) else {}
    at, begun = values.get("at"), values.get("begun")
    if not isinstance(at, datetime) or row is None or at.isoformat() == begun:
        return None
    return at.replace(tzinfo=ZoneInfo(row.zone))


def run(folio: str, said: str, verb: Callable[[Session], object]) -> None:
    refused: DeskError | db.NotStored | None = None
    with in_flight(f"queue {folio}"):
        try:
            with db.writing() as work:
                verb(work)
        except (DeskError, db.NotStored) as error:
            refused = error
        except Exception as bug:
            refused = failed(bug)
    if refused is None:
        state.done()
        st.session_state[state.SAID] = f"{said}|{folio}"
    else:
        st.session_state.pop(state.SAID, None)
        st.session_state[state.REFUSED] = refusal(refused.code, **refused.details)
