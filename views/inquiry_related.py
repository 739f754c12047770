"""Where an inquiry's matter goes on, or came from: duplicates and split-off matters, as links."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from views.inquiry_header import confirmation
from views.inquiry_memory import said
from views.inquiry_scene import Scene
from views.inquiry_story import link
from views.look import Html, icon
from words import t


def related(scene: Scene) -> None:
    """One line for each way; a duplicate points to the inquiry that goes on, above all else."""
    case = scene.whole.case
    if case.merged_into_id is not None:
        into = scene.told_by("merged", "into")[-1:]
        st.html(_elsewhere(t("This is a duplicate. Its contacts and its term go on in"), into))
        if saved := said(scene.folio):
            confirmation(saved, scene.folio)
    ways = (
        (t("Split off from"), scene.told_by("split_from", "folio") if case.split_from_id is not None else ()),
        (t("Duplicates merged here:"), scene.told_by("merged_in", "folio")),
        (t("Second matters:"), scene.told_by("split", "folio")),
    )
    lines = "".join(_line(words, folios) for words, folios in ways if folios)
    if lines:
        st.html(Html(f'<div class="inq-related">{lines}</div>'))


def _elsewhere(sentence: str, folios: Sequence[str]) -> Html:
    where = " ".join(map(link, folios))
    return Html(f'<p class="inq-elsewhere" role="status">{icon("call_merge")} {escape(sentence)} {where}</p>')


def _line(words: str, folios: Sequence[str]) -> Html:
    return Html(f'<p>{escape(words)} {" ".join(map(link, folios))}</p>')
