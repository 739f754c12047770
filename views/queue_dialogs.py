"""Two things done to a row without leaving the list: an answer recorded, a tracking number entered."""

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st

from db.queries.queues import QueueRow
from db.queries.reference import Reference
from rules.codes import Channel, Status
from rules.zones import local
from views import queue_state as state
from views.keys import keys, submit
from views.plain import plain
from words import t
from words.dates import typed_format
from words.labels import label, short

CHANNELS = (Channel.EMAIL, Channel.PHONE)
Save = Callable[[str, int], None]


def answered(row: QueueRow, known: Reference, *, now: datetime, save: Save) -> None:
    """How, when and with what the customer was answered, and what follows."""
    city = known.cities.get(row.city_code)
    key = _key(row)
    st.text(f"{row.folio} · {row.who}")
    here = local(now, row.zone).replace(tzinfo=None, second=0, microsecond=0)
    st.session_state.setdefault(key("begun"), here.isoformat())
    left, right = st.columns([2, 3])
    usual = row.channel if row.channel in CHANNELS else str(Channel.PHONE)
    left.segmented_control(t("Answered by"), [str(one) for one in CHANNELS], default=usual, required=True,
                           key=key("channel"), format_func=lambda code: plain(short("channel", code)))  # fmt: skip
    place = city.name if city else t("Mexico City")  # the desk's own clock, when the city is not known
    right.datetime_input(plain(t("When, time of {place}", place=place)), step=60, format=typed_format(),
                         value=datetime.fromisoformat(st.session_state[key("begun")]), key=key("at"))  # fmt: skip
    st.text_area(t("Note (optional)"), key=key("note"), height=72, max_chars=20_000, on_change="ignore")
    st.segmented_control(t("And then"), [str(Status.WAITING), str(Status.CLOSED)], default=str(Status.WAITING),
                         required=True, key=key("then"),
                         format_func=lambda code: plain(label("status", code)))  # fmt: skip
    _save(row, t("Record the answer · Ctrl+Enter"), save, focus=key("note"))


def tracking(row: QueueRow, known: Reference, *, save: Save) -> None:
    """The courier and the number of a delivery."""
    key = _key(row)
    st.text(f"{row.folio} · {row.who}")
    carriers = {code: carrier.name for code, carrier in known.carriers.items() if carrier.active}
    st.text_input(t("Tracking number"), key=key("number"), max_chars=60, autocomplete="off")
    st.selectbox(t("Courier"), list(carriers), index=None, key=key("carrier"), placeholder=t("Not known"),
                 format_func=lambda code: carriers[code])  # fmt: skip
    _save(row, t("Save the number · Ctrl+Enter"), save, focus=key("number"))


def typed(folio: str) -> Mapping[str, object]:
    """What stands in the fields of a row's dialog."""
    names = ("channel", "at", "note", "then", "number", "carrier", "begun")
    return {name: st.session_state.get(f"queue_{name}_{folio}") for name in names}


def _save(row: QueueRow, said: str, save: Save, *, focus: str) -> None:
    if refused := st.session_state.get(state.REFUSED):
        st.error(plain(refused))
    st.button(plain(said), type="primary", key="queue_save", on_click=save, args=(row.folio, row.version))
    keys([submit("queue_save")], focus=focus, token=f"{focus} {row.version}")


def _key(row: QueueRow) -> Callable[[str], str]:
    return lambda name: f"queue_{name}_{row.folio}"
