"""A small form of its own for test_keyboard.py: saved as STREAMLIT forms are saved here, one token, one row."""

import json
import os
import sqlite3
from uuid import uuid4

import streamlit as st

from views.keeper import keeper
from views.keys import copy, keys, pick, reach, submit
from views.look import copy_button, look, say

store = sqlite3.connect(os.environ["KEYBOARD_STORE"], timeout=10, isolation_level=None, check_same_thread=False)
store.execute("create table if not exists saved (token text primary key, form text, times integer)")
state = st.session_state
FIELDS = ("name", "notes", "people", "day")


def save(token: str) -> None:
    form = json.dumps({name: str(state.get(f"{name}_{token}") or "") for name in FIELDS})
    state.tried = token
    store.execute(
        "insert into saved values (?, ?, 1) on conflict (token) do update set times = times + 1", (token, form)
    )


look()
state.setdefault("token", uuid4().hex)
if state.get("tried") == state.token:
    state.last, state.token = state.token, uuid4().hex
token = state.token
draft = keeper(
    form="call",
    user="1",
    fields={name: f"{name}_{token}" for name in ("name", "notes")},
    chosen={"reason": state.get("reason")},
    clear=state.get("last"),
)
for name, value in (draft or {}).items():
    state["reason" if name == "reason" else f"{name}_{token}"] = value
st.text_input("Name", key=f"name_{token}", on_change="ignore")
st.segmented_control("Reason", ["1 Status", "2 General", "3 Payment"], key="reason")
st.number_input("People", 0, 500, key=f"people_{token}", on_change="ignore")
st.date_input("Day", value=None, key=f"day_{token}", on_change="ignore", format="DD/MM/YYYY")
st.text_area("Notes", key=f"notes_{token}", on_change="ignore")
st.button("Save", key="save", on_click=save, args=(token,), type="primary")
st.text_input("Search", key="search", on_change="ignore")
with st.popover("Help", key="help"):
    st.write("Press and see.")
st.html(say("We answer by Thursday.") + copy_button("Copy", "#say", combination="Alt+P"))
keys(
    [
        *pick("reason", options=3),
        reach("Ctrl+K", "search"),
        reach("?", "help"),
        copy("Alt+P", "#say"),
        submit("save", again=True),
    ],
    focus=f"name_{token}",
    token=token,
)
count = store.execute("select count(*) from saved").fetchone()[0]
st.html(f'<p id="saved" data-count="{int(count)}">{int(count)}</p>')
