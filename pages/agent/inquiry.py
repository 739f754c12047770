"""One inquiry: what happened and what is owed?"""

from functools import partial

import streamlit as st

from pages.acting import act, ask, settled, show
from pages.gathering import on_duty_for, scene_of, way_through
from rules.actions import Action
from views import inquiry_memory as memory
from views.inquiry_actions import actions
from views.inquiry_delivery import delivery, emergency
from views.inquiry_find import find, wanted
from views.inquiry_header import header
from views.inquiry_owed import owed
from views.inquiry_person import others, person
from views.inquiry_related import related
from views.inquiry_story import contacts, history
from views.inquiry_watch import watch
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    asked = st.query_params.get("folio", "")
    folio = wanted(asked)
    whole = settled(folio, me=visit.account_id) if folio else None
    if whole is None:
        find(asked, opened=lambda typed: visit.go("inquiry", folio=wanted(typed) or typed))
        return
    scene = scene_of(visit, whole)
    token, shown = memory.token(folio), memory.shown(folio)
    header(scene, take=partial(act, visit, scene, token, Action.TAKE), way=way_through(visit, folio))
    watch(visit, scene, ask=ask)
    left, right = st.columns([7, 5], gap="large")
    with left:
        related(scene)
        owed(scene)
        on_duty_for(scene)
        delivery(scene)
        emergency(scene, shown=shown)
        actions(scene, act=partial(act, visit, scene, token))
    with right:
        person(scene, shown=shown, show=partial(show, visit, folio))
        touched, done, more = st.tabs([t("Contacts"), t("History"), t("Other inquiries")])
        with touched:
            contacts(scene)
        with done:
            history(scene)
        with more:
            others(scene)
