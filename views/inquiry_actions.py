"""What can be done with an inquiry: one picker, one form, one button; refusals beside it."""

from collections.abc import Callable, Mapping

import streamlit as st

from rules.actions import Action
from views import inquiry_memory as memory
from views.inquiry_draft import draft
from views.inquiry_forms import form
from views.inquiry_header import confirmation
from views.inquiry_scene import Scene
from views.inquiry_story import changes
from views.keys import Binding, copy, keys, reach, submit
from views.plain import plain
from words import t
from words.labels import label
from words.problems import refusal

LETTERS: Mapping[str, str] = {
    Action.REPLY: "R", Action.MESSAGE: "M", Action.NOTE: "B", Action.HAND_OVER: "A", Action.TRACKING: "G",
    Action.CLOSE: "L", Action.REOPEN: "L",
}  # fmt: skip
FIRST: Mapping[str, str] = {
    Action.REPLY: "text", Action.MESSAGE: "text", Action.NOTE: "text", Action.HAND_OVER: "to",
    Action.TRACKING: "tracking_number", Action.ISSUE_DATE: "issued_on", Action.SETTLE: "settled_why",
    Action.VOICEMAIL: "at", Action.MAIL: "at", Action.COMPLETE: "reason_text", Action.REASON: "reason",
    Action.MAILBOX: "mailbox", Action.CLOSE: "outcome", Action.WITHDRAW: "contact", Action.MERGE: "into",
    Action.SPLIT: "contacts",
}  # fmt: skip


def actions(scene: Scene, *, act: Callable[[str], None]) -> None:
    """Draw the picker, the form of the action that is picked and its button; `act` is what the button does."""
    _meanwhile(scene)
    offered = scene.actions
    if not offered:
        keys([copy("Alt+C", "#folio"), reach("Alt+J", "inq_previous"), reach("Alt+K", "inq_next")])
        return
    widget = memory.choose(scene.folio, offered)
    draft(scene, widget)
    st.pills(
        t("What is done now"), [str(one) for one in offered], key=widget, required=True,
        format_func=lambda code: plain(_named(code)), on_change=_chosen,
    )  # fmt: skip
    action = str(st.session_state[widget])
    with st.container(key="inq_form", gap="small"):
        form(scene, action)
        refused = memory.refused(scene.folio)
        if refused and refused[0] in (action, Action.TAKE):
            st.error(plain(refusal(refused[1], **refused[2])))
        with st.container(key="inq_save", horizontal=True, vertical_alignment="center", gap="small"):
            words = {
                Action.REPLY: t("Record the answer · Ctrl+Enter"), Action.CLOSE: t("Close the inquiry · Ctrl+Enter"),
                Action.REOPEN: t("Open it again · Ctrl+Enter"),
            }  # fmt: skip
            said = words[Action(action)] if action in words else t("Save · Ctrl+Enter")
            # The token in its key: a second click is on a button that is gone, not on the next form's.
            st.button(said, key=f"inq_do_{memory.token(scene.folio)}", type="primary", on_click=act, args=(action,))
            if saved := memory.said(scene.folio):
                confirmation(saved, scene.folio)
    _keyboard(scene, widget, action)


def _meanwhile(scene: Scene) -> None:
    """What others did since this person looked: told until they say that they have seen it."""
    newest = scene.whole.last_event
    since = memory.seen(scene.folio, newest)
    news = tuple(one for one in scene.whole.events if one.id > since and one.by != scene.me and one.kind != "revealed")
    if not news:
        return
    with st.container(key="inq_news", border=True, gap="small"):
        st.markdown(t("**Changed meanwhile.** What you typed is still here."))
        st.html(changes(scene, news))
        st.button(t("Seen"), key="inq_seen", on_click=memory.see, args=(scene.folio, newest), type="tertiary")


def _named(code: str) -> str:
    letter = LETTERS.get(code)
    return f"{label('action', code)} · Alt+{letter}" if letter else label("action", code)


def _chosen() -> None:
    st.session_state["inq_chosen"] = str(int(st.session_state.get("inq_chosen", "0")) + 1)


def _keyboard(scene: Scene, widget: str, action: str) -> None:
    """Every key of this page. A field is gone to only after an action was chosen: a page that opens moves nobody."""
    offered = scene.actions
    letters = [
        Binding(combination=f"Alt+{LETTERS[one]}", act="pick", key=widget, option=n,
                then=memory.key(scene.folio, one, FIRST[one]) if one in FIRST else "")
        for n, one in enumerate(offered, 1) if one in LETTERS
    ]  # fmt: skip
    chosen = st.session_state.get("inq_chosen", "")
    first = memory.key(scene.folio, action, FIRST[action]) if chosen and action in FIRST else ""
    keys(
        [*letters, copy("Alt+C", "#folio"), reach("Alt+T", "inq_take"), reach("Alt+J", "inq_previous"),
         reach("Alt+K", "inq_next"), submit("inq_save")],
        focus=first, token=f"{memory.token(scene.folio)}{action}{chosen}",
    )  # fmt: skip
