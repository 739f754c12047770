"""What the inquiry page reads before it draws: the inquiry, the desk's data, and who stands around it in a queue."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import db
from db.queries.calendar import calendar
from db.queries.colleagues import colleagues
from db.queries.inquiry import WholeInquiry
from db.queries.promise_settings import on_duty
from db.queries.queues import QueueView, neighbours
from db.queries.reference import reference
from views.inquiry_scene import Scene
from views.inquiry_way import way
from views.promise_target import duty_shown
from views.visit import Visit


def scene_of(visit: Visit, whole: WholeInquiry) -> Scene:
    """The inquiry in front of this person."""
    with db.reading() as look:
        people = colleagues(look)
        names, active = {one.id: one.name for one in people}, tuple(one.id for one in people if one.active)
        return Scene(whole, reference(look), calendar(look), names, active, visit.account_id, visit.now,
                     leads=visit.leads, acts=visit.acts)  # fmt: skip


def on_duty_for(scene: Scene) -> None:
    """Who answers today for what is owed here; asked only where something is."""
    codes = {one.promise_code for one in scene.whole.running}
    if codes:
        with db.reading() as look:
            found = [one for one in on_duty(look, today=scene.today)
                     if one.promise_code in codes and one.is_on(scene.today)]  # fmt: skip
        if found:
            st.html(duty_shown([one.name for one in found]))


def way_through(visit: Visit, folio: str) -> Callable[[], None] | None:
    """What draws the way through the queue of the address; None when the address names no queue."""
    if "queue" not in st.query_params:
        return None
    view = QueueView.from_query(st.query_params.to_dict())
    with db.reading() as look:
        around = neighbours(look, view, folio=folio, now=visit.now, account_id=visit.account_id)
    return partial(way, visit, view, around)
