"""Who asks: contact data masked until somebody asks to see them, and their other inquiries."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from db.queries.inquiry import Person
from rules.codes import Status
from rules.masking import mask_email, mask_phone, mask_whole
from views import inquiry_memory as memory
from views.inquiry_scene import Scene
from views.inquiry_story import link
from views.look import Html, chip, empty, facts, number
from views.plain import plain
from words import t
from words.dates import day
from words.labels import label
from words.problems import field_name, refusal

MASKS: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone, "email": mask_email, "ds160": mask_whole, "callback_phone": mask_phone,
}  # fmt: skip


LOOK = "look"
"""What a refused look is remembered as."""


def person(scene: Scene, *, shown: tuple[str, ...], show: Callable[[str], None]) -> None:
    """The person as they may be shown; a full value comes on demand, by `show`, one at a time and for one run. Who only
    reads is offered none."""
    someone = scene.whole.person
    if someone is None and scene.whole.emergency is None:
        return
    if someone is not None:
        st.html(_facts(someone, scene, shown=shown))
    hidden = [field for field in _held(scene) if field not in shown]
    if hidden and scene.acts:
        with st.container(horizontal=True, key="inq_reveal", gap="small"):
            for field in hidden:
                st.button(plain(t("Show: {field}", field=field_name(field))), key=f"inq_show_{field}", type="tertiary",
                          on_click=show, args=(field,))  # fmt: skip
    refused = memory.refused(scene.folio)
    if refused and refused[0] == LOOK:
        st.error(plain(refusal(refused[1], **refused[2])))


def others(scene: Scene) -> None:
    """The last other inquiries of the same person."""
    st.html(_others(scene) if scene.whole.others else empty(t("No other inquiry of this person.")))


def _held(scene: Scene) -> list[str]:
    someone, pair = scene.whole.person, scene.whole.emergency
    held = {"phone": someone.phone, "email": someone.email, "ds160": someone.ds160} if someone else {}
    if pair:
        held["callback_phone"] = pair.callback_phone
    return [field for field, value in held.items() if value.strip()]


def _facts(someone: Person, scene: Scene, *, shown: tuple[str, ...]) -> Html:
    whole = {"phone": someone.phone, "email": someone.email, "ds160": someone.ds160}
    seen = {field: value if field in shown else MASKS[field](value) for field, value in whole.items()}
    pairs = [(field_name(field), number(value)) for field, value in seen.items() if value]
    if someone.passport_last4:
        pairs.append((field_name("passport_last4"), number("•••• " + someone.passport_last4)))
    if scene.whole.case.receipt:
        pairs.append((field_name("receipt"), number(scene.whole.case.receipt)))
    return facts(pairs)


def _others(scene: Scene) -> Html:
    rows = "".join(
        f"<li>{link(one.folio)} {chip(one.status, label(Status, one.status))} "
        f'<span class="quiet">{escape(day(one.received_on, today=scene.today))} · '
        f"{escape(scene.reason(one.reason_code))} · {escape(scene.subcase(one.subcase_code))}</span></li>"
        for one in scene.whole.others
    )
    return Html(f'<ul class="inq-others">{rows}</ul>')
