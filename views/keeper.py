"""A draft that outlives a reload or a restart of the server, kept by the browser's own tab and nowhere else.

Call it before the widgets of the form: it hands back what was typed earlier, and the page puts that into
st.session_state before the widgets are built.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

import streamlit as st

LONGEST = 20_000
Value = str | int | float | bool | list[str] | None

_mount = st.components.v2.component(
    "desk_keeper", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)


def keeper(
    *,
    form: str,
    user: str,
    fields: Mapping[str, str] | Sequence[str],
    chosen: Mapping[str, Value] | None = None,
    begun: bool = False,
    fresh: bool = True,
    clear: str | None = None,
) -> dict[str, Value] | None:
    """Keep what is typed in `fields`, and hand back an earlier draft, once, when there is one.

    `fields` are the typed fields: widget keys, or name -> widget key where the keys change with each form. `chosen` are
    the values of fields that are chosen, not typed (a reason, a date as text), kept as the page gives them; `begun`
    says that they are worth keeping although nothing is typed. `fresh` is False while a form must not be overwritten.
    `clear` is the token of the form that was saved: its draft is dropped, once. Typed values come back as text,
    whatever the widget; only names that were asked for come back.
    """
    names = dict(fields) if isinstance(fields, Mapping) else {name: name for name in fields}
    chosen = dict(chosen or {})
    mailbox = f"keeper_draft_{form}"
    key, taken = f"quiet_keeper_{form}", f"keeper_taken_{form}"

    def receive() -> None:
        st.session_state[mailbox] = st.session_state[key].draft

    draft = st.session_state.pop(mailbox, None)
    if draft is not None and taken in st.session_state:
        draft = None  # the browser hands it over until it hears that it arrived
    if draft is not None:
        st.session_state[taken] = "1"
    _mount(
        key=key,
        data=[{  # in a list: see inside.py
            "form": form,
            "user": user,
            "fields": {name: f"st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', key.strip())}" for name, key in names.items()},
            "chosen": chosen if draft is None else None,  # not while the form waits for its draft
            "values": {name: _text(st.session_state.get(key)) for name, key in names.items()},
            "begun": begun,
            "taken": taken in st.session_state,
            "fresh": fresh,
            "clear": clear,
            "session": st.session_state.setdefault("keeper_session", uuid4().hex),
        }],
        on_draft_change=receive,
    )
    return _allowed(draft, typed=names, chosen=chosen)


def _allowed(draft: object, *, typed: Mapping[str, str], chosen: Mapping[str, Value]) -> dict[str, Value] | None:
    # A browser can send anything: only asked-for names, texts of a bearable length, and values of the kind chosen here.
    if not isinstance(draft, Mapping):
        return None
    kept: dict[str, Value] = {
        name: value[:LONGEST] for name, value in draft.items() if name in typed and isinstance(value, str)
    }
    kept |= {name: draft[name] for name in chosen if name in draft and name not in typed and _bearable(draft[name])}
    return kept or None


def _text(value: object) -> str:
    return "" if value is None else str(value)[:LONGEST]


def _bearable(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= 100 and all(isinstance(one, str) and len(one) <= LONGEST for one in value)
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= LONGEST)
