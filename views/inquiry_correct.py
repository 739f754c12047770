"""The forms that correct what was written down: an answer withdrawn, a duplicate merged, a second matter split off."""

from collections.abc import Callable, Mapping

import streamlit as st

from db.queries.inquiry import Dealing
from rules.actions import Action
from rules.clocks import recorded_later
from rules.codes import ContactKind, Direction, Status
from views.inquiry_fields import line, pick, reason_and_case, several
from views.inquiry_scene import Scene
from views.inquiry_story import link
from views.look import Html, quiet
from words import t
from words.labels import label

SHOWN = 60
MESSAGES = (ContactKind.CALL, ContactKind.MAIL, ContactKind.VOICEMAIL)


def _withdraw(scene: Scene) -> None:
    left, right = st.columns([7, 5], vertical_alignment="top")
    given = {str(one.id): _told(scene, one) for one in scene.withdrawable}
    with left:
        pick(scene, Action.WITHDRAW, "contact", given, filled=next(iter(given)) if len(given) == 1 else "")
    with right:
        line(scene, Action.WITHDRAW, "why")
    st.html(_note(t("The answer stays, marked as withdrawn. What it had met is owed again.")))


def _merge(scene: Scene) -> None:
    with st.container(width=320):
        line(scene, Action.MERGE, "into")
    rest = t("Its contacts go there with their times, and the term counts from the oldest message without an answer.")
    others = [one.folio for one in scene.whole.others if one.status != Status.CLOSED]
    mine = f"<p class=\"inq-none\">{quiet(t('Open of the same person:'))} {' '.join(map(link, others))}</p>"
    st.html(Html(f"{_note(rest)}{mine if others else ''}"))


def _split(scene: Scene) -> None:
    messages = [one for one in scene.whole.contacts if one.direction == Direction.IN_ and not one.automatic]
    several(scene, Action.SPLIT, {str(one.id): _told(scene, one) for one in messages if one.kind in MESSAGES})
    reason_and_case(scene, Action.SPLIT)
    st.html(_note(t("They become an inquiry of their own, which keeps the moment they were received.")))


def _told(scene: Scene, one: Dealing) -> str:
    """One contact in one line: what it was, when, by whom, and how it begins."""
    kind, words = label("contact_kind", one.kind), " ".join((one.text or one.subject).split())
    short = f"“{words[:SHOWN]}…”" if len(words) > SHOWN else f"“{words}”" if words else ""
    later = t("recorded later") if recorded_later(one.at, one.logged_at) and one.direction == Direction.OUT else ""
    return " · ".join(filter(None, (f"{kind}, {scene.when(one.at)}", scene.who(one.by), later, short)))


def _note(sentence: str) -> Html:
    return Html(f'<p class="inq-none">{quiet(sentence)}</p>')


CORRECTIONS: Mapping[str, Callable[[Scene], None]] = {
    Action.WITHDRAW: _withdraw, Action.MERGE: _merge, Action.SPLIT: _split,
}  # fmt: skip
