"""The head of the inquiry page: the folio, how it stands and whose it is; who, where and about what."""

from collections.abc import Callable
from html import escape

import streamlit as st

from db.queries.inquiry import Owed
from rules.codes import Status
from rules.urgency import Urgency, urgency
from views.inquiry_scene import Scene
from views.look import Html, chip, copy_button, icon, quiet
from views.organisation_link import organisation_link
from words import t
from words.dates import clock
from words.labels import label, short

BANDS = tuple(Urgency)


def header(scene: Scene, *, take: Callable[[], None], way: Callable[[], None] | None) -> None:
    """Draw the head; `take` is what the button beside an inquiry of nobody does, `way` draws the way in the queue."""
    with st.container(key="inq_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_folio(scene), width="content")
        if scene.acts and scene.whole.case.assignee_id is None and scene.whole.case.status != Status.CLOSED:
            st.button(t("Take it · Alt+T"), key="inq_take", on_click=take, type="secondary")
        if way is not None:
            st.space("stretch")
            way()
    st.html(_about(scene))


def confirmation(action: str, folio: str) -> None:
    """What was just saved, quietly, beside the form it was typed in."""
    st.html(_saved(t("Saved in {folio}: {action}", folio=folio, action=label("action", action))))


def band(scene: Scene, owed: Owed) -> Urgency:
    """How pressing one deadline is now, by the days themselves: its chip names them, however far the desk warns."""
    return urgency(owed.due_at, met_at=owed.met_at, zone=owed.zone, calendar=scene.calendar, now=scene.now)


def _folio(scene: Scene) -> Html:
    case = scene.whole.case
    status = t("Duplicate") if case.merged_into_id is not None else label(Status, case.status)
    chips = [chip(case.status, status)]
    if scene.whole.running:
        worst = min((band(scene, one) for one in scene.whole.running), key=BANDS.index)
        chips.append(chip(worst, label(worst)))
    if scene.whole.emergency is not None:
        chips.append(chip("emergency", t("Emergency")))
    delivery = scene.whole.delivery
    if delivery is not None and delivery.watched and scene.now >= delivery.missing_from:
        chips.append(chip("missing", t("No tracking number")))
    whose = t("Assigned to {name}", name=scene.who(case.assignee_id)) if case.assignee_id else t("Unassigned")
    copied = copy_button(t("Copy"), "#folio", combination="Alt+C")
    return Html(
        f'<div class="inq-head"><h1 class="folio" id="folio">{escape(case.folio)}</h1>{copied}{"".join(chips)}'
        f"{quiet(whose)}</div>"
    )


def _about(scene: Scene) -> Html:
    case, person = scene.whole.case, scene.whole.person
    named = escape(person.name) if person else ""
    who = " · ".join(filter(None, (_organisation(scene), named))) or escape(t("Nobody named"))
    time = clock(scene.now, case.zone)
    there = t("City not known, {time} in {place}", time=time, place=scene.place)
    there = f"{scene.place} {time}" if case.city_code else there
    about = f"{scene.reason(case.reason_code)} · {scene.subcase(case.subcase_code)}"
    came = t("{channel}, {when}", channel=label("channel", case.channel), when=scene.when(case.received_at))
    kind, size = short("group_kind", case.group_kind), case.group_size
    group = [t("{kind}, {n} people", kind=kind, n=size)] if size else []
    rest = " · ".join([about, came, *group, label("lang", case.language)])
    return Html(f'<p class="inq-about"><b>{who}</b> {quiet("·")} {escape(there)} {quiet("· " + rest)}</p>')


def _organisation(scene: Scene) -> str:
    """Its name, which leads to its page."""
    id = scene.whole.case.organisation_id
    return organisation_link(id, scene.whole.organisation) if id is not None and scene.whole.organisation else ""


def _saved(sentence: str) -> Html:
    return Html(f'<p class="inq-saved" role="status">{icon("check")} {escape(sentence)}</p>')
