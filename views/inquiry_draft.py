"""What is being typed into an inquiry's forms, kept by the browser's tab over a reload."""

import streamlit as st

from views import inquiry_memory as memory
from views.inquiry_scene import Scene
from views.keeper import keeper

TYPED = ("text", "subject", "why", "tracking_number", "reason_text", "company", "callback_phone",
         "into")  # fmt: skip


def draft(scene: Scene, picker: str) -> None:
    """Keep what is typed, and put an earlier draft back before its fields are drawn; a saved one is forgotten."""
    fields = {
        f"{action}_{name}": memory.key(scene.folio, action, name) for action in scene.actions for name in TYPED
    }
    kept = keeper(
        form=f"inquiry_{scene.folio}", user=str(scene.me), fields=fields, clear=memory.cleared(scene.folio),
        chosen={"action": str(st.session_state[picker])},
    )  # fmt: skip
    for name, value in (kept or {}).items():
        if name in fields and isinstance(value, str):
            st.session_state[fields[name]] = value
        elif name == "action" and value in scene.actions:
            st.session_state[picker] = value
