"""What the inquiry page reads before it draws: the inquiry, the desk's data, and who stands around it in a queue."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import db
from db.queries.calendar import calendar
from db.queries.colleagues import colleagues
from db.queries.inquiry import WholeInquiry
from db.queries.queues import QueueView, neighbours
from db.queries.reference import reference
from views.inquiry_scene import Scene
from views.inquiry_way import way
from views.visit import Visit


def scene_of(visit: Visit, whole: WholeInquiry) -> Scene:
    """The inquiry in front of this person."""
    with db.reading() as look:
        people = colleagues(look)
        names, active = {one.id: one.name for one in people}, tuple(one.id for one in people if one.active)
        return Scene(whole, reference(look), calendar(look), names, active, visit.account_id, visit.now,
                     is_supervisor=visit.is_supervisor)  # fmt: skip


def way_through(visit: Visit, folio: str) -> Callable[[], None] | None:
    """What draws the way through the queue of the address; None when the address names no queue."""
    if "queue" not in st.query_params:
        return None
    view = QueueView.from_query(st.query_params.to_dict())
    with db.reading() as look:
        around = neighbours(look, view, folio=folio, now=visit.now, account_id=visit.account_id)
    return partial(way, visit, view, around)
