"""A quiet eye on the inquiry: when somebody else changes it, this says so and leaves everything typed alone."""

from collections.abc import Callable, Iterator

import streamlit as st

from db.queries.inquiry import Pulse
from views.inquiry_scene import Scene
from views.plain import plain
from views.visit import Visit
from words import t
from words.labels import label


def watch(visit: Visit, scene: Scene, *, ask: Callable[[str], Pulse | None]) -> None:
    """Ask every ten seconds whether the version moved; the button draws the page anew, nothing else does."""
    st.fragment(_look, run_every=10)(visit, scene, ask, iter([True]))


def _look(visit: Visit, scene: Scene, ask: Callable[[str], Pulse | None], drawing: Iterator[bool]) -> None:
    if next(drawing, False):
        return  # the page has only just been read
    visit.again()
    now = ask(scene.folio)
    if now is None or now.version == scene.whole.case.version or now.by == scene.me:
        return
    with st.container(key="inq_moved", horizontal=True, vertical_alignment="center", gap="small"):
        st.warning(plain(t("{name} changed this at {when}: {what}", name=scene.who(now.by), when=scene.when(now.at),
                           what=label("event", now.kind))))  # fmt: skip
        if st.button(t("Show it"), key="inq_show_news"):
            st.rerun()
