"""The call form as the browser's tab keeps it: the fields, and the form's token, so that what was logged already in the
moment of a crash is found and not logged again."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import streamlit as st

from views import call_state as form
from views.keeper import Value, keeper

TOKEN = re.compile("[0-9a-f]{32}")
LONGEST_CALL = timedelta(hours=12)


def kept(account_id: int) -> dict[str, Value] | None:
    """Keep this form in the tab; what an earlier session left there, once."""
    received = form.value("received", None) if form.touched("received") else None
    chosen: dict[str, Value] = {
        **form.chosen(), "follow_up": form.typed("follow_up") or None, "token": form.token(),
        "opened": st.session_state.get("call_opened"),
        "received": received.isoformat() if isinstance(received, datetime) else None,
    }  # fmt: skip
    return keeper(
        form="call", user=str(account_id), fields={name: form.key(name) for name in (*form.TYPED, "group_size")},
        chosen=chosen, begun=form.begun(), clear=st.session_state.get("call_last"),
    )  # fmt: skip


def take_back(draft: Mapping[str, Value], *, now: datetime) -> None:
    """Put an earlier form on the screen, as the same form it was."""
    token = draft.get("token")
    if isinstance(token, str) and TOKEN.fullmatch(token):
        st.session_state["call_token"] = token
    form.fill(draft)
    st.session_state["call_restored"] = form.token()
    size, follow_up = str(draft.get("group_size") or ""), str(draft.get("follow_up") or "")
    if size.isdecimal() and 0 < int(size) < 10_000:
        form.put("group_size", int(size))
    if follow_up.isdecimal():
        form.put("follow_up", follow_up)
    with suppress(ValueError):
        opened = datetime.fromisoformat(str(draft.get("opened")))
        if opened.tzinfo and now - LONGEST_CALL < opened <= now:
            st.session_state["call_opened"] = opened.isoformat()
    with suppress(ValueError):
        form.put("received", datetime.fromisoformat(str(draft.get("received"))).replace(tzinfo=None))
        form.touch("received")
