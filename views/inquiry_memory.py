"""The inquiry page's memory: one token per inquiry in every widget's key, what was tried, refused, saved and shown.

What is typed stays under its token until the desk confirms that it was saved: a second click, a refusal or a look at
another inquiry loses nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from rules.actions import Action

STAYS = "session"  # a draft survives a look at another inquiry or page


@dataclass(frozen=True, slots=True)
class Try:
    """A save that was begun: with which form, which action, and after which event."""

    token: str
    action: str
    seen: int


def token(folio: str) -> str:
    """The token of this inquiry's form on the screen."""
    return str(st.session_state.setdefault(f"inq_token_{folio}", uuid4().hex[:12]))


def key(folio: str, action: str, name: str) -> str:
    """The widget key of a field of one action."""
    return f"inq_{action}_{name}_{token(folio)}"


def begin(folio: str, action: str, *, seen: int) -> bool:
    """Remember that a save begins; True when this very save was begun before: it may have been done already."""
    before = tried()
    again = before is not None and before.token == token(folio) and before.action == action
    if not again:
        st.session_state["inq_tried"] = f"{token(folio)}|{action}|{seen}"
    st.session_state.pop("inq_refused", None)
    st.session_state.pop("inq_said", None)
    return again


def tried() -> Try | None:
    parts = str(st.session_state.get("inq_tried", "")).split("|")
    return Try(parts[0], parts[1], int(parts[2])) if len(parts) == 3 else None


def refuse(folio: str, action: str, code: str, details: Mapping[str, object]) -> None:
    """Keep what a refusal says; the form stays as it is."""
    st.session_state["inq_refused"] = json.dumps([folio, action, code, dict(details)], default=str)
    st.session_state.pop("inq_tried", None)


def refused(folio: str) -> tuple[str, str, dict[str, object]] | None:
    """The action, code and details of the last refusal, while it is about this inquiry."""
    kept = st.session_state.get("inq_refused")
    if not kept:
        return None
    about, action, code, details = json.loads(str(kept))
    return (action, code, details) if about == folio else None


def done(folio: str, action: str) -> None:
    """It is saved: an empty form with new keys, and a word about it."""
    st.session_state[f"inq_cleared_{folio}"] = token(folio)
    st.session_state[f"inq_token_{folio}"] = uuid4().hex[:12]
    st.session_state["inq_said"] = f"{folio}|{action}"
    st.session_state.pop("inq_tried", None)
    st.session_state.pop("inq_refused", None)
    st.session_state.pop("inq_chosen", None)
    st.session_state.pop(f"inq_seen_{folio}", None)


def cleared(folio: str) -> str | None:
    """The token of the form that was saved here last."""
    return st.session_state.get(f"inq_cleared_{folio}")


def said(folio: str) -> str:
    """The action that was just saved here, once."""
    about, _, action = str(st.session_state.pop("inq_said", "")).partition("|")
    return action if about == folio else ""


def choose(folio: str, actions: tuple[Action, ...]) -> str:
    """The key of the action picker, holding an action that is offered: the one chosen, else the next thing to do."""
    widget = f"inq_action_{token(folio)}"
    if st.session_state.get(widget) not in actions:
        st.session_state[widget] = str(actions[0])
    return widget


def seen(folio: str, newest: int) -> int:
    """The last event this person has seen here; what came after it is told until they say so."""
    return int(st.session_state.setdefault(f"inq_seen_{folio}", newest))


def see(folio: str, newest: int) -> None:
    st.session_state[f"inq_seen_{folio}"] = newest
    st.session_state.pop("inq_refused", None)


def show(folio: str, field: str) -> None:
    """One masked field is shown by the next run, and by no other."""
    st.session_state["inq_shown"] = f"{folio}|{field}"


def about_to_show(folio: str, field: str) -> bool:
    """Whether the next run shows this very field: the second of two clicks on one button."""
    return st.session_state.get("inq_shown") == f"{folio}|{field}"


def shown(folio: str) -> tuple[str, ...]:
    """The masked field that this person asked to see, once."""
    about, _, field = str(st.session_state.pop("inq_shown", "")).partition("|")
    return (field,) if field and about == folio else ()
